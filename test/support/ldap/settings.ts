import { activeDirectory } from '../../../src/directory/active-directory';
import type { LdapSettings } from '../../../src/directory/ldap/ldap-settings';
import { LITWARE } from './sample-slapd';

/** What reads a directory like the sample organisation's, at one server in the clear where nothing else is said. */
export function settingsFor(server: { url: string }, others: Partial<LdapSettings> = {}): LdapSettings {
  return {
    name: 'litware',
    kind: 'ad',
    attributeMap: activeDirectory,
    servers: [server.url],
    plain: true,
    base: LITWARE,
    account: { user: `cn=manager,${LITWARE}`, password: 'manage' },
    pageSize: 500,
    connectTimeout: 2,
    timeout: 10,
    ignoreReferrals: false,
    ...others,
  };
}
