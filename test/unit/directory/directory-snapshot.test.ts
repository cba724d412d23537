import { endsOf } from '../../../src/directory/directory-difference';
import { type DirectorySnapshot, takeSnapshot } from '../../../src/directory/directory-snapshot';
import { EdgeKind } from '../../../src/directory/principal-edge.entity';
import { digestOf } from '../../../src/directory/kept-attributes';
import { PrincipalKind } from '../../../src/directory/principal.entity';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';

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
  displayName: 'Ken Myer (IT)',
  sAMAccountName: 'KenMyer',
  userPrincipalName: 'kenmyer@litwareinc.com',
  'msRTCSIP-PrimaryUserAddress': 'SIP:kenmyer@litwareinc.com',
  userAccountControl: '512',
};
const group = (name: string, number: number, member: string[]): TestEntry => ({
  dn: `CN=${name},${domain}`,
  objectClass: ['top', 'group'],
  objectGUID: guid(number),
  cn: name,
  member,
});

/** The SID of number `n` in a domain. */
const sid = (n: number, ofDomain = 7): Buffer => {
  const bytes = Buffer.alloc(28);
  Buffer.from('010500000000000515000000', 'hex').copy(bytes);
  bytes.writeUInt32LE(ofDomain, 12);
  bytes.writeUInt32LE(n, 24);
  return bytes;
};

const snapshotOf = (...entries: TestEntry[]): Promise<DirectorySnapshot> => takeSnapshot(directoryOf(entries));

/** Edges as pairs of distinguished names' first parts. */
function edges({ principals, edges: numbers }: DirectorySnapshot, kind: EdgeKind): string[] {
  const name = (place: number) => /^\w+=(.*?)(,|$)/.exec(principals[place]!.distinguishedName)![1];
  return Array.from(numbers[kind], (edge) => endsOf(edge, principals.length).map(name).join(' > '));
}

