import { Control, type Entry, type SearchOptions } from 'ldapts';

import type { LdapEntries } from '../ldap-entries';
import { textsIn, valuesIn } from '../ldap-values';
import type { ChangeTracker, LdapChanges } from './change-tracker';
import { namingContext } from './naming-context';
import { isByObjectGuid, nameByGuid, OBJECT_GUID } from './object-guids';
import { presentEntries } from './present-entries';

const SIZE_LIMIT_EXCEEDED = 4;
const showDeleted = new Control('1.2.840.113556.1.4.417', { critical: true });

interface UpdateNumber {
  /** The domain controller's database as it was made, or restored last. */
  invocation: string;
  /** The number of its last change. Numbers are far below 2^53. */
  last: number;
}

/**
 * The numbers that a domain controller of Active Directory gives to its changes, which any account may see. Every controller has
 * its own, and begins a new count where it is restored. Deleted objects are among what changed, if the account may see such; it
 * may not by default, and then what is still there is looked through.
 */
export const usnChanged: ChangeTracker = {
  name: 'usn',

  async position(entries) {
    const now = await updateNumber(entries);
    return now && JSON.stringify(now);
  },

  async since(position, entries): Promise<LdapChanges | null> {
    const then = JSON.parse(position) as UpdateNumber;
    const now = await updateNumber(entries);
    const context = await namingContext(entries);
    if (!now || context === null || now.invocation !== then.invocation || now.last < then.last) return null;
    const names = new Map<string, string | null>();
    for await (const entry of changedBetween(then.last + 1, now.last, context, entries)) {
      names.set(...nameByGuid(entry, entries));
    }
    const areDeletedSeen = isByObjectGuid(entries) && (await seesDeleted(context, entries));
    return { names, present: areDeletedSeen ? null : await presentEntries(entries), position: JSON.stringify(now) };
  },
};

async function updateNumber({ connection }: LdapEntries): Promise<UpdateNumber | null> {
  const root = await connection.entry('', ['dsServiceName', 'highestCommittedUSN']);
  const [[service], [last]] = [textsIn(root, 'dsServiceName'), textsIn(root, 'highestCommittedUSN')];
  if (!service || !last) return null;
  const controller = await connection.find(service, ['invocationId'], ['invocationId']);
  const [invocation] = (controller && valuesIn(controller).get('invocationid')) ?? [];
  return invocation ? { invocation: invocation.toString('hex'), last: Number(last) } : null;
}

/** What has these numbers. The halves are asked for where it is more than the server gives at once: an answer is whole or none. */
async function* changedBetween(
  first: number,
  last: number,
  context: string,
  entries: LdapEntries,
): AsyncGenerator<Entry> {
  if (first > last) return;
  const options: SearchOptions = {
    filter: `(&(uSNChanged>=${first})(uSNChanged<=${last}))`,
    attributes: [OBJECT_GUID, 'isDeleted'],
    explicitBufferAttributes: [OBJECT_GUID],
  };
  const isTooMuch = (code: number) => code === SIZE_LIMIT_EXCEEDED && first < last;
  const found = await entries.connection.searchUnless(isTooMuch, context, options, [showDeleted]);
  if (found) return yield* found;
  const middle = Math.floor((first + last) / 2);
  yield* changedBetween(first, middle, context, entries);
  yield* changedBetween(middle + 1, last, context, entries);
}

/** Whether the account sees any deleted object, and so all: they stand in one container. That one itself is shown to others too. */
async function seesDeleted(context: string, { connection }: LdapEntries): Promise<boolean> {
  const options = { filter: '(&(isDeleted=TRUE)(lastKnownParent=*))', attributes: [OBJECT_GUID], sizeLimit: 1 };
  return (await connection.search(context, options, [showDeleted])).length > 0;
}
