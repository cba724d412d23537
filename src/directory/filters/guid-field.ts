import type { Sql } from '../../database/sql';
import type { FilterField } from '../../filters/filter-compiler';
import type { FilterValue } from '../../filters/filter-expression';
import { valueField } from '../../filters/filter-fields';
import { guidText } from '../principal-mapper';

/** A column of GUIDs, to be asked for in text, also in braces, or as the 16 bytes that directories keep. */
export function guidField(column: Sql): FilterField {
  return valueField(column, guidOf, 'a GUID', false);
}

function guidOf(value: FilterValue): string | null {
  if (typeof value === 'string') return guidText(value.replace(/^\{(.*)\}$/s, '$1'));
  return value instanceof Buffer ? guidText(value) : null;
}
