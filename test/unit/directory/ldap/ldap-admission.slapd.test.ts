import type { LdapSettings } from '../../../../src/directory/ldap/ldap-settings';
import { LdapSource } from '../../../../src/directory/ldap/ldap-source';
import { type Certificates, certificatesFor } from '../../../support/ldap/certificates';
import { FakeLdapServer } from '../../../support/ldap/fake-ldap-server';
import type { PrivateSlapd } from '../../../support/ldap/private-slapd';
import { LITWARE, startSampleSlapd } from '../../../support/ldap/sample-slapd';
import { settingsFor } from '../../../support/ldap/settings';

const ann = `CN=Ann,CN=Users,${LITWARE}`;
const ghost = `CN=Ghost,CN=Users,${LITWARE}`;
const nowhere = 'ldap://127.0.0.1:1';

let certificates: Certificates;
let slapd: PrivateSlapd;

beforeAll(async () => {
  certificates = certificatesFor('IP:127.0.0.1');
  slapd = await startSampleSlapd({ tls: certificates });
  await slapd.change(LITWARE, async (client) => {
    const person = { objectClass: ['top', 'person', 'organizationalPerson', 'user'] };
    await client.add(ann, { ...person, cn: 'Ann', userPassword: 'änn, "quoted"' });
    await client.add(ghost, { ...person, cn: 'Ghost' });
  });
});

const source = (others: Partial<LdapSettings> = {}) => new LdapSource(settingsFor(slapd, others));

describe('a directory', () => {
  it('lets in who knows the password, and nobody else', async () => {
    await expect(source().admits(ann, 'änn, "quoted"')).resolves.toBe(true);
    await expect(source().admits(ann, 'ann')).resolves.toBe(false);
    await expect(source().admits(ghost, 'ann')).resolves.toBe(false);
    await expect(source().admits(`CN=Gone,${LITWARE}`, 'ann')).resolves.toBe(false);
    await expect(source().admits('DC=elsewhere', 'ann')).resolves.toBe(false);
  });

  it.each(['ldap', 'ldaps'])(
    'is told the password over %s only where it is the one that is trusted',
    async (scheme) => {
      const servers = [scheme === 'ldap' ? slapd.url : slapd.secureUrl];
      const secure = { servers, plain: false, ca: certificates.pem };
      await expect(source(secure).admits(ann, 'änn, "quoted"')).resolves.toBe(true);
      await expect(
        source({ ...secure, ca: certificatesFor('IP:127.0.0.1').pem }).admits(ann, 'änn, "quoted"'),
      ).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE', source: 'litware' } });
    },
  );

  it('is asked at its next server where the first is gone', async () => {
    await expect(source({ servers: [nowhere, slapd.url] }).admits(ann, 'änn, "quoted"')).resolves.toBe(true);
    await expect(source({ servers: [nowhere, slapd.url] }).admits(ann, 'ann')).resolves.toBe(false);
  });

  it('that is gone lets nobody in and turns nobody away', async () => {
    await expect(source({ servers: [nowhere] }).admits(ann, 'ann')).rejects.toMatchObject({
      message: 'No server of "litware" could be asked: "ldap://127.0.0.1:1" (connect ECONNREFUSED 127.0.0.1:1).',
      extensions: { code: 'UNAVAILABLE', source: 'litware' },
    });
  });
});

describe('a password', () => {
  it.each([
    ['of nobody', '', 'ann'],
    ['that is empty', ann, ''],
  ])('%s is sent nowhere', async (_, user, password) => {
    const server = await FakeLdapServer.start(() => undefined);
    await expect(new LdapSource(settingsFor(server)).admits(user, password)).resolves.toBe(false);
    expect(server.connections).toBe(0);
  });

  it.each([19, 32, 48, 49, 50, 53])('is refused by the result %i, and no other server hears of it', async (code) => {
    const server = await FakeLdapServer.start(() => undefined, { bind: code });
    const next = await FakeLdapServer.start(() => undefined);
    const servers = [server.url, next.url];
    await expect(source({ servers }).admits(ann, 'ann')).resolves.toBe(false);
    expect(next.connections).toBe(0);
  });

  it.each([1, 8, 10, 13, 51, 52, 80])('is neither right nor wrong by the result %i', async (code) => {
    const server = await FakeLdapServer.start(() => undefined, { bind: code });
    await expect(source({ servers: [server.url] }).admits(ann, 'ann')).rejects.toThrow(
      new RegExp(`^No server of "litware" could be asked: "${server.url}" \\(.*LDAP result ${code}\\b.*\\)\\.$`),
    );
  });
});
