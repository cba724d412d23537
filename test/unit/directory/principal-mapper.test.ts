import { activeDirectory } from '../../../src/directory/active-directory';
import { digestOf, type DirectoryPrincipal } from '../../../src/directory/directory-principal';
import { PrincipalKind } from '../../../src/directory/principal.entity';
import { PrincipalMapper } from '../../../src/directory/principal-mapper';
import { SyncWarnings } from '../../../src/directory/sync-warnings';
import { domain, entryOf, guid, type TestEntry } from '../../support/directory';

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
  physicalDeliveryOfficeName: 'Redmond',
};
const sales: TestEntry = { dn: `CN=Sales,${domain}`, objectClass: ['top', 'group'], objectGUID: guid(4) };

/** The SID of number `n` in a domain. */
const sid = (n: number): Buffer => {
  const bytes = Buffer.from('01050000000000051500000007000000000000000000000000000000', 'hex');
  bytes.writeUInt32LE(n, 24);
  return bytes;
};

let warnings: SyncWarnings;
let mapper: PrincipalMapper;

beforeEach(() => {
  warnings = new SyncWarnings();
  mapper = new PrincipalMapper(activeDirectory, warnings);
});

/** The principal that an entry makes in the domain LITWARE; null where it makes none. */
function principalOf(entry: TestEntry): DirectoryPrincipal | null {
  const read = entryOf(entry);
  const kind = mapper.kindOf(read);
  return kind && mapper.principalOf(read, kind, () => 'LITWARE');
}

