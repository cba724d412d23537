import type { LdapSettings } from '../../../../src/directory/ldap/ldap-settings';
import { LdapSource } from '../../../../src/directory/ldap/ldap-source';
import { FakeLdapServer } from '../../../support/ldap/fake-ldap-server';
import { settingsFor } from '../../../support/ldap/settings';

const operator = { user: 'operator', password: 'operate' };
const settings = settingsFor(
  { url: 'ldaps://dc1.litwareinc.com' },
  {
    servers: ['ldaps://dc1.litwareinc.com', 'ldaps://dc2.litwareinc.com'],
    credentials: new Map([['operator', operator]]),
  },
);
const source = new LdapSource(settings);
const settingsOf = (made: LdapSource) => made.description.settings as LdapSettings;

describe('an LDAP source', () => {
  it('is asked at one of its servers only, and at no other', () => {
    expect(settingsOf(source.at('DC2.litwareinc.com')!)).toEqual({
      ...settings,
      servers: ['ldaps://dc2.litwareinc.com'],
    });
    expect(source.at('dc3.litwareinc.com')).toBeNull();
  });

  it('is read by another account of the configuration, and by no other', () => {
    expect(source.credentials).toEqual(['operator']);
    expect(settingsOf(source.as('operator')!)).toEqual({ ...settings, account: operator });
    expect([source.as('Operator'), source.as('constructor')]).toEqual([null, null]);
  });

  it('says all that it is made of in plain data', () => {
    const made = source.at('dc1.litwareinc.com')!.as('operator')!.only('0000000A-0000-0000-0000-000000000000');
    expect(structuredClone(made.description)).toEqual(made.description);
    expect(settingsOf(made).only).toBe('0000000a-0000-0000-0000-000000000000');
  });

  it('has groups that keep who is moved only in Active Directory', () => {
    expect(source.linksFollowMoves).toBe(true);
    expect(new LdapSource({ ...settings, kind: 'openldap' }).linksFollowMoves).toBe(false);
  });

  it('hangs up where it can not be opened', async () => {
    const server = await FakeLdapServer.start((_, answers) => answers.end(51));
    await expect(new LdapSource(settingsFor(server)).open(null)).rejects.toThrow(/LDAP result 51/);
    await server.abandoned();
  });
});
