import { sql } from '../../database/sql';
import type { FilterField } from '../../filters/filter-compiler';
import { isBitTest } from '../../filters/filter-expression';

/** The bit of accounts that are disabled. */
const DISABLED = 0x2;
const ONLY_DISABLED = 'only bit 2 of it is kept, for "(userAccountControl:1.2.840.113556.1.4.803:=2)"';

/** What a row `principal` tells of Active Directory's userAccountControl where that is not kept itself. */
export const userAccountControlField: FilterField = (asked) => {
  for (const { test, refuse } of asked) {
    if (!isBitTest(test) || test.bits !== DISABLED) throw refuse(ONLY_DISABLED);
  }
  return sql`principal.enabled = ${0}`;
};
