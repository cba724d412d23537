import { raw } from '../../database/sql';
import type { FilterField } from '../../filters/filter-compiler';
import { textField } from '../../filters/filter-fields';
import { storedKey } from '../directory-principal';

/** A text of a row `principal`, by the column of its key. */
export function principalTextField(column: string): FilterField {
  return textField([raw(`principal.${column}`)], storedKey);
}
