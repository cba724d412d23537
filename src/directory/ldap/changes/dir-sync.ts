import type { Entry } from 'ldapts';

import { attributesIn } from '../../attribute-map';
import type { LdapEntries } from '../ldap-entries';
import type { ChangeTracker, LdapChanges } from './change-tracker';
import { DirSyncControl } from './dir-sync-control';
import { namingContext } from './naming-context';
import { isByObjectGuid, nameByGuid, OBJECT_GUID } from './object-guids';
import { presentEntries } from './present-entries';

/** Attributes by which moved, renamed and deleted objects are told beside those that are read. */
const WHEREABOUTS = [OBJECT_GUID, 'name', 'parentGUID', 'isDeleted'];

/**
 * The results by which a server says that it won't tell in this way, or not from that cookie on: it has an error in it, or doesn't
 * understand it; it doesn't know the control; the account may not; it is unwilling. Any other, such as of a busy server, may not last.
 */
const REFUSALS = new Set([1, 2, 12, 50, 53]);

/**
 * Active Directory's DirSync. It takes the right to replicate the directory's changes, and tells every change in the partition,
 * deleted objects included, whatever the account may see. A cookie is good at every domain controller of the domain; one that is
 * too old is refused.
 */
export const dirSync: ChangeTracker = {
  name: 'dirsync',

  async position(entries) {
    // Nothing passes the filter: the server walks to its end, and only the cookie comes.
    const end = await walk(entries, Buffer.alloc(0), '(!(objectClass=*))', () => undefined);
    return end && end.toString('base64');
  },

  async since(position, entries): Promise<LdapChanges | null> {
    const names = new Map<string, string | null>();
    const end = await walk(entries, Buffer.from(position, 'base64'), '(objectClass=*)', (entry) =>
      names.set(...nameByGuid(entry, entries)),
    );
    return (
      end && {
        names,
        present: isByObjectGuid(entries) ? null : await presentEntries(entries),
        position: end.toString('base64'),
      }
    );
  },
};

async function walk(
  entries: LdapEntries,
  cookie: Buffer,
  filter: string,
  take: (entry: Entry) => unknown,
): Promise<Buffer | null> {
  const context = await namingContext(entries);
  if (context === null) return null;
  const { connection, settings } = entries;
  const attributes = [...new Set([...WHEREABOUTS, ...attributesIn(settings.attributeMap)])];
  const options = { filter, attributes, explicitBufferAttributes: [OBJECT_GUID] };
  const control = new DirSyncControl(cookie);
  do {
    const piece = await connection.searchUnless((code) => REFUSALS.has(code), context, options, [control]);
    if (!piece || control.cookie.length === 0) return null;
    piece.forEach(take);
  } while (control.more);
  return control.cookie;
}
