import { differences } from '../../changes/differences';
import type { FieldChange } from '../../changes/field-change';
import type { PoolServer } from './pool-server.entity';
import type { Pool } from './pool.entity';

/** What changes of a pool are told by; what a change never touches may be left out. */
export interface PoolSettings extends Partial<Pick<Pool, 'fqdn' | 'state' | 'primaryDatabase' | 'backupDatabase'>> {
  /** The name. */
  site?: string;
  /** Names. */
  servers?: string[];
  /** Names. */
  activeServers?: string[];
}

/** What changes of a server are told by; what a change never touches may be left out. */
export interface ServerSettings extends Partial<Pick<PoolServer, 'fqdn' | 'active' | 'state'>> {
  /** The name. */
  pool?: string;
}

/** Null stands for no pool. */
export function poolChanges(before: PoolSettings | null, after: PoolSettings | null): FieldChange[] {
  const { servers = [], activeServers = [], ...values } = before ?? {};
  const { servers: serversAfter = [], activeServers: activeServersAfter = [], ...valuesAfter } = after ?? {};
  return [
    ...differences(values, valuesAfter),
    ...namesChange('servers', servers, serversAfter),
    ...namesChange('activeServers', activeServers, activeServersAfter),
  ];
}

/** Null stands for no server. */
export function serverChanges(before: ServerSettings | null, after: ServerSettings | null): FieldChange[] {
  return differences({ ...before }, { ...after });
}

/** What happened to a list of names; nothing where it stays. */
export function namesChange(path: string, before: readonly string[], after: readonly string[]): FieldChange[] {
  const added = after.filter((name) => !before.includes(name));
  const removed = before.filter((name) => !after.includes(name));
  const entries = (names: string[]) => names.sort().map((identity) => ({ identity }));
  return added.length || removed.length ? [{ path, added: entries(added), removed: entries(removed) }] : [];
}
