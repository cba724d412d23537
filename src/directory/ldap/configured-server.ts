/**
 * Which of the configured servers somebody means by a host name, `HOST:PORT` or a whole URL; case doesn't count.
 *
 * @param servers as `ldaps://HOST[:PORT]` or `ldap://HOST[:PORT]`
 * @returns the first; null where none is meant
 */
export function configuredServer(servers: readonly string[], given: string): string | null {
  const sought = given.toLowerCase();
  return servers.find((server) => formsOf(server).includes(sought)) ?? null;
}

function formsOf(server: string): string[] {
  const url = server.toLowerCase();
  const { protocol, hostname, port } = new URL(url);
  const withPort = `${hostname}:${port || (protocol === 'ldaps:' ? 636 : 389)}`;
  return [url, hostname, hostname.replace(/^\[|\]$/g, ''), withPort, `${protocol}//${withPort}`];
}
