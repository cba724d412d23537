import type { Store } from '../../../src/database/store';
import { EdgeKind } from '../../../src/directory/principal-edge.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { type SyncResult, syncNow } from '../../../src/directory/sync/sync-now';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { edgesOf, namesOf } from '../../support/directory-contents';
import { openTestStore } from '../../support/store';

const litware: TestEntry = {
  dn: domain,
  objectClass: ['top', 'domain', 'domainDNS'],
  objectGUID: guid(1),
  dc: 'litwareinc',
  nETBIOSName: 'LITWARE',
};
const itUnit: TestEntry = { dn: `OU=IT,${domain}`, objectClass: 'organizationalUnit', objectGUID: guid(2), ou: 'IT' };
const ken: TestEntry = {
  dn: `CN=Ken Myer,OU=IT,${domain}`,
  objectClass: ['top', 'person', 'organizationalPerson', 'user'],
  objectGUID: guid(3),
  cn: 'Ken Myer',
  sAMAccountName: 'KenMyer',
};
const group = (name: string, number: number, member: string[] = []): TestEntry => ({
  dn: `CN=${name},${domain}`,
  objectClass: ['top', 'group'],
  objectGUID: guid(number),
  cn: name,
  member,
});
const computer: TestEntry = {
  ...ken,
  dn: `CN=PC-1,${domain}`,
  objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer'],
  objectGUID: guid(6),
};

/** The SID of number `n` in a domain. */
const sid = (n: number, ofDomain = 7): Buffer => {
  const bytes = Buffer.alloc(28);
  Buffer.from('010500000000000515000000', 'hex').copy(bytes);
  bytes.writeUInt32LE(ofDomain, 12);
  bytes.writeUInt32LE(n, 24);
  return bytes;
};

let store: Store;

beforeEach(async () => {
  store = await openTestStore();
});

const sync = (...entries: TestEntry[]): Promise<SyncResult> => syncNow(store, directoryOf(entries));

async function logonKeys(): Promise<Record<string, string | null>> {
  const principals = await store.read.find(Principal);
  return Object.fromEntries(principals.map(({ displayName, logonKey }) => [displayName, logonKey]));
}

describe('entries of a directory', () => {
  it('are counted where they are no principals', async () => {
    const { skipped, warnings } = await sync(computer, { ...itUnit, objectClass: 'builtinDomain' }, ken);
    expect({ skipped, warnings }).toEqual({ skipped: 2, warnings: [] });
    expect(await namesOf(store)).toEqual(['Ken Myer']);
  });

  it('are left out with no GUID, or with the GUID or the name of another', async () => {
    const { warnings } = await sync(
      { ...ken, objectGUID: null },
      { ...ken, dn: `CN=Short,${domain}`, objectGUID: 'AAEC' },
      litware,
      { ...itUnit, objectGUID: guid(1) },
      { ...itUnit, dn: domain },
      litware,
    );
    expect(await namesOf(store)).toEqual(['litwareinc']);
    expect(warnings).toEqual([
      {
        code: 'NO_GUID',
        count: 2,
        examples: [
          `"${ken.dn}" has no usable objectGUID: left out.`,
          `"CN=Short,${domain}" has no usable objectGUID: left out.`,
        ],
      },
      {
        code: 'DUPLICATE_GUID',
        count: 1,
        examples: [`"${itUnit.dn}" has the GUID ${guid(1)} of another entry: left out.`],
      },
      {
        code: 'DUPLICATE_NAME',
        count: 2,
        examples: [
          `"${domain}" comes twice: the second was left out.`,
          `"${domain}" comes twice: the second was left out.`,
        ],
      },
    ]);
  });

  it("are known by domain and logon name: the domain's as the source says, else its entry, else its name's first part", async () => {
    const zoe: TestEntry = {
      ...ken,
      dn: `CN=Zoe,DC=eu,${domain}`,
      cn: 'Zoe',
      objectGUID: guid(9),
      sAMAccountName: 'zoe',
    };
    await sync(ken, zoe, litware);
    expect(await logonKeys()).toEqual({ 'Ken Myer': 'litware\\kenmyer', Zoe: 'eu\\zoe', litwareinc: null });
    await syncNow(store, directoryOf([ken, zoe], new Map([[`dc=EU, ${domain}`, 'EUROPE']])));
    expect(await logonKeys()).toMatchObject({ 'Ken Myer': 'litwareinc\\kenmyer', Zoe: 'europe\\zoe' });
    await sync({ ...ken, dn: 'CN=Ken,O=Litware' });
    expect(await logonKeys()).toMatchObject({ 'Ken Myer': null });
  });

  it('stand below the nearest container, across what is no principal', async () => {
    await sync(
      ken,
      litware,
      itUnit,
      { dn: `CN=Builtin,${domain}`, objectClass: 'builtinDomain', objectGUID: guid(6) },
      { ...group('Administrators', 7), dn: `CN=Administrators,CN=Builtin,${domain}` },
      { ...group('Devices', 8), dn: `CN=Devices,${ken.dn}` },
      { ...itUnit, dn: 'OU=Nowhere,OU=Gone,O=Else', objectGUID: guid(9) },
      { ...group('Written otherwise', 10), dn: `CN=Written otherwise, ou=it,${domain.toLowerCase()}` },
    );
    expect(await edgesOf(store, EdgeKind.CONTAINS)).toEqual([
      'IT > Devices',
      'IT > Ken Myer',
      'IT > Written otherwise',
      'litwareinc > Administrators',
      'litwareinc > IT',
    ]);
  });
});

