import { isIP } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';

import { Client } from 'ldapts';

import type { BindAccount, LdapSettings } from './ldap-settings';

/** Connects to a server, with TLS unless the settings are `plain`, and binds there; what goes wrong is thrown as it comes. */
export async function boundClient(settings: LdapSettings, server: string, account: BindAccount): Promise<Client> {
  const client = clientOf(settings, server);
  try {
    if (server.startsWith('ldap:') && !settings.plain) {
      // ldapts would wait for the answer to this as long as for any other.
      await within(settings.connectTimeout, client.startTLS(tlsOptions(settings, server)));
    }
    await client.bind(account.user, account.password);
    return client;
  } catch (error) {
    await client.unbind();
    throw error;
  }
}

async function within(seconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('TLS was not agreed in time')), seconds * 1000);
  });
  await Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}

function clientOf(settings: LdapSettings, server: string): Client {
  return new Client({
    url: server,
    connectTimeout: settings.connectTimeout * 1000,
    timeout: settings.timeout * 1000,
    // With TLS options ldapts takes "ldap:" for "ldaps:".
    tlsOptions: server.startsWith('ldaps:') ? tlsOptions(settings, server) : undefined,
    createSecureConnection: ((...given: Parameters<typeof connect>) => {
      const socket = connect(...given);
      socket.setTimeout(settings.connectTimeout * 1000, () => socket.destroy(new Error('TLS was not agreed in time')));
      socket.once('secureConnect', () => socket.setTimeout(0));
      return socket;
    }) as typeof connect,
  });
}

function tlsOptions({ ca }: LdapSettings, server: string): ConnectionOptions {
  const host = new URL(server).hostname.replace(/^\[|\]$/g, '');
  return { ca, host, ...(isIP(host) === 0 && { servername: host }) };
}
