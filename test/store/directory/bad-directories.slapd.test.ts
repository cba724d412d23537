import type { Store } from '../../../src/database/store';
import { LdapSource } from '../../../src/directory/ldap/ldap-source';
import type { LdapSettings } from '../../../src/directory/ldap/ldap-settings';
import { syncNow } from '../../../src/directory/sync/sync-now';
import { type Certificates, certificatesFor } from '../../support/ldap/certificates';
import type { PrivateSlapd } from '../../support/ldap/private-slapd';
import { LITWARE, startSampleSlapd } from '../../support/ldap/sample-slapd';
import { settingsFor } from '../../support/ldap/settings';
import { openTestStore } from '../../support/store';
import { storedDirectory } from '../../support/stored-directory';

const reader = `CN=Reader,CN=Users,${LITWARE}`;

let certificates: Certificates;
let slapd: PrivateSlapd;
let store: Store;

beforeAll(async () => {
  certificates = certificatesFor('IP:127.0.0.1');
  const limits = `limits dn.exact="${reader}" size.soft=100 size.hard=100 size.prtotal=100`;
  slapd = await startSampleSlapd({ tls: certificates, each: [limits] });
  await slapd.change(LITWARE, (client) =>
    client.add(reader, {
      objectClass: ['top', 'person', 'organizationalPerson', 'user'],
      cn: 'Reader',
      objectGUID: 'GUID of a reader',
      userPassword: 'read',
    }),
  );
  store = await openTestStore();
  await sync();
});

const sync = (settings?: Partial<LdapSettings>) => syncNow(store, new LdapSource(settingsFor(slapd, settings)));

/** What a sync is refused for, once it is sure that it changed nothing and that another can follow. */
async function refusal(settings?: Partial<LdapSettings>): Promise<string> {
  const before = await storedDirectory(store);
  const error = (await sync(settings).catch((caught: Error) => caught)) as Error;
  expect(error).toMatchObject({ extensions: { code: 'UNAVAILABLE', source: 'litware' } });
  expect(await storedDirectory(store)).toEqual(before);
  return error.message.replace(/(127\.0\.0\.1):\d+/g, '$1');
}

describe('the store stays as it was, and the reason is told, where the server', () => {
  it('refuses the password', async () => {
    const account = { user: `cn=manager,${LITWARE}`, password: 'wrong' };
    expect(await refusal({ account })).toBe(
      `"ldap://127.0.0.1" of "litware" doesn't let "cn=manager,${LITWARE}" in: the user or the password is wrong (LDAP result 49).`,
    );
  });

  it('has a certificate that nobody vouches for', async () => {
    const ca = certificatesFor('IP:127.0.0.1').pem;
    expect(await refusal({ servers: [slapd.secureUrl], plain: false, ca })).toBe(
      'No server of "litware" could be asked: "ldaps://127.0.0.1" (self-signed certificate).',
    );
  });

  it('reaches its size limit', async () => {
    expect(await refusal({ account: { user: reader, password: 'read' }, pageSize: 50 })).toBe(
      `"ldap://127.0.0.1" of "litware" didn't give all of "${LITWARE}": its size limit was reached: raise it there for the account that reads (LDAP result 4).`,
    );
  });

  it('has nothing at the base', async () => {
    expect(await refusal({ base: `OU=Gone,${LITWARE}` })).toBe(
      `"ldap://127.0.0.1" of "litware" didn't give all of "OU=Gone,${LITWARE}": it has no such entry (LDAP result 32).`,
    );
  });

  it('refers to another', async () => {
    const elsewhere = `OU=Elsewhere,${LITWARE}`;
    const ref = `ldap://other.litwareinc.com/${elsewhere}`;
    await slapd.change(LITWARE, (client) =>
      client.add(elsewhere, { objectClass: ['referral', 'extensibleObject'], ou: 'Elsewhere', ref }),
    );
    expect(await refusal()).toMatch(
      /^"ldap:\/\/127\.0\.0\.1" of "litware" refers to "ldap:\/\/other\.litwareinc\.com\/OU=Elsewhere,.*" for part of "DC=litwareinc,DC=com": make that a source too, and let this one ignore referrals\.$/i,
    );
    expect(await sync({ ignoreReferrals: true })).toMatchObject({ added: 0, changed: 0, missing: 0, warnings: [] });
  });

  it('is down', async () => {
    await slapd.stop();
    expect(await refusal()).toMatch(
      /^No server of "litware" could be asked: "ldap:\/\/127\.0\.0\.1" \(connect ECONNREFUSED 127\.0\.0\.1\)\.$/,
    );
    await slapd.run();
    expect(await sync({ ignoreReferrals: true })).toMatchObject({ added: 0, changed: 0, missing: 0, warnings: [] });
  });
});
