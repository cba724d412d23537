import { EqualityFilter, OrFilter } from 'ldapts';

import { guidText } from '../../principal-mapper';
import type { LdapEntries } from '../ldap-entries';
import { textsIn, valuesIn } from '../ldap-values';
import type { LdapChanges } from './change-tracker';

const NAMES_PER_SEARCH = 50;
/** To look for the groups of more than one entry in so many takes longer than to read them all. */
const ENTRIES_PER_CHANGED = 200;

/** When an entry changed last: its entryCSN, or else its modifyTimestamp. */
export type Stamp = string;

/**
 * Looks through the stamps of all entries. No filter picks those that changed: a page that comes empty would be taken for the last.
 */
export async function* stampsOf(
  entries: LdapEntries,
): AsyncGenerator<{ guid: string; name: string; stamp: Stamp | undefined }> {
  const attribute = entries.settings.attributeMap.guid;
  for await (const entry of entries.sweep([attribute, 'entryCSN', 'modifyTimestamp'], [attribute])) {
    const guid = guidText(valuesIn(entry).get(attribute.toLowerCase())?.[0]);
    const stamp = textsIn(entry, 'entryCSN')[0] ?? textsIn(entry, 'modifyTimestamp')[0];
    // What has no GUID is no principal, and told of when everything is read.
    if (guid) yield { guid, name: entry.dn, stamp };
  }
}

/**
 * What changed, and what is still there.
 *
 * @param isChanged what an entry's stamp says; undefined for an entry without any
 */
export async function changedStamps(
  entries: LdapEntries,
  isChanged: (stamp: Stamp | undefined) => boolean,
): Promise<Omit<LdapChanges, 'position'> | null> {
  const names = new Map<string, string>();
  const present = new Set<string>();
  for await (const { guid, name, stamp } of stampsOf(entries)) {
    present.add(guid);
    if (isChanged(stamp)) names.set(guid, name);
  }
  if (names.size > Math.max(NAMES_PER_SEARCH, present.size / ENTRIES_PER_CHANGED)) return null;
  for (const [group, name] of await groupsOf([...names.values()], entries)) names.set(group, name);
  return { names, present };
}

/** The groups that list those that changed: the overlay `refint` has them list who is renamed by the new name, and leaves their stamps. */
async function groupsOf(changed: readonly string[], entries: LdapEntries): Promise<Map<string, string>> {
  const { guid, members } = entries.settings.attributeMap;
  const groups = new Map<string, string>();
  for (let i = 0; i < changed.length && members.length > 0; i += NAMES_PER_SEARCH) {
    const some = changed.slice(i, i + NAMES_PER_SEARCH);
    const filters = some.flatMap((value) => members.map((attribute) => new EqualityFilter({ attribute, value })));
    const options = {
      filter: new OrFilter({ filters }),
      attributes: [guid],
      explicitBufferAttributes: [guid],
    };
    for (const entry of await entries.connection.search(entries.settings.base, options)) {
      const text = guidText(valuesIn(entry).get(guid.toLowerCase())?.[0]);
      if (text) groups.set(text, entry.dn);
    }
  }
  return groups;
}
