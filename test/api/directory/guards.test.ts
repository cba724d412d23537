import { writeFileSync } from 'node:fs';

import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import { PastDenial } from '../../../src/eligibility/directory-change/past-denial.entity';
import { Category } from '../../../src/features/category/category.entity';
import { testDatabaseUrl } from '../../support/test-database';
import { until } from '../../support/until';
import { DirectoryScene, refusal, sync, syncs, TwoDomains } from './scene';
import { type Domain, litware, without } from './two-domains';

let scene: DirectoryScene;
beforeAll(async () => {
  scene = await DirectoryScene.start();
});
beforeEach(() => scene.reset());

const staff = litware.Staff!.members!;
const withStaff = (members: string[]): Domain => ({ ...litware, Staff: { members } });
const users = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => `User ${String(first + i).padStart(3, '0')}`);

const HINT = 'Nothing was changed; with "force" it is made all the same.';
const PRINCIPALS =
  'Of the 100 principals of "litware", 6 (6 %) are taken away: more than the 5 % that DIRECTORY_MAX_LOSS allows.';
const MEMBERSHIPS =
  'Of the 50 memberships of "litware", 3 (6 %) are taken away: more than the 5 % that DIRECTORY_MAX_LOSS allows.';

/** A sync of the domain that is refused, and leaves everything as it was but its row in the list. */
async function stopped(domain: Domain): Promise<Record<string, unknown>> {
  const before = await scene.present();
  scene.domains.write({ litware: domain });
  const error = await refusal(scene, { source: 'litware' });
  expect(await scene.present()).toEqual(before);
  expect(await syncs(scene)).toMatchObject([
    { state: 'STOPPED', error: error.message, errorCode: 'CONFLICT', auditEntry: null },
  ]);
  return error;
}

describe('a sync that takes away', () => {
  it('more than 5 % of the principals stops', async () => {
    expect(await stopped(without(litware, ...users(86, 91)))).toMatchObject({
      message: `${PRINCIPALS} ${HINT}`,
      code: 'CONFLICT',
      parameter: 'input.force',
      stops: ['PRINCIPALS_LOST'],
      figures: { missing: 6, membershipsRemoved: 0 },
      limit: 5,
      letThrough: [],
      letThroughCount: 0,
    });
  });

  it('more than 5 % of the memberships stops', async () => {
    expect(await stopped(withStaff(staff.slice(3)))).toMatchObject({
      message: `${MEMBERSHIPS} ${HINT}`,
      stops: ['MEMBERSHIPS_LOST'],
      figures: { missing: 0, membershipsRemoved: 3 },
    });
  });

  it('too much of both says both', async () => {
    const { message, stops } = await stopped(without(withStaff(staff.slice(3)), ...users(86, 91)));
    expect(message).toBe(`${PRINCIPALS} ${MEMBERSHIPS} ${HINT}`);
    expect(stops).toEqual(['PRINCIPALS_LOST', 'MEMBERSHIPS_LOST']);
  });

  it('no more than that goes on', async () => {
    scene.domains.write({ litware: without(withStaff(staff.slice(2)), ...users(87, 91)) });
    expect((await sync(scene, { source: 'litware' })).report).toMatchObject({
      figures: { missing: 5, membershipsRemoved: 2 },
      stops: [],
    });
  });

  it('much goes on where it is forced to, and says so', async () => {
    scene.domains.write({ litware: without(litware, ...users(86, 91)) });
    const answer = await sync(scene, { source: 'litware', force: true });
    expect(answer.warnings).toEqual([{ code: 'PRINCIPALS_LOST', message: PRINCIPALS }]);
    expect(answer.report!.stops).toEqual(answer.warnings);
    expect(answer.sync!.state).toBe('SUCCEEDED');
  });

  it('much is planned with a warning that it will be refused', async () => {
    scene.domains.write({ litware: without(litware, ...users(86, 91)) });
    const dry = await sync(scene, { source: 'litware', whatIf: true });
    expect(dry.warnings).toEqual([
      { code: 'PRINCIPALS_LOST', message: `${PRINCIPALS} Without "force" this is refused.` },
    ]);
    expect(await refusal(scene, { source: 'litware', confirm: dry.plan })).toMatchObject({
      stops: ['PRINCIPALS_LOST'],
    });
    const { plan } = await sync(scene, { source: 'litware', whatIf: true, force: true });
    expect((await sync(scene, { source: 'litware', confirm: plan, force: true })).sync!.state).toBe('SUCCEEDED');
  });
});

