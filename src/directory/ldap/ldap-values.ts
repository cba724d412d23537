import type { Entry } from 'ldapts';

import type { AttributeValue } from '../directory-source';

const RANGED = /^(.+);range=\d+-(\d+|\*)$/i;

/** Of an attribute that the server gives a piece of: what it is called, and where the piece ends, `*` for the last; null for any other. */
export function rangeIn(name: string): [whole: string, attribute: string, end: string] | null {
  // Nearly every name is an ordinary one, and there are millions.
  return name.includes(';') ? (RANGED.exec(name) as [string, string, string] | null) : null;
}

/** Values by the lower-case names of their attributes, whatever range of them it is. */
export function valuesIn(entry: Entry): Map<string, AttributeValue[]> {
  const values = new Map<string, AttributeValue[]>();
  for (const [name, value] of Object.entries(entry)) {
    if (name === 'dn') continue;
    const attribute = (rangeIn(name)?.[1] ?? name).toLowerCase();
    const given = Array.isArray(value) ? value : [value];
    values.set(attribute, values.get(attribute)?.concat(given) ?? given);
  }
  return values;
}

/** The values of one attribute, as text. */
export function textsIn(entry: Entry, attribute: string): string[] {
  return (valuesIn(entry).get(attribute.toLowerCase()) ?? []).map(String);
}
