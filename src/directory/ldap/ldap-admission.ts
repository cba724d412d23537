import { randomUUID } from 'node:crypto';

import { LdapConnection } from './ldap-connection';
import { LdapEntries } from './ldap-entries';
import type { BindAccount, LdapSettings } from './ldap-settings';

/**
 * Whether a directory lets somebody in by a password: not where it is wrong, nor where the account is disabled, locked, expired or
 * gone. Names change hands, so the first server that answers is asked who has the GUID now, and then, on the same connection, whether
 * the password is theirs.
 *
 * @param guid in text, lower case
 * @throws GatewayError UNAVAILABLE where no server answers, or the one that does can't tell.
 */
export async function mayBind(settings: LdapSettings, guid: string, password: string): Promise<boolean> {
  // Many servers take a name without a password for a guest, and let it in.
  if (password === '') return false;
  const connection = await LdapConnection.open(settings);
  try {
    const user = await new LdapEntries(connection, settings).nameOf(guid);
    return await connection.lets(user === null ? nobody(settings) : { user, password });
  } finally {
    await connection.close();
  }
}

/** Somebody who isn't there, so that whoever is gone takes as long as a wrong password. */
function nobody({ base }: LdapSettings): BindAccount {
  return { user: `CN=${randomUUID()},${base}`, password: randomUUID() };
}
