import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import type { Store } from '../../../src/database/store';
import { Principal } from '../../../src/directory/principal.entity';
import type { EligibilityIndex } from '../../../src/eligibility/eligibility-index';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { loadEligibilityIndex } from '../../../src/eligibility/eligibility-index.loader';
import { PolicyImpact } from '../../../src/eligibility/policy-impact';
import { Policy } from '../../../src/features/policy/policy.entity';
import { Scope } from '../../../src/features/scope/scope';
import { setGlobalPolicy } from '../../support/policies';
import { openTestStore, statementsOf } from '../../support/store';
import { testDatabaseUrl } from '../../support/test-database';
import { principalRow } from './directory-rows';

const USERS = 50_000;
const GRANTED = 12_345;

const idsOf = (index: EligibilityIndex) => Array.from(index.mayEnterAtAll, (ordinal) => index.idAt(ordinal));

/** Makes a per-user policy; gives its id. */
function makePolicy(store: Store, identity: string, enablePersistentChat: boolean): Promise<number> {
  const now = new Date(0);
  return store.write(async (tx) => {
    const { identifiers } = await tx.insert(Policy, {
      ...{
        identity,
        identityKey: `tag:${identity}`,
        sortKey: `tag:${identity}`,
        scope: Scope.USER,
        siteId: null,
        tenantId: null,
      },
      ...{ description: '', descriptionKey: '', enablePersistentChat, version: 1, createdAt: now, updatedAt: now },
    });
    return identifiers[0]!.id as number;
  });
}

/** Grants a policy to the users with ids up to a number, or from it. */
function grant(store: Store, policyId: number | null, where: string, userId: number): Promise<number> {
  return store.write(async (tx) => {
    await tx.query(`UPDATE principals SET policy_id = ? WHERE id ${where} ?`, [policyId, userId]);
    return (await takeSequence(tx, 1, 'policies')).eligibility;
  });
}

describe('the index of 50,000 users', () => {
  let here: Store;
  let there: Store;
  let holder: EligibilityIndexHolder;
  let index: EligibilityIndex;
  let [on, off] = [0, 0];
  beforeAll(async () => {
    const url = await testDatabaseUrl();
    [here, there] = [await openTestStore(url), await openTestStore(url)];
    await here.write(async (tx) => {
      const ids = Array.from({ length: USERS }, (_, i) => i + 1);
      await insertInChunks(
        tx,
        Principal,
        ids.map((id) => principalRow(id, {})),
      );
      await takeSequence(tx, 1, 'directory');
    });
    [on, off] = [await makePolicy(here, 'on', true), await makePolicy(here, 'off', false)];
    holder = new EligibilityIndexHolder(here);
    index = await holder.current(0);
  });

  it('holds nobody who may enter while the global policy enables nothing', () => {
    expect([index.activeUsers.size, index.mayEnterAtAll.size]).toEqual([USERS, 0]);
  });

  it('follows a grant to one user, by another gateway, without a look at the directory', async () => {
    const version = await grant(there, on, '=', 7);
    let next = index;
    const statements = await statementsOf(here, async () => {
      next = await holder.current(version);
    });
    expect(idsOf(next)).toEqual([7]);
    expect(next.version).toBe(version);
    expect(next.directory).toBe(index.directory);
    expect(statements.map((text) => /FROM (\w+)/.exec(text)![1])).toEqual([
      'change_sequence',
      'policies',
      'principals',
      'change_sequence',
    ]);
    expect(statements[2]).toContain('WHERE policy_id IS NOT NULL');
    expect(idsOf(index)).toEqual([]);
  });

  it('follows a change of the global policy', async () => {
    await there.write((tx) => setGlobalPolicy(tx, true));
    const version = await grant(there, off, '=', 9);
    const ids = idsOf(await holder.current(version));
    expect(ids).toHaveLength(USERS - 1);
    expect(ids).not.toContain(9);
  });

  it('reads more grants than a statement does', async () => {
    await grant(there, off, '<=', GRANTED);
    const version = await grant(there, on, '>', USERS - GRANTED);
    await there.write((tx) => setGlobalPolicy(tx, false));
    const ids = idsOf(await holder.current(version + 1));
    expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: GRANTED }, (_, i) => USERS - GRANTED + i + 1));
    const { gained, lost } = await impactOfTakingAway();
    expect([gained, lost]).toEqual([0, GRANTED]);
  });

  async function impactOfTakingAway(): Promise<{ gained: number; lost: number }> {
    const now = await holder.current(0);
    const everybody = Array.from({ length: USERS }, (_, i) => i + 1);
    const { gained, lost } = new PolicyImpact(now, now.policies.withGrant(null, everybody));
    return { gained: gained.size, lost: lost.size };
  }

  it('reads the grants again where they change in the meantime', async () => {
    const query = here.read.query.bind(here.read);
    let changed: Promise<number> | undefined;
    const spy = jest.spyOn(here.read, 'query').mockImplementation(async (...statement: Parameters<typeof query>) => {
      const rows: unknown = await query(...statement);
      if (statement[0].includes('FROM principals')) changed ??= grant(there, on, '=', 1);
      await changed;
      return rows;
    });
    await holder.current(await grant(there, null, '>', 0));
    const next = await holder.current(0);
    spy.mockRestore();
    expect(idsOf(next)).toEqual([1]);
    expect(next.version).toBe(await changed);
  });

  it('has the same policies after the directory has changed', async () => {
    const version = await there.write(async (tx) => {
      await insertInChunks(tx, Principal, [principalRow(USERS + 1, { displayName: 'A first one' })]);
      return (await takeSequence(tx, 1, 'directory')).eligibility;
    });
    const next = await holder.current(version);
    expect(next.ordinalOf(USERS + 1)).toBe(0);
    expect(idsOf(next)).toEqual([1]);
    expect(idsOf(await loadEligibilityIndex(there))).toEqual([1]);
  });
});
