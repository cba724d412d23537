import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ChangeSequence } from '../../../src/database/change-sequence.entity';
import type { Store } from '../../../src/database/store';
import { DistinguishedName } from '../../../src/directory/distinguished-name';
import { LdifSource } from '../../../src/directory/ldif/ldif-source';
import { PrincipalAttribute } from '../../../src/directory/principal-attribute.entity';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { Principal, PrincipalKind } from '../../../src/directory/principal.entity';
import { type SyncResult, syncNow } from '../../../src/directory/sync/sync-now';
import { ErrorCode } from '../../../src/errors';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { Gate } from '../../support/gate';
import { countStatements, openTestStore, statementsOf } from '../../support/store';
import { testDatabaseUrl } from '../../support/test-database';

const litware: TestEntry = { dn: domain, objectClass: 'domainDNS', objectGUID: guid(1), dc: 'litwareinc' };
const itUnit: TestEntry = { dn: `OU=IT,${domain}`, objectClass: 'organizationalUnit', objectGUID: guid(2), ou: 'IT' };
const ken: TestEntry = {
  dn: `CN=Ken Myer,OU=IT,${domain}`,
  objectClass: 'user',
  objectGUID: guid(3),
  displayName: 'Ken Myer',
  sAMAccountName: 'KenMyer',
  userPrincipalName: 'KenMyer@litwareinc.com',
  'msRTCSIP-PrimaryUserAddress': 'sip:KenMyer@litwareinc.com',
};
const admins: TestEntry = {
  dn: `CN=Admins,${domain}`,
  objectClass: 'group',
  objectGUID: guid(4),
  cn: 'Admins',
  member: ken.dn,
};

const nothing = {
  added: 0,
  changed: 0,
  moved: 0,
  missing: 0,
  returned: 0,
  membershipsAdded: 0,
  membershipsRemoved: 0,
  skipped: 0,
  warnings: [],
};

let store: Store;

beforeEach(async () => {
  store = await openTestStore();
});

const sync = (...entries: TestEntry[]): Promise<SyncResult> => syncNow(store, directoryOf(entries));
const principal = (number: number): Promise<Principal> => store.read.findOneByOrFail(Principal, { guid: guid(number) });
const sequence = (): Promise<ChangeSequence> => store.read.findOneByOrFail(ChangeSequence, { id: 1 });

/** The stored edges as `parent > child`, by the last digits of the GUIDs. */
async function edges(kind: EdgeKind): Promise<string[]> {
  const names = new Map(
    (await store.read.find(Principal)).map((each) => [each.id, parseInt(each.guid.slice(-12), 16)]),
  );
  const stored = await store.read.findBy(PrincipalEdge, { kind });
  return stored.map(({ parentId, childId }) => `${names.get(parentId)} > ${names.get(childId)}`).sort();
}

