import { Attribute, Change } from 'ldapts';

import type { LdapSettings } from '../../../../src/directory/ldap/ldap-settings';
import { LdapSource } from '../../../../src/directory/ldap/ldap-source';
import { openLdap } from '../../../../src/directory/open-ldap';
import { guidText } from '../../../../src/directory/principal-mapper';
import { type Certificates, certificatesFor } from '../../../support/ldap/certificates';
import { CONTOSO, startContosoSlapd } from '../../../support/ldap/contoso-slapd';
import { FakeLdapServer } from '../../../support/ldap/fake-ldap-server';
import type { PrivateSlapd } from '../../../support/ldap/private-slapd';
import { LITWARE, startSampleSlapd } from '../../../support/ldap/sample-slapd';
import { settingsFor } from '../../../support/ldap/settings';

const reader = `cn=manager,${LITWARE}`;
const ann = `CN=Ann,CN=Users,${LITWARE}`;
const nowhere = 'ldap://127.0.0.1:1';

let certificates: Certificates;
let slapd: PrivateSlapd;

const bytesOf = (cn: string) => Buffer.from(`GUID of ${cn}`.padEnd(16));
const guidOf = (cn: string) => guidText(bytesOf(cn))!;
const annsPassword = 'änn, "quoted"';

beforeAll(async () => {
  certificates = certificatesFor('IP:127.0.0.1');
  slapd = await startSampleSlapd({ tls: certificates });
  await slapd.change(LITWARE, async (client) => {
    const add = (cn: string, others: object, guid = bytesOf(cn).toString()) => {
      const objectClass = ['top', 'person', 'organizationalPerson', 'user'];
      return client.add(`CN=${cn},CN=Users,${LITWARE}`, { objectClass, cn, objectGUID: guid, ...others });
    };
    await add('Ann', { userPassword: annsPassword });
    await add('Ghost', {});
    await add('Twin A', { userPassword: 'twin' }, bytesOf('Twin').toString());
    await add('Twin B', { userPassword: 'twin' }, bytesOf('Twin').toString());
  });
});

const source = (others: Partial<LdapSettings> = {}) => new LdapSource(settingsFor(slapd, others));

/** A server that has an Ann, or whoever else has that GUID, and lets the account in that reads. */
const serverWith = (guid: Buffer, code: number) =>
  FakeLdapServer.start(
    (_, answers) => {
      answers.entry(ann, { objectGUID: [guid] });
      answers.end();
    },
    (user) => (user === reader ? 0 : code),
  );

