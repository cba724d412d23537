import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { ChangeSequence } from '../../../src/database/change-sequence.entity';
import { DirectorySync } from '../../../src/features/directory/directory-sync.entity';
import { startTestGateway } from '../../support/gateway';
import { DirectoryScene, refusal, sync, type SyncAnswer, syncs } from './scene';
import { contoso, litware, without } from './two-domains';

let scene: DirectoryScene;
beforeAll(async () => {
  scene = await DirectoryScene.start();
});
beforeEach(() => scene.reset());

const guide = readFileSync(join(__dirname, '../../../docs/directory.md'), 'utf8');
const snippets = Array.from(guide.matchAll(/^```graphql\n([^]*?)^```$/gm), ([, snippet]) => snippet!);

const nothing = {
  added: 0,
  changed: 0,
  moved: 0,
  missing: 0,
  returned: 0,
  membershipsAdded: 0,
  membershipsRemoved: 0,
};
const nobody = { users: 0, rooms: 0, pairs: 0 };

/** Dan comes into the staff, User 001 moves and User 002 has a title, User 091 goes. */
const changed = {
  ...without(litware, 'User 091'),
  'User 001': { in: 'Sales' as const },
  'User 002': { title: 'Head' },
  Dan: {},
  Staff: { members: [...litware.Staff!.members!, 'Dan'] },
};

const principal = { missing: false };
const entries = [
  { effect: 'ADDED', displayName: 'Dan', distinguishedName: 'CN=Dan,DC=litware,DC=com', kind: 'USER', principal },
  {
    effect: 'MOVED',
    displayName: 'User 001',
    distinguishedName: 'CN=User 001,OU=Sales,DC=litware,DC=com',
    kind: 'USER',
    principal,
  },
  {
    effect: 'CHANGED',
    displayName: 'User 002',
    distinguishedName: 'CN=User 002,DC=litware,DC=com',
    kind: 'USER',
    principal,
  },
  {
    effect: 'MISSING',
    displayName: 'User 091',
    distinguishedName: 'CN=User 091,DC=litware,DC=com',
    kind: 'USER',
    principal,
  },
];

const report = {
  figures: { ...nothing, added: 1, changed: 2, moved: 1, missing: 1, membershipsAdded: 1 },
  gained: { users: 1, rooms: 1, pairs: 1 },
  lost: nobody,
  letThroughCount: 0,
  letThrough: [],
  skipped: 0,
  warnings: [],
  stops: [],
};

const list = (path: string, name: string) => ({
  path,
  after: null,
  added: [{ identity: `sip:${name}@litware.com` }],
  removed: null,
});
const changes = [
  { path: 'figures', after: report.figures, added: null, removed: null },
  list('added', 'dan'),
  list('moved', 'user001'),
  list('changed', 'user002'),
  { path: 'missing', after: null, added: null, removed: [{ identity: 'sip:user091@litware.com' }] },
  { path: 'membersChanged', after: null, added: [{ identity: 'CN=Staff,DC=litware,DC=com' }], removed: null },
];

describe('a sync that is asked for', () => {
  it('takes over what has changed and tells what that was, in the audit trail and the list of syncs too', async () => {
    scene.domains.write({ litware: changed });
    const answer = await sync(scene, { reason: 'New people' });

    expect(answer).toEqual({
      plan: null,
      operationId: expect.any(String),
      warnings: [],
      changes,
      entries: [...entries.slice(0, 3), { ...entries[3], principal: { missing: true } }],
      report,
      sync: { id: expect.any(String), state: 'SUCCEEDED' },
    });
    expect(await scene.present()).toContain('Dan');
    expect(await syncs(scene)).toEqual([
      {
        id: answer.sync!.id,
        state: 'SUCCEEDED',
        trigger: 'MUTATION',
        actor: 'Test administrator',
        startedAt: expect.any(String),
        endedAt: expect.any(String),
        error: null,
        errorCode: null,
        sources: [
          { name: 'contoso', server: null, whole: true },
          { name: 'litware', server: null, whole: true },
        ],
        report: { figures: report.figures },
        auditEntry: { operationId: answer.operationId, operation: 'syncDirectory', identity: 'litware, contoso' },
      },
    ]);
    const entry = await scene.store.read.findOneByOrFail(AuditEntry, { operationId: answer.operationId! });
    expect(entry).toMatchObject({ actor: 'Test administrator', reason: 'New people', nodeType: 'DirectorySync' });
    expect(entry.changes.map(({ path }) => path)).toEqual(changes.map(({ path }) => path));
  });

  it('is seen at once by what rests on the directory', async () => {
    const ENTRANTS = '{ room(identity: "Lobby") { eligiblePrincipals(kind: [USER]) { totalCount } } }';
    const count = async () => {
      const { room } = await scene.data<{ room: { eligiblePrincipals: { totalCount: number } } }>(ENTRANTS);
      return room.eligiblePrincipals.totalCount;
    };
    expect(await count()).toBe(46);
    scene.domains.write({ litware: changed });
    await sync(scene);
    expect(await count()).toBe(47);
  });

  it('brings back what had vanished, with what it was in', async () => {
    scene.domains.write({ litware: without(litware, 'Ann') });
    expect((await sync(scene, { force: true })).report!.lost).toEqual({ users: 1, rooms: 2, pairs: 2 });
    scene.domains.write({});
    const { report: back, entries: returned } = await sync(scene);
    expect(back!.figures).toEqual({ ...nothing, returned: 1, membershipsAdded: 2 });
    expect(back!.gained).toEqual({ users: 1, rooms: 2, pairs: 2 });
    expect(returned.map(({ effect, displayName }) => [effect, displayName])).toEqual([['RETURNED', 'Ann']]);
  });

  it('is the same for a retry with its idempotency key', async () => {
    scene.domains.write({ litware: changed });
    const first = await sync(scene, { idempotencyKey: 'once' });
    scene.domains.write({});
    expect(await sync(scene, { idempotencyKey: 'once' })).toEqual({ ...first, entries: [] });
    expect(await scene.present()).toContain('Dan');
    expect(await syncs(scene)).toHaveLength(1);
  });

  it('tells what is wrong with a directory that is taken over all the same', async () => {
    scene.domains.write({ contoso: { ...contoso, Guests: { members: ['Zoe', 'CN=Nobody,DC=contoso,DC=com'] } } });
    const { report: told } = await sync(scene, { force: true });
    expect(told!.warnings).toEqual([
      { code: 'MEMBER_NOT_FOUND', count: 1, examples: [expect.stringContaining('CN=Nobody,DC=contoso,DC=com')] },
    ]);
  });
});

