import { or, raw, sql } from '../../database/sql';
import { bitCondition } from '../../filters/bit-condition';
import type { FilterField } from '../../filters/filter-compiler';
import { isBitTest } from '../../filters/filter-expression';
import { textField } from '../../filters/filter-fields';
import { storedKey } from '../directory-principal';

const key = raw('kept.value_key');
const anyText = textField([key], storedKey);

/** Any value of an attribute of a row `principal` that is kept beside its columns. */
function keptAttributeField(name: string): FilterField {
  return (asked) => {
    const bits = asked.flatMap(({ test }) => (isBitTest(test) ? [bitCondition(key, test)] : []));
    const others = asked.filter(({ test }) => !isBitTest(test));
    const anyValue = or([...bits, ...(others.length ? [anyText(others)] : [])]);
    return sql`principal.id IN (SELECT kept.principal_id FROM principal_attributes kept
      WHERE kept.name = ${name.toLowerCase()} AND ${anyValue})`;
  };
}

/** The attributes that are kept beside the columns, under their names there. */
export function keptAttributeFields(names: readonly string[]): Record<string, FilterField> {
  return Object.fromEntries(names.map((name) => [name, keptAttributeField(name)]));
}

/** The fields but for those that others have, whatever the case of their names. */
export function without(fields: Readonly<Record<string, FilterField>>, others: object): Record<string, FilterField> {
  const names = new Set(Object.keys(others).map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name.toLowerCase())));
}