describe('a directory', () => {
  it('lets in who knows the password, and nobody else', async () => {
    await expect(source().admits(guidOf('Ann'), annsPassword)).resolves.toBe(true);
    await expect(source().admits(guidOf('Ann'), 'ann')).resolves.toBe(false);
    await expect(source().admits(guidOf('Ghost'), 'ann')).resolves.toBe(false);
    await expect(source().admits(guidOf('Gone'), annsPassword)).resolves.toBe(false);
    await expect(source({ base: `OU=Redmond,${LITWARE}` }).admits(guidOf('Ann'), annsPassword)).resolves.toBe(false);
  });

  it('that keeps GUIDs as text is asked by them too', async () => {
    const contoso = await startContosoSlapd();
    const account = { user: `cn=reader,${CONTOSO}`, password: 'read' };
    const settings = { kind: 'openldap', attributeMap: openLdap, base: CONTOSO, account } as const;
    const zoe = `uid=zoe,ou=People,${CONTOSO}`;
    const modification = new Attribute({ type: 'userPassword', values: ['zoe'] });
    await contoso.change(CONTOSO, (client) => client.modify(zoe, new Change({ operation: 'add', modification })));
    const people = new LdapSource(settingsFor(contoso, settings));
    const guid = (await people.entry(zoe))!.text('entryUUID')!;
    await expect(people.admits(guid, 'zoe')).resolves.toBe(true);
    await expect(people.admits(guid, 'read')).resolves.toBe(false);
  });

  it('lets in none of several with one GUID', async () => {
    await expect(source().admits(guidOf('Twin'), 'twin')).resolves.toBe(false);
  });

  it.each(['ldap', 'ldaps'])(
    'is told the password over %s only where it is the one that is trusted',
    async (scheme) => {
      const servers = [scheme === 'ldap' ? slapd.url : slapd.secureUrl];
      const secure = { servers, plain: false, ca: certificates.pem };
      await expect(source(secure).admits(guidOf('Ann'), annsPassword)).resolves.toBe(true);
      await expect(
        source({ ...secure, ca: certificatesFor('IP:127.0.0.1').pem }).admits(guidOf('Ann'), annsPassword),
      ).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE', source: 'litware' } });
    },
  );

  it('is asked at its next server where the first is gone', async () => {
    const servers = [nowhere, slapd.url];
    await expect(source({ servers }).admits(guidOf('Ann'), annsPassword)).resolves.toBe(true);
    await expect(source({ servers }).admits(guidOf('Ann'), 'ann')).resolves.toBe(false);
  });

  it('that is gone lets nobody in and turns nobody away', async () => {
    await expect(source({ servers: [nowhere] }).admits(guidOf('Ann'), 'ann')).rejects.toMatchObject({
      message: 'No server of "litware" could be asked: "ldap://127.0.0.1:1" (connect ECONNREFUSED 127.0.0.1:1).',
      extensions: { code: 'UNAVAILABLE', source: 'litware' },
    });
  });

  it('that refuses the account that reads lets nobody in and turns nobody away', async () => {
    const account = { user: reader, password: 'wrong' };
    await expect(source({ account }).admits(guidOf('Ann'), annsPassword)).rejects.toMatchObject({
      message: `"${slapd.url}" of "litware" doesn't let "${reader}" in: the user or the password is wrong (LDAP result 49).`,
      extensions: { code: 'UNAVAILABLE', source: 'litware', server: slapd.url },
    });
  });

  it('is asked the same of those who are gone, or whose GUID another has in other bytes, but not with their password', async () => {
    const [theirs, others] = [await serverWith(bytesOf('Ann'), 0), await serverWith(bytesOf('Bob'), 49)];
    await expect(source({ servers: [theirs.url] }).admits(guidOf('Ann'), annsPassword)).resolves.toBe(true);
    await expect(source({ servers: [others.url] }).admits(guidOf('Ann'), annsPassword)).resolves.toBe(false);
    expect(theirs.users).toEqual([reader, ann]);
    expect(others.users).toEqual([reader, expect.stringMatching(new RegExp(`^CN=[\\da-f-]{36},${LITWARE}$`))]);
    for (const { connections, searches } of [theirs, others]) {
      expect(connections).toBe(1);
      expect(searches.map(({ base, attributes }) => ({ base, attributes }))).toEqual([
        { base: LITWARE, attributes: ['objectGUID'] },
      ]);
    }
  });
});

describe('a password', () => {
  it('that is empty is sent nowhere', async () => {
    const server = await serverWith(bytesOf('Ann'), 0);
    await expect(source({ servers: [server.url] }).admits(guidOf('Ann'), '')).resolves.toBe(false);
    expect(server.connections).toBe(0);
  });

  it.each([19, 32, 48, 49, 50, 53])('is refused by the result %i, and no other server hears of it', async (code) => {
    const [server, next] = [await serverWith(bytesOf('Ann'), code), await serverWith(bytesOf('Ann'), 0)];
    await expect(source({ servers: [server.url, next.url] }).admits(guidOf('Ann'), 'ann')).resolves.toBe(false);
    expect(next.connections).toBe(0);
  });

  it.each([1, 8, 10, 13, 51, 52, 80])('is neither right nor wrong by the result %i', async (code) => {
    const server = await serverWith(bytesOf('Ann'), code);
    await expect(source({ servers: [server.url] }).admits(guidOf('Ann'), 'ann')).rejects.toThrow(
      new RegExp(
        `^"${server.url}" of "litware" doesn't tell whether a password is right: .*LDAP result ${code}\\b.*\\.$`,
      ),
    );
  });
});
