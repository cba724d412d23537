import { boundClient } from './ldap-client';
import { isRefusal, noServer, reasonOf } from './ldap-failure';
import type { LdapSettings } from './ldap-settings';

/**
 * Whether a directory lets somebody in by a password: not where it is wrong, nor where the account is disabled, locked or
 * expired. Servers are asked in their order until one answers.
 *
 * @param user the distinguished name
 * @throws GatewayError UNAVAILABLE where no server answers.
 */
export async function mayBind(settings: LdapSettings, user: string, password: string): Promise<boolean> {
  // Many servers take either without the other for a guest, and let it in.
  if (user === '' || password === '') return false;
  const failures: string[] = [];
  for (const server of settings.servers) {
    try {
      const client = await boundClient(settings, server, { user, password });
      await client.unbind();
      return true;
    } catch (error) {
      if (isRefusal(error)) return false;
      failures.push(`"${server}" (${reasonOf(error)})`);
    }
  }
  throw noServer(settings.name, failures);
}
