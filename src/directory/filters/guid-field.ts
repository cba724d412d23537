import { raw } from '../../database/sql';
import type { FilterField } from '../../filters/filter-compiler';
import type { FilterValue } from '../../filters/filter-expression';
import { valueField } from '../../filters/filter-fields';
import { guidText } from '../principal-mapper';

/** The GUID of a row `principal`, in text, also in braces, or as the 16 bytes that directories keep. */
export const guidField: FilterField = valueField(raw('principal.guid'), guidOf, 'a GUID', false);

function guidOf(value: FilterValue): string | null {
  if (typeof value === 'string') return guidText(value.replace(/^\{(.*)\}$/s, '$1'));
  return value instanceof Buffer ? guidText(value) : null;
}
