import { configuredServer } from '../../../../src/directory/ldap/configured-server';

const servers = [
  'ldaps://DC1.litwareinc.com',
  'ldap://dc2.litwareinc.com:3389',
  'ldap://dc2.litwareinc.com',
  'ldaps://[::1]',
];

describe('a configured server', () => {
  it.each([
    ['dc1.litwareinc.com', servers[0]],
    ['Dc1.LitwareInc.com', servers[0]],
    ['dc1.litwareinc.com:636', servers[0]],
    ['ldaps://dc1.litwareinc.com', servers[0]],
    ['ldaps://dc1.litwareinc.com:636', servers[0]],
    ['dc2.litwareinc.com', servers[1]],
    ['dc2.litwareinc.com:3389', servers[1]],
    ['dc2.litwareinc.com:389', servers[2]],
    ['ldap://dc2.litwareinc.com', servers[2]],
    ['::1', servers[3]],
    ['[::1]', servers[3]],
    ['[::1]:636', servers[3]],
  ])('is meant by %s', (given, server) => {
    expect(configuredServer(servers, given)).toBe(server);
  });

  it.each([
    '',
    'dc1',
    'dc3.litwareinc.com',
    'dc1.litwareinc.com:389',
    'ldap://dc1.litwareinc.com',
    'dc1.litwareinc.com/',
  ])('is not meant by "%s"', (given) => {
    expect(configuredServer(servers, given)).toBeNull();
  });
});