describe('a sync that opens a wall', () => {
  const into = (name: string) => ({
    principal: `sip:${name}@litware.com`,
    category: 'chat.litware.com\\Deals',
    deniedBy: ['CN=Analysts,DC=litware,DC=com'],
  });
  const sentence = (...who: string[]) =>
    `Walls are opened, as denied entries or memberships behind them vanished: for ${who.join(', ')}. ${HINT}`;
  const said = (name: string) =>
    `sip:${name}@litware.com into chat.litware.com\\Deals (so far denied by CN=Analysts,DC=litware,DC=com)`;

  it('stops where a single member left the denied group, and names who would come in', async () => {
    expect(await stopped({ ...litware, Analysts: { members: ['Juniors'] } })).toMatchObject({
      message: sentence(said('bob')),
      code: 'CONFLICT',
      stops: ['WALL_OPENED'],
      letThrough: [into('bob')],
      letThroughCount: 1,
    });
    const { directorySyncs } = await scene.data<{ directorySyncs: { nodes: { report: unknown }[] } }>(
      `{ directorySyncs { nodes { report { letThroughCount letThrough {
        displayName principal { displayName } predecessor { id } category { name } deniedBy { displayName } } } } } }`,
    );
    expect(directorySyncs.nodes[0]!.report).toEqual({
      letThroughCount: 1,
      letThrough: [
        {
          displayName: 'Bob',
          principal: { displayName: 'Bob' },
          predecessor: null,
          category: { name: 'Deals' },
          deniedBy: [{ displayName: 'Analysts' }],
        },
      ],
    });
  });

  it('stops where a group within the denied group lost its member', async () => {
    expect(await stopped({ ...litware, Juniors: { members: [] } })).toMatchObject({ letThrough: [into('cid')] });
  });

  it('stops where the denied group itself vanished', async () => {
    expect(await stopped(without(litware, 'Analysts'))).toMatchObject({
      stops: ['WALL_OPENED'],
      letThrough: [into('bob'), into('cid')],
      letThroughCount: 2,
    });
  });

  it('stops where an account is made anew outside of the denied group', async () => {
    const { Bob: _bob, ...others } = litware;
    const renewed = { ...others, 'Bob again': { sip: 'sip:bob@litware.com' } };
    const error = await stopped({ ...without(renewed, 'Bob'), Staff: { members: [...staff, 'Bob again'] } });
    expect(error).toMatchObject({
      stops: ['WALL_OPENED'],
      letThrough: [{ ...into('bob'), principal: 'Bob again' }],
    });
  });

  describe('by somebody who had vanished in an earlier sync', () => {
    const { Bob: _bob, ...others } = litware;
    const again: Domain = {
      ...without({ ...others, 'Bob again': { sip: 'sip:bob@litware.com' } }, 'Bob'),
      Staff: { members: [...staff.filter((name) => name !== 'Bob'), 'Bob again'] },
    };
    const deny = async (...names: string[]) => {
      const category = await scene.store.read.findOneByOrFail(Category, { name: 'Deals' });
      const rows = names.map(async (displayName) => {
        const { id } = await scene.store.read.findOneByOrFail(Principal, { displayName });
        return { list: AccessList.DENIED, ownerId: category.id, principalId: id };
      });
      const entries = await Promise.all(rows);
      await scene.store.write(async (tx) => {
        await tx.delete(AccessEntry, { list: AccessList.DENIED, ownerId: category.id });
        await tx.insert(AccessEntry, entries);
      });
    };
    beforeEach(async () => {
      scene.domains.write({ litware: without(litware, 'Bob') });
    });

    it.each([
      ['a denied group', 'Analysts', 'CN=Analysts,DC=litware,DC=com'],
      ['an entry of its own', 'Bob', 'sip:bob@litware.com'],
    ])('stops for an account made anew of one that %s kept out', async (_what, name, deniedBy) => {
      await deny(name);
      await sync(scene);
      const through = [{ ...into('bob'), principal: 'Bob again', deniedBy: [deniedBy] }];
      scene.domains.write({ litware: again });
      expect(await refusal(scene)).toMatchObject({ stops: ['WALL_OPENED'], letThrough: through });

      // No less where the new account is allowed later on only.
      scene.domains.write({ litware: { ...again, Staff: { members: staff.filter((member) => member !== 'Bob') } } });
      expect((await sync(scene)).sync!.state).toBe('SUCCEEDED');
      scene.domains.write({ litware: again });
      expect(await refusal(scene)).toMatchObject({ stops: ['WALL_OPENED'], letThrough: through });
    });

    it('stops for one who is back without the denied group that it was in', async () => {
      await sync(scene);
      const back: Domain = { ...litware, Analysts: { members: ['Juniors'] } };
      scene.domains.write({ litware: back });
      expect(await refusal(scene)).toMatchObject({ stops: ['WALL_OPENED'], letThrough: [into('bob')] });
      expect((await sync(scene, { force: true })).report!.letThroughCount).toBe(1);
      expect(await scene.store.read.count(PastDenial)).toBe(0);
    });

    it('goes on for one who is back in it, who can vanish again', async () => {
      await sync(scene);
      scene.domains.write({});
      expect((await sync(scene)).report!.stops).toEqual([]);
      scene.domains.write({ litware: without(litware, 'Bob') });
      expect((await sync(scene)).report!.stops).toEqual([]);
    });

    it('goes on once the denied entry was taken off', async () => {
      await sync(scene);
      await deny('Cid');
      scene.domains.write({ litware: again });
      expect((await sync(scene)).report!.stops).toEqual([]);
    });
  });

  it('goes on where it is forced to; the audit trail keeps who came in', async () => {
    scene.domains.write({ litware: { ...litware, Analysts: { members: ['Juniors'] } } });
    const { changes, warnings, report } = await sync(scene, { force: true });
    expect(warnings.map(({ code }) => code)).toEqual(['WALL_OPENED']);
    expect(report!.gained).toEqual({ users: 1, rooms: 2, pairs: 2 });
    expect(changes.slice(1).map(({ path, after, added }) => [path, after ?? added])).toEqual([
      ['membersChanged', [{ identity: 'CN=Analysts,DC=litware,DC=com' }]],
      ['letThrough', ['sip:bob@litware.com into chat.litware.com\\Deals']],
      ['force', true],
      ['stops', warnings.map(({ message }) => message)],
    ]);
    const entry = await scene.store.read.findOneByOrFail(AuditEntry, { operation: 'syncDirectory' });
    expect(entry.changes.map(({ path }) => path)).toEqual([
      'figures',
      'membersChanged',
      'letThrough',
      'force',
      'stops',
    ]);
  });

  it('names ten of many who would come in, and keeps a hundred where it is forced to', async () => {
    const many = Array.from({ length: 101 }, (_, i) => `New ${String(i).padStart(3, '0')}`);
    const people = Object.fromEntries(many.map((name) => [name, {}]));
    const allowed = { members: [...staff, ...many] };
    scene.domains.write({ litware: { ...litware, ...people, Staff: allowed, Juniors: { members: ['Cid', ...many] } } });
    await sync(scene);
    scene.domains.write({ litware: { ...litware, ...people, Staff: allowed } });
    expect((await refusal(scene)).letThrough).toHaveLength(10);
    const { changes } = await sync(scene, { force: true });
    expect(changes.find(({ path }) => path === 'letThrough')!.after).toHaveLength(100);
  });

  it('goes on where those who were denied are still nowhere allowed', async () => {
    scene.domains.write({
      litware: { ...withStaff(staff.filter((name) => name !== 'Bob')), Analysts: { members: ['Juniors'] } },
    });
    expect((await sync(scene)).sync!.state).toBe('SUCCEEDED');
  });
});

it('takes the limit from the configuration', async () => {
  const strict = await DirectoryScene.start({ config: { directoryMaxLoss: 0 } });
  strict.domains.write({ litware: without(litware, 'User 091') });
  expect((await refusal(strict, { source: 'litware' })).message).toMatch(
    /^Of the 100 principals of "litware", 1 \(1 %\) are taken away: more than the 0 % /,
  );
});

it('stops where a source is no longer configured, for all that it had is taken away', async () => {
  const config = { databaseUrl: await testDatabaseUrl() };
  const domains = new TwoDomains();
  await (await DirectoryScene.begin(domains, { config })).gateway.stop();
  writeFileSync(domains.file, JSON.stringify({ sources: [{ name: 'litware', kind: 'ldif', path: 'litware.ldif' }] }));
  const second = await DirectoryScene.begin(domains, { config });
  const [last] = await until(async () => {
    const found = await syncs(second);
    return found[0]!.state === 'STOPPED' && found;
  });
  expect(last!.error).toMatch(/^Of the 5 principals of "contoso", 5 \(100 %\) are taken away: /);
  expect(await second.present()).toContain('Zoe');
});
