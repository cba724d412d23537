import { Attribute, Change } from 'ldapts';

import type { DirectoryPrincipal } from '../../../../src/directory/directory-principal';
import { endsOf } from '../../../../src/directory/directory-difference';
import { type DirectorySnapshot, takeSnapshot } from '../../../../src/directory/directory-snapshot';
import type { LdapSettings } from '../../../../src/directory/ldap/ldap-settings';
import { LdapSource } from '../../../../src/directory/ldap/ldap-source';
import { EdgeKind } from '../../../../src/directory/principal-edge.entity';
import { PrincipalKind } from '../../../../src/directory/principal.entity';
import { PrivateSamba } from '../../../support/ldap/private-samba';
import { settingsFor } from '../../../support/ldap/settings';

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
}, 120_000);

const read = (settings: Partial<LdapSettings> = {}): Promise<DirectorySnapshot> =>
  takeSnapshot(
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
    ),
  );

const by = ({ principals }: DirectorySnapshot, logonName: string): DirectoryPrincipal | undefined =>
  principals.find((principal) => principal.logonName === logonName);

/** The logon names, or else display names, of what an edge leads to. */
function children({ principals, edges }: DirectorySnapshot, kind: EdgeKind, displayName: string): string[] {
  const ends = Array.from(edges[kind], (edge) => endsOf(edge, principals.length));
  return ends
    .filter(([parent]) => principals[parent]!.displayName === displayName)
    .map(([, child]) => principals[child]!.logonName ?? principals[child]!.displayName)
    .sort();
}

describe('a domain controller', () => {
  it.each(['ldap', 'ldaps'])('is read over %s', async (scheme) => {
    const snapshot = await read({ servers: [scheme === 'ldap' ? samba.url : samba.secureUrl] });
    expect(by(snapshot, 'kenmyer')).toEqual({
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
      attributes: [{ name: 'cn', value: 'Ken Myer' }],
      attributesDigest: expect.stringMatching(/^[\da-f]{64}$/),
    });
    expect(by(snapshot, 'Administrator')).toMatchObject({ logonKey: 'example\\administrator', enabled: true });
    expect(children(snapshot, EdgeKind.CONTAINS, 'Sales')).toEqual(['crew', 'kenmyer', 'sellers']);
    expect(children(snapshot, EdgeKind.MEMBER, 'Crew')).toEqual(['sellers']);
    expect(children(snapshot, EdgeKind.MEMBER, 'Sellers')).toEqual(['kenmyer']);
    expect(children(snapshot, EdgeKind.MEMBER, 'Domain Users')).toEqual([
      'Administrator',
      'dns-dc1',
      'kenmyer',
      'krbtgt',
    ]);
    expect(children(snapshot, EdgeKind.MEMBER, 'Domain Guests')).toEqual(['Guest']);
    expect(snapshot.warnings).toEqual([]);
  });

  it('refers to its own partitions', async () => {
    await expect(read({ ignoreReferrals: false })).rejects.toThrow(
      /^"ldap:\/\/127\.0\.0\.89" of "example" refers to "ldaps?:\/\/example\.test\/CN=Configuration,DC=example,DC=test.*" for part of/,
    );
  });

  it('keeps who is renamed and moved, and forgets who is deleted', async () => {
    const before = by(await read(), 'kenmyer')!;
    await samba.change(async (client) => {
      await client.modifyDN(before.distinguishedName, `CN=Kenneth Myer,CN=Users,${base}`);
      const modification = new Attribute({ type: 'userAccountControl', values: ['544'] });
      await client.modify(`CN=Kenneth Myer,CN=Users,${base}`, new Change({ operation: 'replace', modification }));
    });
    const moved = await read();
    expect(by(moved, 'kenmyer')).toEqual({
      ...before,
      distinguishedName: `CN=Kenneth Myer,CN=Users,${base}`,
      enabled: true,
      attributes: [{ name: 'cn', value: 'Kenneth Myer' }],
      attributesDigest: expect.not.stringContaining(before.attributesDigest!),
    });
    expect(children(moved, EdgeKind.MEMBER, 'Sellers')).toEqual(['kenmyer']);

    await samba.change((client) => client.del(`CN=Kenneth Myer,CN=Users,${base}`));
    const after = await read();
    expect(by(after, 'kenmyer')).toBeUndefined();
    expect(children(after, EdgeKind.MEMBER, 'Sellers')).toEqual([]);
    expect(after.warnings).toEqual([]);
  });

  it('lets nobody in without TLS, or with a wrong password', async () => {
    await expect(read({ plain: true })).rejects.toThrow(
      /"ldap:\/\/127\.0\.0\.89" \(it wants TLS: use ldaps:\/\/ or StartTLS \(LDAP result 8, /,
    );
    await expect(read({ account: { ...PrivateSamba.account, password: 'wrong' } })).rejects.toThrow(
      /doesn't let "administrator@example\.test" in: the user or the password is wrong \(LDAP result 49, ".*data 52e.*"\)\.$/,
    );
  });
});