describe('an entry of a directory', () => {
  it("makes a user of Active Directory's attributes", () => {
    expect(principalOf(ken)).toEqual({
      guid: guid(3),
      kind: PrincipalKind.USER,
      displayName: 'Ken Myer (IT)',
      sipAddress: 'sip:kenmyer@litwareinc.com',
      userPrincipalName: 'kenmyer@litwareinc.com',
      logonName: 'KenMyer',
      logonKey: 'litware\\kenmyer',
      distinguishedName: ken.dn,
      enabled: true,
      siteName: 'Redmond',
      sid: null,
      attributes: [{ name: 'cn', value: 'Ken Myer' }],
    });
    expect(warnings.list()).toEqual([]);
  });

  it.each([
    [Buffer.from('33221100554477668899aabbccddeeff', 'hex'), '00112233-4455-6677-8899-aabbccddeeff'],
    ['0011AABB-4455-6677-8899-AABBCCDDEEFF', '0011aabb-4455-6677-8899-aabbccddeeff'],
    ['ABCDEFGHIJKLMNOP', '44434241-4645-4847-494a-4b4c4d4e4f50'],
  ])('with the GUID %j is known by %s', (objectGUID, expected) => {
    expect(principalOf({ ...ken, objectGUID: objectGUID as string })!.guid).toBe(expected);
  });

  it.each([null, 'AAEC', guid(3).slice(1), `${guid(3)}0`])('makes nobody with the GUID %j', (objectGUID) => {
    expect(principalOf({ ...ken, objectGUID })).toBeNull();
    expect(warnings.list()).toEqual([
      { code: 'NO_GUID', count: 1, examples: [`"${ken.dn}" has no usable objectGUID: left out.`] },
    ]);
  });

  it.each([
    [['top', 'person', 'organizationalPerson', 'user'], PrincipalKind.USER],
    [['top', 'person', 'organizationalPerson', 'user', 'inetOrgPerson'], PrincipalKind.USER],
    [['top', 'group'], PrincipalKind.GROUP],
    [['top', 'person', 'organizationalPerson', 'contact'], PrincipalKind.CONTACT],
    [['top', 'container'], PrincipalKind.CONTAINER],
    [['top', 'organizationalUnit'], PrincipalKind.ORGANIZATIONAL_UNIT],
    [['TOP', 'DOMAIN', 'DOMAINDNS'], PrincipalKind.DOMAIN],
    [['top', 'person', 'organizationalPerson', 'user', 'computer'], null],
    [['top', 'builtinDomain'], null],
    [[], null],
  ])('of the classes %j is of the kind %s', (objectClass, kind) => {
    expect(mapper.kindOf(entryOf({ ...ken, objectClass }))).toBe(kind);
  });

  it.each([
    [{ displayName: 'Shown', name: 'Name', cn: 'Common' }, 'Shown'],
    [{ displayName: '', name: 'Name', cn: 'Common' }, 'Name'],
    [{ cn: 'Common', ou: 'Unit' }, 'Common'],
    [{ ou: 'Unit', dc: 'litwareinc' }, 'Unit'],
    [{ dc: 'litwareinc' }, 'litwareinc'],
    [{}, 'ken myer'],
  ])('with %j is called %s', (attributes, displayName) => {
    const entry = { dn: ken.dn, objectClass: 'user', objectGUID: guid(3), ...attributes };
    expect(principalOf(entry)!.displayName).toBe(displayName);
  });

  it.each([
    ['512', true],
    ['514', false],
    ['66050', false],
    ['66048', true],
    [null, true],
  ])('with a user account control of %s is enabled: %s', (userAccountControl, enabled) => {
    expect(principalOf({ ...ken, userAccountControl })!.enabled).toBe(enabled);
  });

  it('is disabled, and has a site, only where it is a user', () => {
    const said = { userAccountControl: '514', physicalDeliveryOfficeName: 'Redmond' };
    expect(principalOf({ ...sales, ...said })).toMatchObject({ enabled: true, siteName: null });
    expect(principalOf({ ...ken, ...said })).toMatchObject({ enabled: false, siteName: 'Redmond' });
  });

  it('has a SIP address with its scheme, even where the directory leaves that out', () => {
    const address = 'kenmyer@litwareinc.com';
    expect(principalOf({ ...ken, 'msRTCSIP-PrimaryUserAddress': address })!.sipAddress).toBe(`sip:${address}`);
  });

  it('is known by domain and logon name only where it has both', () => {
    expect(principalOf({ ...ken, sAMAccountName: null })).toMatchObject({ logonName: null, logonKey: null });
    const outside = mapper.principalOf(entryOf(ken), PrincipalKind.USER, () => null);
    expect(outside).toMatchObject({ logonName: 'KenMyer', logonKey: null });
  });

  it('tells its SID where it is a group, and its primary group where it is a user', () => {
    expect(principalOf({ ...sales, objectSid: sid(513) })!.sid).toBe(sid(513).toString('hex'));
    expect(principalOf({ ...ken, objectSid: sid(1105) })!.sid).toBeNull();
    const primaryGroup = (said: object) => mapper.primaryGroup(entryOf({ ...ken, ...said }));
    expect(primaryGroup({ objectSid: sid(1105), primaryGroupID: '513' })).toBe(sid(513).toString('hex'));
    for (const primaryGroupID of ['-1', 'none', '4294967296', null])
      expect(primaryGroup({ objectSid: sid(1105), primaryGroupID })).toBeNull();
    expect(primaryGroup({ primaryGroupID: '513' })).toBeNull();
  });

  it('tells the NetBIOS name of a domain: its own, or that of the one that it names', () => {
    const told = (attributes: object) => mapper.netbiosName(entryOf({ ...sales, ...attributes }));
    expect(told({ dn: domain, nETBIOSName: 'LITWARE' })).toMatchObject({ name: 'LITWARE' });
    expect(told({ dn: domain, nETBIOSName: 'LITWARE' })!.domain.normalised).toBe('dc=litwareinc,dc=com');
    const other = told({ nETBIOSName: 'EU', nCName: 'DC=eu,DC=litwareinc,DC=com' })!;
    expect([other.name, other.domain.normalised]).toEqual(['EU', 'dc=eu,dc=litwareinc,dc=com']);
    expect(told({ nETBIOSName: 'EU', nCName: 'nonsense' })).toBeNull();
    expect(told({ nCName: domain })).toBeNull();
  });

  it('has the values that are to be kept, each once and by the names in lower case', () => {
    const { attributes } = principalOf({
      ...ken,
      title: ['Engineer', 'Director', 'DIRECTOR', ''],
      mail: Buffer.from('ken@litwareinc.com'),
      employeeID: '7',
    })!;
    expect(attributes).toEqual([
      { name: 'cn', value: 'Ken Myer' },
      { name: 'mail', value: 'ken@litwareinc.com' },
      { name: 'title', value: 'Engineer' },
      { name: 'title', value: 'Director' },
    ]);
    expect(warnings.list()).toEqual([]);
  });

  it('has no kept values, with a warning, that are too long or no text', () => {
    const { attributes } = principalOf({
      ...ken,
      title: ['a'.repeat(257), 'b'.repeat(256)],
      mail: Buffer.from([0xff]),
    })!;
    expect(attributes.map(({ name, value }) => [name, value.length])).toEqual([
      ['cn', 8],
      ['title', 256],
    ]);
    expect(warnings.list()).toEqual([
      { code: 'NOT_UTF8', count: 1, examples: [`A value of the mail of "${ken.dn}" is not valid UTF-8: left out.`] },
      {
        code: 'TOO_LONG',
        count: 1,
        examples: [`A value of the title of "${ken.dn}" is longer than 256 characters: left out.`],
      },
    ]);
  });

  it('is without what is no text', () => {
    const broken = { displayName: Buffer.from([0xff]), sAMAccountName: Buffer.from([0x41, 0xc3]) };
    expect(principalOf({ ...ken, ...broken })).toMatchObject({
      displayName: 'Ken Myer',
      logonName: null,
      userPrincipalName: 'kenmyer@litwareinc.com',
    });
    expect(warnings.list()).toEqual([
      {
        code: 'NOT_UTF8',
        count: 2,
        examples: [
          `The sAMAccountName of "${ken.dn}" is not valid UTF-8: left out.`,
          `The displayName of "${ken.dn}" is not valid UTF-8: left out.`,
        ],
      },
    ]);
  });

  it('is cut, or left out, where it is too long for the store', () => {
    const long = { displayName: `${'x'.repeat(255)}😀`, sAMAccountName: 'x'.repeat(257) };
    expect(principalOf({ ...ken, ...long })).toMatchObject({
      displayName: `${'x'.repeat(255)}\uFFFD`,
      logonName: null,
      logonKey: null,
    });
    const name = `CN=${'x'.repeat(1100)},${domain}`;
    expect(principalOf({ ...ken, dn: name })).toBeNull();
    expect(warnings.list()).toEqual([
      {
        code: 'TOO_LONG',
        count: 3,
        examples: [
          `The sAMAccountName of "${ken.dn}" is longer than 256 characters: left out.`,
          `The display name of "${ken.dn}" is longer than 256 characters: cut.`,
          `The name "${name}" is longer than 1024 characters: left out.`,
        ],
      },
    ]);
  });

  it('is whole where it is just not too long', () => {
    const longest = {
      displayName: 'x'.repeat(256),
      sAMAccountName: 'x'.repeat(256),
      'msRTCSIP-PrimaryUserAddress': 'x'.repeat(252),
    };
    const principal = principalOf({ ...ken, ...longest });
    expect(principal).toMatchObject({ displayName: longest.displayName, logonName: longest.sAMAccountName });
    expect(principal!.sipAddress).toHaveLength(256);
    expect(warnings.list()).toEqual([]);
  });
});

