import { pino } from 'pino';

import { AuditEntry } from '../../src/changes/audit-entry.entity';
import { ChangeSequence } from '../../src/database/change-sequence.entity';
import { openStore } from '../../src/database/open-store';
import { loadEligibilityIndex } from '../../src/eligibility/eligibility-index.loader';
import { Policy } from '../../src/features/policy/policy.entity';
import { afterUse } from '../support/clean-up';
import { startTestGateway } from '../support/gateway';
import { makeStoreWithoutPolicies, OLD } from '../support/store-without-policies';
import { emptyDatabaseUrl } from '../support/test-database';

const NOTICE =
  'From now on a policy decides whether a user enters rooms: the new global policy enables Persistent Chat, ' +
  'so nothing changes for the 2 users who could enter rooms until now.';

async function opened(url: string) {
  const notices: string[] = [];
  const store = await openStore(url, { migrate: true, onNotice: (notice) => notices.push(notice) });
  afterUse(() => store.close());
  return { store, notices };
}

describe('a store that was in use before there were policies', () => {
  it('gets a global policy that enables Persistent Chat, and says for how many users nothing changes', async () => {
    const url = await emptyDatabaseUrl();
    await makeStoreWithoutPolicies(url);
    const { store, notices } = await opened(url);
    expect(notices).toEqual([NOTICE]);
    expect(await store.read.find(Policy)).toMatchObject([
      {
        ...{ identity: 'global', identityKey: 'global', scope: 'GLOBAL', siteId: null, tenantId: null, version: 1 },
        description:
          'Enables Persistent Chat, as this store had users before it had policies, and all of them could enter rooms.',
        enablePersistentChat: true,
      },
    ]);
    expect((await opened(url)).notices).toEqual([]);
  });

  it('lets in whom it let in', async () => {
    const url = await emptyDatabaseUrl();
    await makeStoreWithoutPolicies(url);
    const { store } = await opened(url);
    const index = await loadEligibilityIndex(store);
    expect(Array.from(index.mayEnterAtAll, (ordinal) => index.idAt(ordinal))).toEqual([OLD.ann, OLD.bob]);
  });

  it('has it in the audit trail', async () => {
    const url = await emptyDatabaseUrl();
    await makeStoreWithoutPolicies(url);
    const { store } = await opened(url);
    const [policy] = await store.read.find(Policy);
    expect(await store.read.find(AuditEntry)).toMatchObject([
      {
        ...{ id: 42, operation: 'migrate', actor: 'Migration', reason: NOTICE, at: policy!.createdAt },
        ...{ tokenId: null, principalId: null, nodeType: 'Policy', nodeId: policy!.id, identity: 'global' },
        changes: [
          { path: 'identity', before: null, after: 'global' },
          { path: 'description', before: null, after: policy!.description },
          { path: 'enablePersistentChat', before: null, after: true },
        ],
      },
    ]);
    expect(await store.read.find(ChangeSequence)).toMatchObject([{ last: 42, directory: 7, policies: 42 }]);
  });

  it('has it in the log of the gateway that migrates it, and shows the entry as any other', async () => {
    const url = await emptyDatabaseUrl();
    await makeStoreWithoutPolicies(url);
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => lines.push(line) });
    const gateway = await startTestGateway({ log, config: { databaseUrl: url } });
    const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages.filter((message) => message === NOTICE)).toHaveLength(1);
    const { data } = await gateway.graphql(
      '{ auditEntries { nodes { actor reason node { ... on Policy { identity enablePersistentChat } } } } }',
    );
    expect(data).toEqual({
      auditEntries: {
        nodes: [{ actor: 'Migration', reason: NOTICE, node: { identity: 'global', enablePersistentChat: true } }],
      },
    });
  });
});

describe('a new store', () => {
  it('has a global policy with the default of the product, which enables nothing, and no history', async () => {
    const { store, notices } = await opened(await emptyDatabaseUrl());
    expect(notices).toEqual([]);
    expect(await store.read.find(Policy)).toMatchObject([
      { identity: 'global', enablePersistentChat: false, description: '' },
    ]);
    expect(await store.read.count(AuditEntry)).toBe(0);
    expect(await store.read.find(ChangeSequence)).toMatchObject([{ last: 0, directory: 0, policies: 0 }]);
  });
});
