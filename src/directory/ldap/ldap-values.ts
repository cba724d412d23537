import type { Entry } from 'ldapts';

import type { AttributeValue } from '../directory-source';

/** The name of an attribute of which the server gives a piece: what it is called, and where the piece ends, `*` for the last. */
export const RANGED = /^(.+);range=\d+-(\d+|\*)$/i;

/** Values by the lower-case names of their attributes, whatever range of them it is. */
export function valuesIn({ dn: _, ...given }: Entry): Map<string, AttributeValue[]> {
  const values = new Map<string, AttributeValue[]>();
  for (const [name, value] of Object.entries(given)) {
    const attribute = (RANGED.exec(name)?.[1] ?? name).toLowerCase();
    const known = values.get(attribute) ?? [];
    values.set(attribute, known.concat(value));
  }
  return values;
}

/** The values of one attribute, as text. */
export function textsIn(entry: Entry, attribute: string): string[] {
  return (valuesIn(entry).get(attribute.toLowerCase()) ?? []).map(String);
}
