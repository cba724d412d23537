import { idList, raw, sql, type Sql } from '../../database/sql';
import type { IndexedPrincipals } from '../../eligibility/eligibility';

/** The rows of `principals` that are in a set of the index. */
export function isAmong(alias: string, { index, principals }: IndexedPrincipals): Sql {
  return sql`${raw(`${alias}.id`)} IN (${idList(Array.from(principals, (ordinal) => index.idAt(ordinal)))})`;
}
