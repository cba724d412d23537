import { Attribute, Change } from 'ldapts';

import type { LdapSettings } from '../../../../src/directory/ldap/ldap-settings';
import { LdapSource } from '../../../../src/directory/ldap/ldap-source';
import { PrincipalKind } from '../../../../src/directory/principal.entity';
import { PrivateSamba } from '../../../support/ldap/private-samba';
import { settingsFor } from '../../../support/ldap/settings';
import { readSources, type SourceContents } from '../../../support/read-sources';

const { base } = PrivateSamba;
const sales = `OU=Sales,${base}`;

let samba: PrivateSamba;

beforeAll(async () => {
  samba = await PrivateSamba.start();
  await samba.change(async (client) => {
    await client.add(sales, { objectClass: 'organizationalUnit' });
    await client.add(`CN=Ken Myer,${sales}`, {
      objectClass: 'user',
      sAMAccountName: 'kenmyer',
      displayName: 'Ken Myer',
    });
    await client.add(`CN=Sellers,${sales}`, {
      objectClass: 'group',
      sAMAccountName: 'sellers',
      member: `CN=Ken Myer,${sales}`,
    });
    await client.add(`CN=Crew,${sales}`, {
      objectClass: 'group',
      sAMAccountName: 'crew',
      member: `CN=Sellers,${sales}`,
    });
  });
});

const source = (settings: Partial<LdapSettings> = {}) =>
  new LdapSource(
    settingsFor(samba, {
      name: 'example',
      plain: false,
      ca: samba.certificates.pem,
      base,
      account: PrivateSamba.account,
      pageSize: 50,
      ignoreReferrals: true,
      ...settings,
    }),
  );

const read = (settings: Partial<LdapSettings> = {}): Promise<SourceContents> => readSources(source(settings));

/** The logon names, or else display names, of a group's members. */
function members(contents: SourceContents, displayName: string): string[] {
  const group = contents.principals.find((principal) => principal.displayName === displayName)!;
  const names = contents.members(group).map((each) => (typeof each === 'string' ? each : each.logonName));
  return names.map((name) => name ?? '').sort();
}

describe('a domain controller', () => {
  it.each(['ldap', 'ldaps'])('is read over %s', async (scheme) => {
    const contents = await read({ servers: [scheme === 'ldap' ? samba.url : samba.secureUrl] });
    expect(contents.by('kenmyer')).toEqual({
      guid: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-/),
      kind: PrincipalKind.USER,
      displayName: 'Ken Myer',
      sipAddress: null,
      userPrincipalName: null,
      logonName: 'kenmyer',
      logonKey: 'example\\kenmyer',
      distinguishedName: `CN=Ken Myer,${sales}`,
      // A new account without a password is disabled there.
      enabled: false,
      siteName: null,
      sid: null,
      attributes: [{ name: 'cn', value: 'Ken Myer' }],
    });
    expect(contents.by('Administrator')).toMatchObject({ logonKey: 'example\\administrator', enabled: true });
    expect(members(contents, 'Crew')).toEqual(['sellers']);
    expect(members(contents, 'Sellers')).toEqual(['kenmyer']);
    expect(members(contents, 'Domain Users')).toEqual(['Administrator', 'dns-dc1', 'kenmyer', 'krbtgt']);
    expect(members(contents, 'Domain Guests')).toEqual(['Guest']);
    expect(contents.warnings).toEqual([]);
  });

  it('refers to its own partitions', async () => {
    await expect(read({ ignoreReferrals: false })).rejects.toThrow(
      /^"ldap:\/\/127\.0\.0\.\d+" of "example" refers to "ldaps?:\/\/example\.test\/CN=Configuration,DC=example,DC=test.*" for part of/,
    );
  });

  it('keeps who is renamed and moved, and forgets who is deleted', async () => {
    const before = (await read()).by('kenmyer')!;
    await samba.change(async (client) => {
      await client.modifyDN(before.distinguishedName, `CN=Kenneth Myer,CN=Users,${base}`);
      const modification = new Attribute({ type: 'userAccountControl', values: ['544'] });
      await client.modify(`CN=Kenneth Myer,CN=Users,${base}`, new Change({ operation: 'replace', modification }));
    });
    const moved = await read();
    expect(moved.by('kenmyer')).toEqual({
      ...before,
      distinguishedName: `CN=Kenneth Myer,CN=Users,${base}`,
      enabled: true,
      attributes: [{ name: 'cn', value: 'Kenneth Myer' }],
    });
    expect(members(moved, 'Sellers')).toEqual(['kenmyer']);

    await samba.change((client) => client.del(`CN=Kenneth Myer,CN=Users,${base}`));
    const after = await read();
    expect(after.by('kenmyer')).toBeUndefined();
    expect(members(after, 'Sellers')).toEqual([]);
    expect(after.warnings).toEqual([]);
  });

  it.each(['ldap', 'ldaps'])('tells over %s whether a password is that of who has the GUID', async (scheme) => {
    const servers = [scheme === 'ldap' ? samba.url : samba.secureUrl];
    const name = `CN=Over ${scheme},${sales}`;
    const add = (password: string) =>
      samba.change((client) =>
        client.add(name, {
          objectClass: 'user',
          sAMAccountName: `over-${scheme}`,
          userAccountControl: '512',
          unicodePwd: Buffer.from(`"${password}"`, 'utf16le').toString(),
        }),
      );
    const guid = async () => (await read()).by(`over-${scheme}`)!.guid;
    await add('F1rst-comer');
    const first = await guid();
    await expect(source({ servers }).admits(first, 'F1rst-comer')).resolves.toBe(true);
    await expect(source({ servers }).admits(first, 'Next-0ne')).resolves.toBe(false);

    await samba.change((client) => client.del(name));
    await add('Next-0ne');
    for (const password of ['F1rst-comer', 'Next-0ne']) {
      await expect(source({ servers }).admits(first, password)).resolves.toBe(false);
    }
    await expect(source({ servers }).admits(await guid(), 'Next-0ne')).resolves.toBe(true);
  });

  it('lets nobody in without TLS, or with a wrong password', async () => {
    await expect(read({ plain: true })).rejects.toThrow(
      /"ldap:\/\/127\.0\.0\.\d+" \(it wants TLS: use ldaps:\/\/ or StartTLS \(LDAP result 8, /,
    );
    await expect(read({ account: { ...PrivateSamba.account, password: 'wrong' } })).rejects.toThrow(
      /doesn't let "administrator@example\.test" in: the user or the password is wrong \(LDAP result 49, ".*data 52e.*"\)\.$/,
    );
  });
});