describe('one of several sources', () => {
  it('is synced without a look at the others', async () => {
    scene.domains.write({ litware: changed });
    scene.domains.writeText('contoso', 'dn: broken');
    const answer = await sync(scene, { source: 'litware' });
    expect(answer.report!.figures).toEqual(report.figures);
    expect((await syncs(scene))[0]!.sources).toEqual([{ name: 'litware', server: null, whole: true }]);
    expect(await scene.present()).toEqual(expect.arrayContaining(['Dan', 'Zoe', 'Yan', 'Guests']));
  });

  it('has its loss measured by what it has itself', async () => {
    scene.domains.write({ contoso: without(contoso, 'Yan') });
    // The same would be little of both together.
    for (const input of [{ source: 'contoso' }, {}])
      expect(await refusal(scene, input)).toMatchObject({
        message:
          'Of the 5 principals of "contoso", 1 (20 %) are taken away: more than the 5 % that DIRECTORY_MAX_LOSS allows. ' +
          'Nothing was changed; with "force" it is made all the same.',
      });
  });
});

describe('an unchanged directory', () => {
  it('has nothing written but the sync itself', async () => {
    const before = await scene.store.read.find(ChangeSequence);
    const statements = await scene.gateway.statementsOf(async () => {
      const answer = await sync(scene);
      expect(answer).toMatchObject({
        operationId: null,
        changes: [],
        entries: [],
        warnings: [{ code: 'NOTHING_CHANGED' }],
        report: { figures: nothing },
        sync: { state: 'UNCHANGED' },
      });
    });
    const written = statements
      .map((sql) => /^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+["`]?(\w+)/i.exec(sql)?.[1])
      .filter((table) => table !== undefined);
    const books = ['directory_lease', 'directory_sources', 'directory_sync_sources', 'directory_syncs'];
    expect([...new Set(written)].sort()).toEqual(books);
    expect(await scene.store.read.find(ChangeSequence)).toEqual(before);
    expect(await scene.store.read.count(AuditEntry)).toBe(0);
  });
});

describe('a dry run', () => {
  it('tells the same, changes nothing and is no sync of the list', async () => {
    scene.domains.write({ litware: changed });
    const before = await scene.store.read.find(ChangeSequence);
    expect(await sync(scene, { whatIf: true })).toEqual({
      plan: expect.any(String),
      operationId: null,
      warnings: [],
      changes,
      entries: [{ ...entries[0], principal: null }, ...entries.slice(1)],
      report,
      sync: null,
    });
    expect(await scene.present()).not.toContain('Dan');
    expect(await scene.store.read.find(ChangeSequence)).toEqual(before);
    expect(await scene.store.read.count(DirectorySync)).toBe(0);
  });

  it.each(snippets)('is what the guide shows (%#)', async (snippet) => {
    scene.domains.write({ litware: changed });
    const { syncDirectory } = await scene.data<{ syncDirectory: SyncAnswer }>(snippet);
    expect(syncDirectory.report!.figures).toEqual(report.figures);
    expect(syncDirectory.entries).toHaveLength(4);
  });

  it('is carried out by its plan', async () => {
    scene.domains.write({ litware: changed });
    const { plan } = await sync(scene, { whatIf: true });
    expect((await sync(scene, { confirm: plan })).sync).toMatchObject({ state: 'SUCCEEDED' });
    expect(await scene.present()).toContain('Dan');
  });

  it.each([
    ['the directory', async () => scene.domains.write({ litware: { ...changed, Dan: { title: 'Clerk' } } })],
    ['who may enter', () => scene.store.write((tx) => tx.query('UPDATE rooms SET disabled = 1'))],
  ])('is stale once %s has changed', async (_what, change) => {
    scene.domains.write({ litware: changed });
    const { plan } = await sync(scene, { whatIf: true });
    await change();
    expect(await refusal(scene, { confirm: plan })).toMatchObject({ code: 'PLAN_STALE', parameter: 'input.confirm' });
    expect(await scene.present()).not.toContain('Dan');
    expect(await syncs(scene)).toEqual([]);
  });

  it('is stale for another source', async () => {
    scene.domains.write({ litware: changed });
    const { plan } = await sync(scene, { whatIf: true, source: 'litware' });
    expect(await refusal(scene, { confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
  });
});

describe('what is asked for wrongly', () => {
  it.each([
    [
      { source: 'fabrikam' },
      'input.source',
      'There is no source "fabrikam" of the directory; those that are configured: "litware", "contoso".',
    ],
    [
      { domainController: 'dc1.litware.com' },
      'input.domainController',
      '"dc1.litware.com" is no server of the directory; those that are configured: none.',
    ],
    [{ credential: 'reader' }, 'input.credential', '"litware" is a file, which takes no credential.'],
  ])('is refused: %j', async (input, parameter, message) => {
    expect(await refusal(scene, input)).toMatchObject({ code: 'BAD_USER_INPUT', parameter, message });
    expect(await scene.store.read.count(DirectorySync)).toBe(0);
  });

  it.each([
    [{ reason: 'x'.repeat(1_025) }, 'input.reason', 'The reason has 1025 characters; it may have at most 1,024.'],
    [{ idempotencyKey: '' }, 'input.idempotencyKey', 'The idempotency key is empty.'],
    [
      { whatIf: true, confirm: 'plan' },
      'input.confirm',
      'Give "whatIf" or "confirm", not both: the one asks for a plan, the other carries it out.',
    ],
  ])('is refused before anything is read (%#)', async (input, parameter, message) => {
    scene.domains.writeText('litware', 'dn: broken');
    expect(await refusal(scene, input)).toMatchObject({ code: 'BAD_USER_INPUT', parameter, message });
    expect(await scene.store.read.count(DirectorySync)).toBe(0);
  });

  it('is another input for the same idempotency key, which is no failure of the directory', async () => {
    scene.domains.write({ litware: changed });
    await sync(scene, { idempotencyKey: 'other' });
    expect(await refusal(scene, { idempotencyKey: 'other', whole: true })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.idempotencyKey',
    });
    expect(await syncs(scene)).toMatchObject([{ state: 'SUCCEEDED' }]);
  });

  it.each([
    [
      'sip:ann@litware.com',
      'BAD_USER_INPUT',
      '"Ann" comes from no server of the directory that could be asked for it.',
    ],
    [
      'CN=Dan,DC=litware,DC=com',
      'BAD_USER_INPUT',
      '"dc1" is no server of the directory; those that are configured: none.',
    ],
  ])('is an entry of a file at a server: %s', async (identity, code, message) => {
    const { errors } = await scene.gateway.graphql(
      'query Fresh($identity: String!) { principal(identity: $identity, domainController: "dc1") { id } }',
      { identity },
    );
    expect(errors).toMatchObject([{ message, extensions: { code, parameter: 'domainController' } }]);
  });

  it('is an entry of a file as an account', async () => {
    const query = '{ principal(identity: "sip:ann@litware.com", credential: "reader") { id } }';
    const { errors } = await scene.gateway.graphql(query);
    expect(errors).toMatchObject([
      {
        message: '"Ann" comes from no server of the directory that could be asked for it.',
        extensions: { code: 'BAD_USER_INPUT', parameter: 'credential' },
      },
    ]);
  });

  it('is a sync where there is no directory', async () => {
    const gateway = await startTestGateway();
    const { errors } = await gateway.graphql('mutation { syncDirectory(input: {}) { plan } }');
    expect(errors).toMatchObject([
      {
        message: 'This gateway has no directory to read: DIRECTORY names neither a server nor a file.',
        extensions: { code: 'BAD_USER_INPUT', parameter: 'input.source' },
      },
    ]);
  });

  it('is a sync by a viewer', async () => {
    const { errors } = await scene.gateway.graphql(
      'mutation { syncDirectory(input: {}) { plan } }',
      {},
      { as: 'viewer' },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('a source that fails', () => {
  it('leaves everything as it was, and says why in the list', async () => {
    const before = await scene.present();
    scene.domains.writeText('contoso', 'dn: broken\n');
    const { message, code } = await refusal(scene);
    expect(code).toBe('BAD_USER_INPUT');
    expect(await syncs(scene)).toMatchObject([
      { state: 'FAILED', error: message, errorCode: 'BAD_USER_INPUT', report: null, auditEntry: null },
    ]);
    expect(await scene.present()).toEqual(before);
    scene.domains.write({});
    expect((await sync(scene)).sync).toMatchObject({ state: 'UNCHANGED' });
  });

  it('is refused where it is empty', async () => {
    scene.domains.writeText('contoso', '');
    expect(await refusal(scene)).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'There are no principals in "contoso"; the directory was left as it is.',
    });
  });
});