describe("a principal's digest", () => {
  const digest = (entry: TestEntry) => digestOf(principalOf(entry)!);

  it('is the same in whichever order the values of its attributes come', () => {
    expect(digest({ ...ken, title: ['a', 'b'] })).toBe(digest({ ...ken, title: ['b', 'a'] }));
  });

  it.each([
    { objectClass: 'contact' },
    { displayName: 'Ken' },
    { 'msRTCSIP-PrimaryUserAddress': null },
    { userPrincipalName: 'ken@litwareinc.com' },
    { sAMAccountName: 'Kenmyer' },
    { dn: `CN=Ken Myer,${domain}` },
    { userAccountControl: '514' },
    { physicalDeliveryOfficeName: 'redmond' },
    { title: 'Director' },
    { cn: null },
  ])('is another with %j', (said) => {
    expect(digest({ ...ken, ...said } as TestEntry)).not.toBe(digest(ken));
  });

  it('is another for a group with another SID', () => {
    expect(digest({ ...sales, objectSid: sid(513) })).not.toBe(digest({ ...sales, objectSid: sid(514) }));
  });
});

describe('warnings', () => {
  it('name twenty entries at most, and count them all', () => {
    for (let i = 0; i < 50; i += 1) warnings.add('NO_GUID', `Entry ${i}.`);
    expect(warnings.list()).toEqual([
      { code: 'NO_GUID', count: 50, examples: Array.from({ length: 20 }, (_, i) => `Entry ${i}.`) },
    ]);
  });
});