describe('a sync', () => {
  it('adds principals with their keys, and edges', async () => {
    expect(await sync(ken, admins, litware, itUnit)).toEqual({ ...nothing, added: 4, membershipsAdded: 1 });
    expect(await principal(3)).toMatchObject({
      kind: PrincipalKind.USER,
      displayName: 'Ken Myer',
      displayNameKey: 'ken myer',
      sortKey: 'ken myer',
      sipAddress: 'sip:KenMyer@litwareinc.com',
      sipKey: 'sip:kenmyer@litwareinc.com',
      userPrincipalName: 'KenMyer@litwareinc.com',
      upnKey: 'kenmyer@litwareinc.com',
      logonName: 'KenMyer',
      logonNameKey: 'kenmyer',
      logonKey: 'litwareinc\\kenmyer',
      distinguishedName: ken.dn,
      dnKey: DistinguishedName.parse(ken.dn)!.key,
      enabled: true,
      missing: false,
    });
    expect(await edges(EdgeKind.MEMBER)).toEqual(['4 > 3']);
    expect(await edges(EdgeKind.CONTAINS)).toEqual(['1 > 2', '1 > 4', '2 > 3']);
  });

  it('takes one number of the change sequence, for the directory', async () => {
    const before = await sequence();
    await sync(litware, ken);
    expect(await sequence()).toMatchObject({ last: before.last + 1, directory: before.last + 1 });
  });

  it('writes nothing where nothing changed', async () => {
    await sync(ken, admins, litware, itUnit);
    const before = await sequence();
    const statements = await statementsOf(store, async () => {
      expect(await sync(itUnit, litware, admins, ken)).toEqual(nothing);
    });
    const written = statements.filter((statement) => !/^\s*SELECT/.test(statement));
    // The lease is taken and given back, and the source is known to have been read.
    expect(written.map((statement) => /\bdirectory_\w+/.exec(statement)?.[0])).toEqual([
      'directory_lease',
      'directory_sources',
      'directory_lease',
    ]);
    expect(await sequence()).toEqual(before);
  });

  it('keeps the id through a rename and a move, with all else brought up to date', async () => {
    await sync(ken, admins, litware, itUnit);
    const { id } = await principal(3);
    const moved = { ...ken, dn: `CN=Kenneth Myer,${domain}`, displayName: 'Kenneth Myer', userAccountControl: '514' };
    const result = await sync(moved, { ...admins, member: moved.dn }, litware, itUnit);
    expect(result).toEqual({ ...nothing, changed: 1, moved: 1 });
    expect(await principal(3)).toMatchObject({
      id,
      displayName: 'Kenneth Myer',
      displayNameKey: 'kenneth myer',
      sortKey: 'kenneth myer',
      distinguishedName: moved.dn,
      dnKey: DistinguishedName.parse(moved.dn)!.key,
      enabled: false,
    });
    expect(await edges(EdgeKind.CONTAINS)).toEqual(['1 > 2', '1 > 3', '1 > 4']);
    expect(await edges(EdgeKind.MEMBER)).toEqual(['4 > 3']);
  });

  it.each<Record<string, string>>([
    { objectClass: 'contact' },
    { displayName: 'Kenneth Myer' },
    { 'msRTCSIP-PrimaryUserAddress': 'sip:kenneth@litwareinc.com' },
    { userPrincipalName: 'kenneth@litwareinc.com' },
    { sAMAccountName: 'kenneth' },
    { userAccountControl: '514' },
    { title: 'Director' },
    { dn: `CN=Kenneth Myer,OU=IT,${domain}` },
  ])('notices that %j is new', async (change) => {
    await sync(ken, litware);
    expect(await sync({ ...ken, ...change }, litware)).toEqual({ ...nothing, changed: 1 });
    expect(await sync({ ...ken, ...change }, litware)).toEqual(nothing);
  });

  it('notices that the domain is called otherwise', async () => {
    await sync(ken, litware);
    expect(await sync(ken, { ...litware, nETBIOSName: 'LITWARE' })).toEqual({ ...nothing, changed: 1 });
    expect(await principal(3)).toMatchObject({ logonKey: 'litware\\kenmyer' });
  });

  it('takes away what a principal no longer has', async () => {
    await sync(ken, litware);
    await sync({ ...ken, sAMAccountName: null, userPrincipalName: null, 'msRTCSIP-PrimaryUserAddress': null }, litware);
    expect(await principal(3)).toMatchObject({
      sipAddress: null,
      sipKey: null,
      userPrincipalName: null,
      upnKey: null,
      logonName: null,
      logonNameKey: null,
      logonKey: null,
    });
  });

  it('keeps and marks what vanished, without its edges, and takes it back under the same id', async () => {
    await sync(ken, admins, litware, itUnit);
    const { id } = await principal(3);
    expect(await sync({ ...admins, member: null }, litware, itUnit)).toEqual({
      ...nothing,
      missing: 1,
      membershipsRemoved: 1,
    });
    expect(await principal(3)).toMatchObject({ id, missing: true, displayName: 'Ken Myer' });
    expect(await sync({ ...admins, member: null }, litware, itUnit)).toEqual(nothing);

    const back = { ...ken, displayName: 'Ken' };
    expect(await sync(back, admins, litware, itUnit)).toEqual({ ...nothing, returned: 1, membershipsAdded: 1 });
    expect(await principal(3)).toMatchObject({ id, missing: false, displayName: 'Ken' });
    expect(await edges(EdgeKind.MEMBER)).toEqual(['4 > 3']);
  });

  it('lets names change hands', async () => {
    await sync(ken, litware);
    const successor = { ...ken, objectGUID: guid(5) };
    expect(await sync(successor, litware)).toEqual({
      ...nothing,
      added: 1,
      missing: 1,
    });
    expect((await principal(5)).id).not.toBe((await principal(3)).id);
    const swapped = [
      { ...ken, dn: admins.dn },
      { ...admins, dn: ken.dn, member: null },
    ];
    expect(await sync(...swapped, litware)).toMatchObject({ returned: 1, added: 1, missing: 1 });
    expect(await sync({ ...swapped[0]!, dn: ken.dn }, { ...swapped[1]!, dn: admins.dn }, litware)).toMatchObject({
      changed: 2,
    });
  });

  it('keeps the attributes that it is told to, in step with the directory', async () => {
    const attributes = async () => {
      const rows = await store.read.find(PrincipalAttribute, {
        order: { principalId: 'ASC', name: 'ASC', valueKey: 'ASC' },
      });
      return rows.map(({ principalId, name, valueKey, value }) => [principalId, name, valueKey, value]);
    };
    await sync(litware, { ...ken, title: ['Director', 'Élan'], mail: 'ken@litwareinc.com', employeeID: '7' }, admins);
    const [user, group] = [(await principal(3)).id, (await principal(4)).id];
    const mail = [user, 'mail', 'ken@litwareinc.com', 'ken@litwareinc.com'];
    const cn = [group, 'cn', 'admins', 'Admins'];
    expect(await attributes()).toEqual([
      mail,
      [user, 'title', 'director', 'Director'],
      [user, 'title', 'élan', 'Élan'],
      cn,
    ]);

    const changed = { ...ken, title: ['DIRECTOR'], mail: 'ken@litwareinc.com' };
    expect(await sync(litware, changed, admins)).toEqual({ ...nothing, changed: 1 });
    expect(await attributes()).toEqual([mail, [user, 'title', 'director', 'DIRECTOR'], cn]);

    await sync(litware, admins);
    expect(await attributes()).toContainEqual(mail);
    await sync(litware, { ...ken, mail: 'ken@litwareinc.com' }, admins);
    expect(await attributes()).toEqual([mail, cn]);

    const source = directoryOf([litware, { ...ken, employeeID: '7' }, admins]);
    await syncNow(store, { ...source, attributeMap: { ...source.attributeMap, kept: ['employeeID'] } });
    expect(await attributes()).toEqual([[user, 'employeeid', '7', '7']]);
  });

  it('cuts keys that folding makes longer than their columns', async () => {
    const long = '\uFB2C'.repeat(256);
    await sync(litware, { ...ken, displayName: long, sAMAccountName: long });
    const cut = '\u05E9\u05BC\u05C1'.repeat(171).slice(0, 512);
    expect(await principal(3)).toMatchObject({ displayName: long, displayNameKey: cut, logonNameKey: cut });
  });

  it('stores circles of groups', async () => {
    const friends = { ...admins, dn: `CN=Friends,${domain}`, objectGUID: guid(5), member: admins.dn };
    await sync({ ...admins, member: [ken.dn, friends.dn] }, friends, ken);
    expect(await edges(EdgeKind.MEMBER)).toEqual(['4 > 3', '4 > 5', '5 > 4']);
  });

  it('warns of faults, and stores what is sound', async () => {
    const computer: TestEntry = { dn: `CN=PC-1,${domain}`, objectClass: ['user', 'computer'], objectGUID: guid(9) };
    const result = await sync(
      { ...admins, member: [ken.dn, admins.dn, `CN=Gone,${domain}`] },
      { ...itUnit, objectGUID: null },
      { ...itUnit, dn: `OU=Copy,${domain}`, objectGUID: guid(3) },
      ken,
      computer,
    );
    expect(result).toMatchObject({ added: 2, membershipsAdded: 0, skipped: 1 });
    expect(result.warnings.map(({ code, count }) => [code, count])).toEqual([
      ['NO_GUID', 1],
      ['DUPLICATE_GUID', 1],
      ['MEMBER_OF_ITSELF', 1],
      ['MEMBER_NOT_FOUND', 1],
    ]);
  });

  it('refuses a directory with nothing in it, which is a mistake rather than the end of everybody', async () => {
    await sync(ken, litware);
    await expect(sync()).rejects.toMatchObject({
      code: ErrorCode.BAD_USER_INPUT,
      message: 'There are no principals in "the test directory"; the directory was left as it is.',
    });
    expect(await principal(3)).toMatchObject({ missing: false });
  });

  it('changes nothing where the LDIF breaks off in the middle', async () => {
    await sync(ken, admins, litware, itUnit);
    const before = [await store.read.find(Principal), await store.read.find(PrincipalEdge), await sequence()];
    const folder = mkdtempSync(join(tmpdir(), 'sync-'));
    const file = join(folder, 'broken.ldif');
    writeFileSync(
      file,
      `dn: ${domain}\nobjectClass: domainDNS\nobjectGUID: ${guid(1)}\ndc: renamed\n\ndn: ${ken.dn}\nobjectClass user\n`,
    );
    await expect(syncNow(store, new LdifSource({ path: file }))).rejects.toMatchObject({
      code: ErrorCode.BAD_USER_INPUT,
      message: `Line 7 of "${file}" is neither a comment nor an "attribute: value".`,
    });
    rmSync(folder, { recursive: true });
    expect([await store.read.find(Principal), await store.read.find(PrincipalEdge), await sequence()]).toEqual(before);
  });

  it('takes statements by the chunk, not by the entry', async () => {
    const many = (count: number, round: number): TestEntry[] => {
      const users = Array.from({ length: count }, (_, i): TestEntry => {
        return {
          ...ken,
          dn: `CN=User ${i},OU=IT,${domain}`,
          objectGUID: guid(100 + i),
          displayName: `User ${i} ${round}`,
          title: `Title ${round}`,
        };
      });
      return [litware, itUnit, { ...admins, member: users.map(({ dn }) => dn) }, ...users];
    };
    const statements = (count: number, round: number) => countStatements(store, () => sync(...many(count, round)));
    const some = { add: await statements(300, 1), change: await statements(300, 2) };
    store = await openTestStore();
    const lots = { add: await statements(3_000, 1), change: await statements(3_000, 2) };
    const removal = await statements(1, 2);
    expect(some.add).toBeLessThanOrEqual(54);
    expect(lots.add).toBeLessThanOrEqual(some.add + 20);
    expect(lots.change).toBeLessThanOrEqual(some.change + 20);
    expect(removal).toBeLessThanOrEqual(62);
  });

  it('compares a directory of many pages', async () => {
    const named = (name: string, n: number) => ({ dn: `CN=${name} ${n},${domain}`, objectGUID: guid(n) });
    const users = Array.from({ length: 5_500 }, (_, i): TestEntry => ({
      ...named('User', 100 + i),
      objectClass: 'user',
    }));
    const everybody = users.map(({ dn }) => dn);
    const groups = [10, 11, 12, 13].map((n): TestEntry => ({
      ...named('Group', n),
      objectClass: 'group',
      member: everybody,
    }));
    expect(await sync(litware, ...users, ...groups)).toEqual({ ...nothing, added: 5_505, membershipsAdded: 22_000 });
    expect(await sync(...groups, ...users, litware)).toEqual(nothing);
    const without = { ...groups[3]!, member: everybody.slice(1, -1) };
    expect(await sync(litware, ...users, ...groups.slice(0, 3), without)).toEqual({
      ...nothing,
      membershipsRemoved: 2,
    });
  });

  it('compares groups anew of which an earlier version kept no digest', async () => {
    await sync(ken, { ...admins, member: null }, litware);
    const [group, user] = [(await principal(4)).id, (await principal(3)).id];
    await store.write(async (tx) => {
      await tx.insert(PrincipalEdge, { kind: EdgeKind.MEMBER, parentId: group, childId: user });
      await tx.update(Principal, group, { membersDigest: null, digest: null, sourceId: null });
    });
    expect(await sync(ken, { ...admins, member: null }, litware)).toEqual({
      ...nothing,
      changed: 1,
      membershipsRemoved: 1,
    });
    expect(await edges(EdgeKind.MEMBER)).toEqual([]);
  });

  it('is refused while another gateway syncs the same store', async () => {
    const url = await testDatabaseUrl();
    store = await openTestStore(url);
    const other = await openTestStore(url);
    const [reading, gate] = [new Gate(), new Gate()];
    const source = directoryOf([litware, itUnit, admins, ken]);
    const first = syncNow(store, {
      ...source,
      open: async (mark) => {
        reading.open();
        await gate.opened;
        return source.open(mark);
      },
    });
    await reading.opened;
    await expect(syncNow(other, source)).rejects.toMatchObject({
      code: ErrorCode.CONFLICT,
      message: 'The directory is being synced already, by this gateway or another; try it again when that is done.',
    });
    gate.open();
    expect(await first).toEqual({ ...nothing, added: 4, membershipsAdded: 1 });
    expect(await syncNow(other, source)).toEqual(nothing);
    expect((await sequence()).directory).toBe(1);
  });
});
