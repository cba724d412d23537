import { raw, sql } from '../../database/sql';
import type { FilterField } from '../../filters/filter-compiler';
import { textField } from '../../filters/filter-fields';
import { storedKey } from '../directory-principal';

const anyValue = textField([raw('kept.value_key')], storedKey);

/** Any value of an attribute of a row `principal` that is kept beside its columns. */
export function keptAttributeField(name: string): FilterField {
  return (test, refuse) =>
    sql`principal.id IN (SELECT kept.principal_id FROM principal_attributes kept
      WHERE kept.name = ${name.toLowerCase()} AND ${anyValue(test, refuse)})`;
}
