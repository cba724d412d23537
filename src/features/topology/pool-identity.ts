import { or, raw, sql, type Sql } from '../../database/sql';
import { foldedKey, likePattern } from '../../database/text-keys';
import { checkFilterText } from '../../graphql/filter';
import type { Pool } from './pool.entity';

const SERVICE = 'PersistentChatServer:';
const PREFIXED = /^(?:service:)?persistentchatserver:/;

/** What the shell calls the state of a pool. */
export function poolIdentity({ fqdn }: Pick<Pool, 'fqdn'>): string {
  return `${SERVICE}${fqdn}`;
}

/** The name of the pool that an identity means: the name itself, also with `PersistentChatServer:` or `service:PersistentChatServer:` before it. */
export function fqdnOf(identity: string): string {
  return foldedKey(identity).replace(PREFIXED, '');
}

/** The condition that any form of the identity of a pool is like a pattern with `*` and `?`, as `-Filter` takes it. */
export function poolIdentityLike(alias: string, pattern: string, parameter: string): Sql {
  checkFilterText(pattern, parameter);
  const fqdn = raw(`${alias}.fqdn`);
  const service = foldedKey(SERVICE);
  const forms = [fqdn, sql`CONCAT(${service}, ${fqdn})`, sql`CONCAT(${`service:${service}`}, ${fqdn})`];
  return or(forms.map((form) => sql`${form} LIKE ${likePattern(pattern)} ESCAPE '!'`));
}
