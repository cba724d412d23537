import { rowsOf } from '../../../src/database/rows';
import { sql } from '../../../src/database/sql';
import type { Store } from '../../../src/database/store';
import { syncNow } from '../../../src/directory/sync/sync-now';
import { principalIdentity, principalsMatching, resolvePrincipals } from '../../../src/directory/identity-resolver';
import { Principal } from '../../../src/directory/principal.entity';
import { ErrorCode } from '../../../src/errors';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { countStatements, openTestStore } from '../../support/store';

let number = 1;
const user = (displayName: string, attributes: Partial<TestEntry> = {}): TestEntry => ({
  dn: `CN=${displayName.replace(/[\\,]/g, '\\$&')},${domain}`,
  objectClass: 'user',
  objectGUID: guid((number += 1)),
  displayName,
  ...attributes,
});

const ken = user('Ken Myer', {
  dn: `CN=Myer\\, Ken,OU=IT,${domain}`,
  sAMAccountName: 'kenmyer',
  userPrincipalName: 'ken@corp.litwareinc.com',
  'msRTCSIP-PrimaryUserAddress': 'sip:kenmyer@litwareinc.com',
});
const zoe = user('Zoë Müller', { 'msRTCSIP-PrimaryUserAddress': 'sip:zoe@litwareinc.com' });
const zoeWithout = user('Zoe Müller');
const allen = user('Michael Allen', {
  dn: `CN=Michael Allen,OU=A,${domain}`,
  'msRTCSIP-PrimaryUserAddress': 'sip:ma@litwareinc.com',
});
const otherAllen = user('Michael Allen', { dn: `CN=Michael Allen,OU=B,${domain}`, objectClass: 'contact' });
const odd = ['50% off_now!', '500 offXnow!', 'R\\D', 'what?', 'whatx', 'ops@litwareinc.com', 'cn=odd'].map((name) =>
  user(name),
);
const many = Array.from({ length: 200 }, (_, i) => user(`User ${i}`, { userPrincipalName: `user${i}@litwareinc.com` }));
const gone = user('Left Long Ago', { userPrincipalName: 'left@litwareinc.com' });
const goneTwice = [user('Left Twice'), user('Left Twice', { dn: `CN=Left Twice 2,${domain}` })];
const predecessor = user('Post Holder', { dn: `CN=Post Holder 1,${domain}`, userPrincipalName: 'post@litwareinc.com' });
const holder = user('Post Holder', { dn: `CN=Post Holder 2,${domain}`, userPrincipalName: 'post@litwareinc.com' });

let store: Store;

beforeAll(async () => {
  store = await openTestStore();
  await syncNow(store, directoryOf([gone, ...goneTwice, predecessor]));
  await syncNow(store, directoryOf([ken, zoe, zoeWithout, allen, otherAllen, ...odd, ...many, holder]));
});

const resolve = (...identities: string[]) =>
  resolvePrincipals(
    store.read,
    identities.map((identity, i) => ({ identity, parameter: `input.members.add[${i}]` })),
  );
const guidsOf = async (...identities: string[]) => (await resolve(...identities)).map((principal) => principal.guid);

async function matching(identity: string): Promise<string[]> {
  const condition = principalsMatching('p', { identity, parameter: 'identity' });
  const rows = await rowsOf(
    store.read,
    sql`SELECT p.display_name AS name FROM principals p WHERE ${condition} ORDER BY p.id`,
  );
  return rows.map(({ name }) => name as string);
}

