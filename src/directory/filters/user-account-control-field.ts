import { sql } from '../../database/sql';
import type { FilterField } from '../../filters/filter-compiler';
import { isBitTest } from '../../filters/filter-expression';

/** The bit of accounts that are disabled. */
const DISABLED = 0x2;

/** What a row `principal` tells of Active Directory's userAccountControl where that is not kept itself. */
export const userAccountControlField: FilterField = (asked) => {
  for (const { test, refuse } of asked) {
    if (!isBitTest(test) || test.bits !== DISABLED) {
      throw refuse(`only its bit ${DISABLED} is kept, which is asked for by a matching rule for bits`);
    }
  }
  return sql`principal.enabled = ${0}`;
};