describe('groups', () => {
  it('have members, however their names are written and wherever they come', async () => {
    const { warnings, membershipsAdded } = await sync(
      group('All', 4, [`cn=ken MYER, ou=it, ${domain}`, ken.dn, `CN=Some,${domain}`, itUnit.dn]),
      group('Some', 5, [`CN=All,${domain}`]),
      ken,
      itUnit,
    );
    expect(await edgesOf(store, EdgeKind.MEMBER)).toEqual(['All > IT', 'All > Ken Myer', 'All > Some', 'Some > All']);
    expect({ warnings, membershipsAdded }).toEqual({ warnings: [], membershipsAdded: 4 });
  });

  it.each([
    ['513', ['Domain Users > Ken Myer']],
    ['514', ['Domain Guests > Ken Myer']],
    ['515', []],
    ['-1', []],
    ['none', []],
    [null, []],
  ])('are those of users whose primary group has the number %s: %j', async (primaryGroupID, expected) => {
    const result = await sync(
      { ...ken, objectSid: sid(1105), primaryGroupID },
      { ...group('Domain Users', 4), objectSid: sid(513) },
      { ...group('Other Users', 5), objectSid: sid(513, 8) },
      { ...group('Domain Guests', 6), objectSid: sid(514) },
      { ...itUnit, objectSid: sid(515) },
    );
    expect(await edgesOf(store, EdgeKind.PRIMARY)).toEqual(expected);
    expect(await edgesOf(store, EdgeKind.MEMBER)).toEqual([]);
    expect(result.membershipsAdded).toBe(expected.length);
  });

  it('may have a member in both ways, which counts twice', async () => {
    const user = { ...ken, objectSid: sid(1105), primaryGroupID: '513' };
    const result = await sync(user, { ...group('Domain Users', 4, [ken.dn]), objectSid: sid(513) });
    expect(await edgesOf(store, EdgeKind.PRIMARY)).toEqual(['Domain Users > Ken Myer']);
    expect(await edgesOf(store, EdgeKind.MEMBER)).toEqual(['Domain Users > Ken Myer']);
    expect(result.membershipsAdded).toBe(2);
  });

  it('bring a warning for members who are not there, but not for members who are no principals', async () => {
    const { warnings } = await sync(
      group('All', 4, [`CN=Gone,${domain}`, 'nonsense', computer.dn, ken.dn]),
      ken,
      computer,
    );
    expect(await edgesOf(store, EdgeKind.MEMBER)).toEqual(['All > Ken Myer']);
    expect(warnings).toEqual([
      {
        code: 'MEMBER_NOT_FOUND',
        count: 2,
        examples: [
          `"CN=All,${domain}" has the member "CN=Gone,${domain}", which is not in the directory.`,
          `"CN=All,${domain}" has the member "nonsense", which is not in the directory.`,
        ],
      },
    ]);
  });

  it('bring a warning where they are their own members', async () => {
    const { warnings } = await sync(group('All', 4, [`cn=all,${domain}`]));
    expect(await edgesOf(store, EdgeKind.MEMBER)).toEqual([]);
    expect(warnings).toEqual([
      { code: 'MEMBER_OF_ITSELF', count: 1, examples: [`"CN=All,${domain}" has itself as a member.`] },
    ]);
  });
});

describe('several sources', () => {
  const europe = `DC=eu,${domain}`;
  const zoe: TestEntry = { ...ken, dn: `CN=Zoe,${europe}`, cn: 'Zoe', objectGUID: guid(9), sAMAccountName: 'zoe' };

  it('make one directory', async () => {
    const eu = { ...litware, dn: europe, objectGUID: guid(10), dc: 'eu', nETBIOSName: 'EUROPE' };
    const { warnings, added } = await syncNow(
      store,
      { ...directoryOf([group('All', 4, [ken.dn, zoe.dn]), ken, litware]), name: 'litware' },
      { ...directoryOf([zoe, eu], new Map([[domain, 'HQ']])), name: 'europe' },
    );
    expect({ warnings, added }).toEqual({ warnings: [], added: 5 });
    expect(await edgesOf(store, EdgeKind.MEMBER)).toEqual(['All > Ken Myer', 'All > Zoe']);
    expect(await edgesOf(store, EdgeKind.CONTAINS)).toEqual([
      'eu > Zoe',
      'litwareinc > All',
      'litwareinc > Ken Myer',
      'litwareinc > eu',
    ]);
    expect(await logonKeys()).toMatchObject({ 'Ken Myer': 'litware\\kenmyer', Zoe: 'europe\\zoe' });
  });

  it('are refused where one of them has nothing in it', async () => {
    const empty = { ...directoryOf([]), name: 'europe' };
    await expect(syncNow(store, directoryOf([ken]), empty)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'There are no principals in "europe"; the directory was left as it is.',
    });
    expect(await namesOf(store)).toEqual([]);
  });
});
