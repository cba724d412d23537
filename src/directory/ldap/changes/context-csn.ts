import { textsIn } from '../ldap-values';
import type { LdapEntries } from '../ldap-entries';
import type { ChangeTracker, LdapChanges } from './change-tracker';
import { changedStamps } from './changed-stamps';
import { namingContext } from './naming-context';

/** What servers with the overlay `syncprov` can do for others that replicate them. */
const SYNC_CONTROL = '1.3.6.1.4.1.4203.1.9.1.1';

/** The last change of each server at which the directory can be changed, by that server's number. */
type ContextCsn = Map<string, string>;

/**
 * The contextCSN of OpenLDAP's `syncprov`: no change is stamped lower that isn't there yet, so that where it is as it was, nothing
 * changed. Replicas have the same stamps; one that is behind is read whole. Deletions show by what is no longer there.
 */
export const contextCsn: ChangeTracker = {
  name: 'contextCSN',

  async position(entries) {
    const now = await readContextCsn(entries);
    return now && positionOf(now);
  },

  async since(position, entries): Promise<LdapChanges | null> {
    const then = contextCsnOf(position.split(' '));
    const now = await readContextCsn(entries);
    if (!now || [...then].some(([server, stamp]) => (now.get(server) ?? '') < stamp)) return null;
    if (positionOf(now) === position) return { names: new Map(), present: null, position };
    const changes = await changedStamps(
      entries,
      (stamp) => stamp === undefined || stamp > (then.get(serverOf(stamp)) ?? ''),
    );
    return changes && { ...changes, position: positionOf(now) };
  },
};

async function readContextCsn(entries: LdapEntries): Promise<ContextCsn | null> {
  const { connection } = entries;
  // Without syncprov it may stand there still, from where the data came from.
  const controls = textsIn(await connection.entry('', ['supportedControl']), 'supportedControl');
  const suffix = controls.includes(SYNC_CONTROL) ? await namingContext(entries) : null;
  const entry = suffix && (await connection.find(suffix, ['contextCSN']));
  const stamps = entry ? textsIn(entry, 'contextCSN') : [];
  return stamps.length > 0 ? contextCsnOf(stamps) : null;
}

function contextCsnOf(stamps: readonly string[]): ContextCsn {
  return new Map(stamps.map((stamp) => [serverOf(stamp), stamp]));
}

function positionOf(stamps: ContextCsn): string {
  return [...stamps.values()].sort().join(' ');
}

/** `000` of `20261122211701.440736Z#000000#000#000000`. */
function serverOf(stamp: string): string {
  return stamp.split('#')[2] ?? '';
}
