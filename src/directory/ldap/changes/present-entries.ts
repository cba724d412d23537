import { guidText } from '../../principal-mapper';
import type { LdapEntries } from '../ldap-entries';
import { valuesIn } from '../ldap-values';

/** The GUIDs of all that there is, for servers that don't tell what is deleted. */
export async function presentEntries(entries: LdapEntries): Promise<ReadonlySet<string>> {
  const { guid } = entries.settings.attributeMap;
  const present = new Set<string>();
  for await (const entry of entries.sweep([guid], [guid])) {
    const text = guidText(valuesIn(entry).get(guid.toLowerCase())?.[0]);
    if (text) present.add(text);
  }
  return present;
}
