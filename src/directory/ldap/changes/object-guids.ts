import type { Entry } from 'ldapts';

import { DistinguishedName } from '../../distinguished-name';
import { guidText } from '../../principal-mapper';
import type { LdapEntries } from '../ldap-entries';
import { textsIn, valuesIn } from '../ldap-values';

export const OBJECT_GUID = 'objectGUID';

/** Whether a source of an Active Directory knows its entries by the GUID that also those have that are deleted. */
export function isByObjectGuid({ settings }: LdapEntries): boolean {
  return settings.attributeMap.guid.toLowerCase() === OBJECT_GUID.toLowerCase();
}

/** The GUID of an object that changed, and the name to ask for it by; null where it is deleted, or not below the base. */
export function nameByGuid(entry: Entry, entries: LdapEntries): [guid: string, name: string | null] {
  const guid = guidText(valuesIn(entry).get(OBJECT_GUID.toLowerCase())?.[0]) ?? '';
  const name = DistinguishedName.parse(entry.dn);
  const isHere = !textsIn(entry, 'isDeleted').includes('TRUE') && name && entries.isOurs(name);
  return [guid, isHere ? `<GUID=${guid}>` : null];
}
