import type { LdapSettings } from './ldap/ldap-settings';
import { LdapSource } from './ldap/ldap-source';
import type { LdifSettings } from './ldif/ldif-source';
import { LdifSource } from './ldif/ldif-source';

/** All that a source is made of, as plain data that can be sent to another thread. */
export type SourceDescription = { kind: 'ldap'; settings: LdapSettings } | { kind: 'ldif'; settings: LdifSettings };

export function describedSource(description: SourceDescription): LdapSource | LdifSource {
  return description.kind === 'ldap' ? new LdapSource(description.settings) : new LdifSource(description.settings);
}
