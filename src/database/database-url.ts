import { resolve } from 'node:path';

import { ErrorCode, GatewayError } from '../errors';

/** Where the gateway keeps everything unless it is told otherwise. */
export const DEFAULT_DATABASE_URL = 'sqlite:data/gateway.sqlite';

export interface SqliteUrl {
  type: 'sqlite';
  /** Absolute. */
  path: string;
}

/** A server, as a connection to it is made: an IPv6 address has no brackets. */
export interface ServerHost {
  host: string;
  port: number;
}

export interface ServerUrl {
  type: 'mysql' | 'mariadb';
  /** One or more; with more, they replicate, and one of them takes the writes. */
  hosts: readonly ServerHost[];
  username: string;
  password: string;
  database: string;
  /** Whether the connection must be encrypted and the server's certificate valid. */
  tls: boolean;
}

export type DatabaseUrl = SqliteUrl | ServerUrl;

/**
 * Reads `sqlite:PATH`, `mysql://USER:PASSWORD@HOST:PORT/DATABASE` or `mariadb://…`; a server's may list more hosts, with
 * commas between them, and end in `?tls=true`.
 *
 * @throws GatewayError BAD_USER_INPUT: one sentence that names DATABASE_URL and tells no password.
 */
export function parseDatabaseUrl(url: string): DatabaseUrl {
  const scheme = /^[a-z]+(?=:)/.exec(url)?.[0];
  if (scheme === 'sqlite') return parseSqlite(url.slice('sqlite:'.length));
  if (scheme === 'mysql' || scheme === 'mariadb') return parseServer(scheme, url);
  throw bad('must begin with "sqlite:", "mysql://" or "mariadb://"');
}

function parseSqlite(path: string): SqliteUrl {
  if (path === '' || path.endsWith('/')) throw bad('names no file: write "sqlite:" and the path of one');
  if (path.includes(':memory:'))
    throw bad('names ":memory:", but the gateway needs a file: its readers have a connection of their own');
  if (/^\/\/[^/]/.test(path)) throw bad(`is ambiguous: write "sqlite:${path.slice(2)}" or "sqlite:${path.slice(1)}"`);
  return { type: 'sqlite', path: resolve(path) };
}

/** An unencoded one may end the user, the password or the host before their end. */
const ENCODED = 'special characters in USER and PASSWORD must be percent-encoded, such as "/" as "%2F"';

function parseServer(type: ServerUrl['type'], text: string): ServerUrl {
  const [, credentials = '', hosts = '', rest = ''] = /^[a-z]+:\/\/([^/?#]*@)?([^/?#]*)(.*)$/.exec(text) ?? [];
  const names = hosts.split(',');
  if (names.length > 1 && names.includes('')) throw bad('names no host on one side of a comma');
  // No URL has more than one host, so there is one for each.
  const urls = names.map((name) => {
    const each = `${type}://${credentials}${name}${rest}`;
    const url = URL.canParse(each) ? new URL(each) : null;
    if (url?.hostname) return url;
    throw bad(
      names.length > 1
        ? `names "${name}" among its hosts, which is no HOST:PORT`
        : `must have the form ${type}://USER:PASSWORD@HOST:PORT/DATABASE; ${ENCODED}`,
    );
  });
  const [url] = urls as [URL];
  const [username, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decode) as [
    string,
    string,
    string,
  ];
  if (!username) throw bad(`names no user; ${ENCODED}`);
  if (!database || database.includes('/')) throw bad(`must name one database after the host; ${ENCODED}`);
  for (const name of url.searchParams.keys()) {
    if (name !== 'tls') throw bad(`has the unknown parameter "${name}": only "tls" is known`);
  }
  const tls = url.searchParams.get('tls') ?? 'false';
  if (tls !== 'true' && tls !== 'false') throw bad('must say "tls=true" or "tls=false"');
  return { type, hosts: serverHosts(urls), username, password, database, tls: tls === 'true' };
}

function serverHosts(urls: readonly URL[]): ServerHost[] {
  const hosts = urls.map(({ hostname, port }) => ({
    // An IPv6 address stands in brackets in a URL, but not where it is connected to.
    host: hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1'),
    port: Number(port || 3306),
  }));
  const names = hosts.map(describeHost);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice) throw bad(`names the host ${twice} twice`);
  return hosts;
}

/** Tells where the database is, without the password. */
export function describeDatabaseUrl(url: DatabaseUrl): string {
  if (url.type === 'sqlite') return `sqlite:${url.path}`;
  return `${url.type}://${url.username}@${url.hosts.map(describeHost).join(',')}/${url.database}`;
}

/** As it stands in a URL, with its port. */
export function describeHost({ host, port }: ServerHost): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw bad('has a "%" that encodes nothing: write "%25" for the character itself');
  }
}

function bad(fault: string): GatewayError {
  return new GatewayError(ErrorCode.BAD_USER_INPUT, `DATABASE_URL ${fault}.`, { parameter: 'DATABASE_URL' });
}