describe('an identity', () => {
  it.each([
    ['a SIP address', 'sip:kenmyer@litwareinc.com'],
    ['a SIP address in another case', 'SIP:KenMyer@LitwareInc.com'],
    ['a user principal name', 'Ken@corp.litwareinc.com'],
    ['domain and logon name', 'LITWAREINC\\KenMyer'],
    ['a display name', 'ken myer'],
    ['a distinguished name', `CN=Myer\\, Ken,OU=IT,${domain}`],
    ['a distinguished name written otherwise', 'cn="MYER,  Ken" , ou=it, dc=litwareinc, dc=com'],
    ['a GUID', guid(2)],
    ['a GUID in braces and capitals', `{${guid(2).toUpperCase()}}`],
  ])('may be %s', async (_, identity) => {
    expect(await guidsOf(identity)).toEqual([ken.objectGUID]);
  });

  it.each([
    ['with a backslash', 'R\\D'],
    ['with an at sign', 'ops@litwareinc.com'],
    ['like a distinguished name', 'cn=odd'],
    ['with characters that SQL knows', '50% off_now!'],
    ['with a question mark', 'what?'],
  ])('may be a display name %s', async (_, identity) => {
    expect((await resolve(identity)).map(({ displayName }) => displayName)).toEqual([identity]);
  });

  it('tells accents apart, but not their encodings', async () => {
    expect(await guidsOf('zoë müller', 'Zoe\u0308 Mu\u0308ller')).toEqual([zoe.objectGUID, zoe.objectGUID]);
    expect(await guidsOf('zoe müller')).toEqual([zoeWithout.objectGUID]);
  });

  it('of a missing principal finds it where no present one fits', async () => {
    expect(await resolve('left@litwareinc.com')).toMatchObject([{ guid: gone.objectGUID, missing: true }]);
    expect(await guidsOf('Post Holder', 'post@litwareinc.com')).toEqual([holder.objectGUID, holder.objectGUID]);
    expect(await guidsOf(predecessor.dn)).toEqual([predecessor.objectGUID]);
  });

  it('of several missing principals is ambiguous too', async () => {
    await expect(resolve('Left Twice')).rejects.toMatchObject({ code: ErrorCode.AMBIGUOUS_IDENTITY });
  });

  it.each([
    'kenmyer',
    'sip:ken@corp.litwareinc.com',
    'kenmyer@litwareinc.com',
    'OTHER\\kenmyer',
    `CN=Ken,${domain}`,
    'Ken',
    'Ken Mye_',
    guid(9_999),
    '?',
  ])('that fits nothing, such as %s, is not found', async (identity) => {
    await expect(resolve('Ken Myer', identity)).rejects.toMatchObject({
      code: ErrorCode.NOT_FOUND,
      message: `"${identity}" names no principal of the directory.`,
      extensions: { code: ErrorCode.NOT_FOUND, parameter: 'input.members.add[1]' },
    });
  });

  it('that fits several things is refused, with all of them', async () => {
    await expect(resolve('michael allen')).rejects.toMatchObject({
      code: ErrorCode.AMBIGUOUS_IDENTITY,
      message: '"michael allen" names 2 principals; a SIP address or distinguished name tells them apart.',
      extensions: {
        parameter: 'input.members.add[0]',
        candidates: [
          {
            id: expect.any(String),
            identity: allen.dn,
            displayName: 'Michael Allen',
            kind: 'USER',
            sipAddress: 'sip:ma@litwareinc.com',
          },
          {
            id: expect.any(String),
            identity: otherAllen.dn,
            displayName: 'Michael Allen',
            kind: 'CONTACT',
            sipAddress: null,
          },
        ],
      },
    });
  });

  it.each([
    ['with a wildcard', 'Ken*', '"Ken*" has a wildcard, which is accepted only where several principals are meant.'],
    ['of no characters', '', 'An identity is empty.'],
    ['of too many characters', 'x'.repeat(2_049), 'An identity has 2049 characters; at most 2048 are accepted.'],
  ])('%s is refused', async (_, identity, message) => {
    await expect(resolve(identity)).rejects.toMatchObject({
      code: ErrorCode.BAD_USER_INPUT,
      message,
      extensions: { parameter: 'input.members.add[0]' },
    });
  });
});

describe('identities', () => {
  it('are resolved in the order in which they come, however often', async () => {
    const found = await guidsOf('Zoë Müller', 'Ken Myer', 'sip:zoe@litwareinc.com', 'Zoë Müller');
    expect(found).toEqual([zoe.objectGUID, ken.objectGUID, zoe.objectGUID, zoe.objectGUID]);
  });

  it('take one statement, be it one or two hundred, and none where there are none', async () => {
    const identities = many.map(
      ({ displayName, userPrincipalName, dn }, i) => [displayName, userPrincipalName, dn][i % 3] as string,
    );
    expect(await countStatements(store, () => resolve('Ken Myer'))).toBe(1);
    expect(await countStatements(store, () => resolve(...identities))).toBe(1);
    expect(await countStatements(store, () => resolve())).toBe(0);
    expect(await guidsOf(...identities)).toEqual(many.map(({ objectGUID }) => objectGUID));
  });

  it('come as whole principals', async () => {
    const [found] = await resolve('Ken Myer');
    expect(found).toBeInstanceOf(Principal);
    expect(found).toMatchObject({ displayName: 'Ken Myer', enabled: true, missing: false, distinguishedName: ken.dn });
  });
});

describe('a wildcard', () => {
  it('stands for any characters of a display name', async () => {
    expect(await matching('*MÜLLER')).toEqual(['Zoë Müller', 'Zoe Müller']);
    expect(await matching('zoë*')).toEqual(['Zoë Müller']);
    expect(await matching('*kenmyer*')).toEqual([]);
  });

  it('is the asterisk alone', async () => {
    expect(await matching('50% off_*')).toEqual(['50% off_now!']);
    expect(await matching('*!')).toEqual(['50% off_now!', '500 offXnow!']);
    expect(await matching('what?*')).toEqual(['what?']);
    await expect(matching('r\\*')).rejects.toThrow('"r\\*" has a wildcard, which only display names take');
  });

  it('may be missing: then every form of an identity fits, and several things may', async () => {
    expect(await matching('Michael Allen')).toEqual(['Michael Allen', 'Michael Allen']);
    expect(await matching('litwareinc\\kenmyer')).toEqual(['Ken Myer']);
    expect(await matching('nobody')).toEqual([]);
    expect(() => principalsMatching('p', { identity: '', parameter: 'identity' })).toThrow('An identity is empty.');
  });
});

describe('the audit trail', () => {
  it.each([
    [{ sipAddress: 'sip:a@b', userPrincipalName: 'c@d', distinguishedName: 'CN=e' }, 'sip:a@b'],
    [{ sipAddress: null, userPrincipalName: 'c@d', distinguishedName: 'CN=e' }, 'c@d'],
    [{ sipAddress: null, userPrincipalName: null, distinguishedName: 'CN=e' }, 'CN=e'],
  ])('calls %j %s', (principal, identity) => {
    expect(principalIdentity(principal)).toBe(identity);
  });
});
