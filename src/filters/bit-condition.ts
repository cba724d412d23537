import { sql, type Sql } from '../database/sql';
import type { BitTest } from './filter-expression';

/** Holds where a text is a whole number (of 64 bits at most, as directories write it) that passes the test. */
export function bitCondition(text: Sql, { operator, bits }: BitTest): Sql {
  // Both stores know these names of types.
  const number = sql`CAST(${text} AS SIGNED INTEGER)`;
  // One store has signed numbers here, the other unsigned ones: only zero is the same to both.
  const passes = operator === 'allBits' ? sql`(~${number} & ${bits}) = 0` : sql`(${number} & ${bits}) <> 0`;
  return sql`(CAST(${number} AS CHAR) = ${text} AND ${passes})`;
}