describe('a snapshot of a directory', () => {
  it('keeps the values of the attributes that are to be kept, each once and by the names in lower case', async () => {
    const { principals, warnings } = await snapshotOf({
      ...ken,
      title: ['Engineer', 'Director', 'DIRECTOR', ''],
      mail: Buffer.from('ken@litwareinc.com'),
      employeeID: '7',
    });
    expect(principals[0]!.attributes).toEqual([
      { name: 'cn', value: 'Ken Myer' },
      { name: 'mail', value: 'ken@litwareinc.com' },
      { name: 'title', value: 'Engineer' },
      { name: 'title', value: 'Director' },
    ]);
    expect(warnings).toEqual([]);
  });

  it('has the same digest of attributes in whichever order their values come, and none without them', async () => {
    const digest = async (title: string[]) =>
      (await snapshotOf({ ...ken, cn: null, title })).principals[0]!.attributesDigest;
    expect(await digest(['a', 'b'])).toBe(await digest(['b', 'a']));
    expect(await digest(['a', 'b'])).not.toBe(await digest(['a', 'c']));
    expect(await digest([])).toBeNull();
  });

  it('leaves values out, with a warning, that are too long or no text', async () => {
    const { principals, warnings } = await snapshotOf({
      ...ken,
      title: ['a'.repeat(257), 'b'.repeat(256)],
      mail: Buffer.from([0xff]),
    });
    expect(principals[0]!.attributes.map(({ name, value }) => [name, value.length])).toEqual([
      ['cn', 8],
      ['title', 256],
    ]);
    expect(warnings).toEqual([
      { code: 'NOT_UTF8', count: 1, examples: [`A value of the mail of "${ken.dn}" is not valid UTF-8: left out.`] },
      {
        code: 'TOO_LONG',
        count: 1,
        examples: [`A value of the title of "${ken.dn}" is longer than 256 characters: left out.`],
      },
    ]);
  });

  it("takes a user's attributes from Active Directory's", async () => {
    const { principals, warnings, skipped } = await snapshotOf(litware, ken);
    expect(principals[1]).toEqual({
      guid: guid(3),
      kind: PrincipalKind.USER,
      displayName: 'Ken Myer (IT)',
      sipAddress: 'sip:kenmyer@litwareinc.com',
      userPrincipalName: 'kenmyer@litwareinc.com',
      logonName: 'KenMyer',
      logonKey: 'litware\\kenmyer',
      distinguishedName: ken.dn,
      enabled: true,
      attributes: [{ name: 'cn', value: 'Ken Myer' }],
      attributesDigest: digestOf([{ name: 'cn', value: 'Ken Myer' }]),
    });
    expect({ warnings, skipped }).toEqual({ warnings: [], skipped: 0 });
  });

  it.each([
    [Buffer.from('33221100554477668899aabbccddeeff', 'hex'), '00112233-4455-6677-8899-aabbccddeeff'],
    ['0011AABB-4455-6677-8899-AABBCCDDEEFF', '0011aabb-4455-6677-8899-aabbccddeeff'],
    ['ABCDEFGHIJKLMNOP', '44434241-4645-4847-494a-4b4c4d4e4f50'],
  ])('reads the GUID %j as %s', async (objectGUID, expected) => {
    const { principals } = await snapshotOf({ ...ken, objectGUID: objectGUID as string });
    expect(principals[0]!.guid).toBe(expected);
  });

  it.each([
    [['top', 'person', 'organizationalPerson', 'user'], PrincipalKind.USER],
    [['top', 'person', 'organizationalPerson', 'user', 'inetOrgPerson'], PrincipalKind.USER],
    [['top', 'group'], PrincipalKind.GROUP],
    [['top', 'person', 'organizationalPerson', 'contact'], PrincipalKind.CONTACT],
    [['top', 'container'], PrincipalKind.CONTAINER],
    [['top', 'organizationalUnit'], PrincipalKind.ORGANIZATIONAL_UNIT],
    [['TOP', 'DOMAIN', 'DOMAINDNS'], PrincipalKind.DOMAIN],
  ])('knows an entry of the classes %j as a %s', async (objectClass, kind) => {
    const { principals } = await snapshotOf({ ...ken, objectClass });
    expect(principals.map((principal) => principal.kind)).toEqual([kind]);
  });

  it('counts what is no principal', async () => {
    const computer = {
      ...ken,
      dn: `CN=PC-1,${domain}`,
      objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer'],
    };
    const { principals, skipped, warnings } = await snapshotOf(
      computer,
      { ...itUnit, objectClass: 'builtinDomain' },
      ken,
    );
    expect(principals.map(({ displayName }) => displayName)).toEqual(['Ken Myer (IT)']);
    expect({ skipped, warnings }).toEqual({ skipped: 2, warnings: [] });
  });

  it.each([
    [{ displayName: 'Shown', name: 'Name', cn: 'Common' }, 'Shown'],
    [{ displayName: '', name: 'Name', cn: 'Common' }, 'Name'],
    [{ cn: 'Common', ou: 'Unit' }, 'Common'],
    [{ ou: 'Unit', dc: 'litwareinc' }, 'Unit'],
    [{ dc: 'litwareinc' }, 'litwareinc'],
    [{}, 'ken myer'],
  ])('calls an entry with %j %s', async (attributes, displayName) => {
    const { principals } = await snapshotOf({ dn: ken.dn, objectClass: 'user', objectGUID: guid(3), ...attributes });
    expect(principals[0]!.displayName).toBe(displayName);
  });

  it.each([
    ['512', true],
    ['514', false],
    ['66050', false],
    ['66048', true],
    [null, true],
  ])('takes a user account control of %s for enabled: %s', async (userAccountControl, enabled) => {
    expect((await snapshotOf({ ...ken, userAccountControl })).principals[0]!.enabled).toBe(enabled);
  });

  it('takes only users for disabled', async () => {
    const { principals } = await snapshotOf({ ...group('Sales', 4, []), userAccountControl: '514' });
    expect(principals[0]!.enabled).toBe(true);
  });

  it('adds the scheme to a SIP address without one', async () => {
    const { principals } = await snapshotOf({ ...ken, 'msRTCSIP-PrimaryUserAddress': 'kenmyer@litwareinc.com' });
    expect(principals[0]!.sipAddress).toBe('sip:kenmyer@litwareinc.com');
  });

  it("names a domain for logons as the source says, else as its entry says, else by the domain name's first part", async () => {
    const child: TestEntry = { ...ken, dn: `CN=Zoe,DC=eu,${domain}`, objectGUID: guid(9), sAMAccountName: 'zoe' };
    const keys = async (...entries: TestEntry[]) =>
      (await snapshotOf(...entries)).principals.map(({ logonKey }) => logonKey);
    expect(await keys(ken, child, litware)).toEqual(['litware\\kenmyer', 'eu\\zoe', null]);
    expect(await keys(ken)).toEqual(['litwareinc\\kenmyer']);
    const configured = directoryOf([ken, child], new Map([[`dc=EU, ${domain}`, 'EUROPE']]));
    expect((await takeSnapshot(configured)).principals.map(({ logonKey }) => logonKey)).toEqual([
      'litwareinc\\kenmyer',
      'europe\\zoe',
    ]);
    expect(await keys({ ...ken, dn: 'CN=Ken,O=Litware' })).toEqual([null]);
  });

  it('leads from groups to members, however their names are written and wherever they come in the file', async () => {
    const snapshot = await snapshotOf(
      group('All', 4, [`cn=ken MYER, ou=it, ${domain}`, ken.dn, `CN=Some,${domain}`, itUnit.dn]),
      group('Some', 5, [`CN=All,${domain}`]),
      ken,
      itUnit,
    );
    expect(edges(snapshot, EdgeKind.MEMBER)).toEqual(['All > Some', 'All > Ken Myer', 'All > IT', 'Some > All']);
    expect(snapshot.warnings).toEqual([]);
  });

  it('leads from groups to those whose primary group they are', async () => {
    const users = { ...group('Domain Users', 4, []), objectSid: sid(513) };
    const others = { ...group('Other Users', 5, []), objectSid: sid(513, 8) };
    const guests = { ...group('Domain Guests', 6, [ken.dn]), objectSid: sid(514) };
    const member = (primaryGroupID: string | null) => ({ ...ken, objectSid: sid(1105), primaryGroupID });
    const groupsOf = async (user: TestEntry) => edges(await snapshotOf(user, users, others, guests), EdgeKind.MEMBER);
    expect(await groupsOf(member('513'))).toEqual(['Domain Users > Ken Myer', 'Domain Guests > Ken Myer']);
    expect(await groupsOf(member('514'))).toEqual(['Domain Guests > Ken Myer']);
    for (const unknown of ['515', '-1', 'none', null])
      expect(await groupsOf(member(unknown))).toEqual(['Domain Guests > Ken Myer']);
    expect(await groupsOf({ ...member('513'), objectSid: null })).toEqual(['Domain Guests > Ken Myer']);
  });

  it('makes one directory of several sources', async () => {
    const europe = 'DC=eu,DC=litwareinc,DC=com';
    const zoe: TestEntry = { ...ken, dn: `CN=Zoe,${europe}`, objectGUID: guid(9), sAMAccountName: 'zoe' };
    const snapshot = await takeSnapshot(
      directoryOf([group('All', 4, [ken.dn, zoe.dn]), ken, litware]),
      directoryOf(
        [zoe, { ...litware, dn: europe, objectGUID: guid(10), nETBIOSName: 'EUROPE' }],
        new Map([[domain, 'HQ']]),
      ),
    );
    expect(edges(snapshot, EdgeKind.MEMBER)).toEqual(['All > Ken Myer', 'All > Zoe']);
    expect(edges(snapshot, EdgeKind.CONTAINS)).toEqual([
      'litwareinc > All',
      'litwareinc > Ken Myer',
      'litwareinc > eu',
      'eu > Zoe',
    ]);
    expect(snapshot.principals.map(({ logonKey }) => logonKey)).toEqual([
      null,
      'hq\\kenmyer',
      null,
      'europe\\zoe',
      null,
    ]);
    expect(snapshot.warnings).toEqual([]);
  });

  it('refuses sources of which one has nothing in it', async () => {
    const empty = { ...directoryOf([]), name: 'europe' };
    await expect(takeSnapshot(directoryOf([ken]), empty)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'There are no principals in "europe"; the directory was left as it is.',
    });
  });

  it('leaves out what is not text, and says of whom', async () => {
    const broken = { displayName: Buffer.from([0xff]), sAMAccountName: Buffer.from([0x41, 0xc3]) };
    const { principals, warnings } = await snapshotOf({ ...ken, ...broken });
    expect(principals[0]).toMatchObject({
      displayName: 'Ken Myer',
      logonName: null,
      userPrincipalName: 'kenmyer@litwareinc.com',
    });
    expect(warnings).toEqual([
      {
        code: 'NOT_UTF8',
        count: 2,
        examples: [
          `The displayName of "${ken.dn}" is not valid UTF-8: left out.`,
          `The sAMAccountName of "${ken.dn}" is not valid UTF-8: left out.`,
        ],
      },
    ]);
  });

  it('leads from containers to what stands below them, across what is no principal', async () => {
    const builtin: TestEntry = { dn: `CN=Builtin,${domain}`, objectClass: 'builtinDomain', objectGUID: guid(6) };
    const snapshot = await snapshotOf(
      ken,
      litware,
      itUnit,
      builtin,
      { ...group('Administrators', 7, []), dn: `CN=Administrators,CN=Builtin,${domain}` },
      { ...group('Devices', 8, []), dn: `CN=Devices,${ken.dn}` },
      { ...itUnit, dn: `OU=Nowhere,OU=Gone,O=Else`, objectGUID: guid(9) },
    );
    expect(edges(snapshot, EdgeKind.CONTAINS)).toEqual([
      'litwareinc > IT',
      'litwareinc > Administrators',
      'IT > Ken Myer',
      'IT > Devices',
    ]);
  });

  it('warns of members that are not there, but not of members that are no principals', async () => {
    const computer: TestEntry = { dn: `CN=PC-1,${domain}`, objectClass: ['user', 'computer'], objectGUID: guid(6) };
    const snapshot = await snapshotOf(
      group('All', 4, [`CN=Gone,${domain}`, 'nonsense', computer.dn, ken.dn]),
      ken,
      computer,
    );
    expect(edges(snapshot, EdgeKind.MEMBER)).toEqual(['All > Ken Myer']);
    expect(snapshot.warnings).toEqual([
      {
        code: 'MEMBER_NOT_FOUND',
        count: 2,
        examples: [
          `"CN=All,${domain}" has the member "nonsense", which is not in the directory.`,
          `"CN=All,${domain}" has the member "CN=Gone,${domain}", which is not in the directory.`,
        ],
      },
    ]);
  });

  it('warns of a group that is its own member', async () => {
    const snapshot = await snapshotOf(group('All', 4, [`cn=all,${domain}`]));
    expect(edges(snapshot, EdgeKind.MEMBER)).toEqual([]);
    expect(snapshot.warnings).toEqual([
      { code: 'MEMBER_OF_ITSELF', count: 1, examples: [`"CN=All,${domain}" has itself as a member.`] },
    ]);
  });

  it('leaves out entries with no GUID, or with the GUID or the name of another', async () => {
    const snapshot = await snapshotOf(
      { ...ken, objectGUID: null },
      { ...ken, dn: `CN=Short,${domain}`, objectGUID: 'AAEC' },
      litware,
      { ...itUnit, objectGUID: guid(1) },
      { ...itUnit, dn: domain.toLowerCase() },
    );
    expect(snapshot.principals.map(({ distinguishedName }) => distinguishedName)).toEqual([domain]);
    expect(snapshot.warnings).toEqual([
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
        count: 1,
        examples: [`"${domain.toLowerCase()}" comes twice: the second was left out.`],
      },
    ]);
  });

  it('cuts or leaves out what is too long for the store', async () => {
    const { principals, warnings } = await snapshotOf(
      { ...ken, displayName: `${'x'.repeat(255)}😀`, sAMAccountName: 'x'.repeat(257) },
      { ...ken, dn: `CN=${'x'.repeat(1100)},${domain}` },
    );
    expect(principals.map(({ displayName, logonName }) => ({ displayName, logonName }))).toEqual([
      { displayName: `${'x'.repeat(255)}\uFFFD`, logonName: null },
    ]);
    expect(warnings.map(({ code, count }) => ({ code, count }))).toEqual([{ code: 'TOO_LONG', count: 3 }]);
  });

  it('keeps what is just not too long', async () => {
    const longest = {
      displayName: 'x'.repeat(256),
      sAMAccountName: 'x'.repeat(256),
      'msRTCSIP-PrimaryUserAddress': 'x'.repeat(252),
    };
    const { principals, warnings } = await snapshotOf({ ...ken, ...longest });
    expect(principals[0]).toMatchObject({ displayName: longest.displayName, logonName: longest.sAMAccountName });
    expect(principals[0]!.sipAddress).toHaveLength(256);
    expect(warnings).toEqual([]);
  });

  it('names twenty entries at most, and counts them all', async () => {
    const { warnings } = await snapshotOf(
      group(
        'All',
        4,
        Array.from({ length: 50 }, (_, i) => `CN=Gone ${i},${domain}`),
      ),
    );
    expect(warnings[0]!.count).toBe(50);
    expect(warnings[0]!.examples).toHaveLength(20);
  });
});
