import { AuditEntry } from '../../src/changes/audit-entry.entity';
import { takeSequence } from '../../src/database/change-sequence';
import { insertInChunks } from '../../src/database/insert-in-chunks';
import type { Store } from '../../src/database/store';

/** Commits many entries like the newest one in one transaction, as a change of many things does; nobody is told of it. */
export async function addEntries(store: Store, count: number, like: Partial<AuditEntry> = {}): Promise<number[]> {
  const [newest] = await store.read.find(AuditEntry, { order: { id: 'DESC' }, take: 1 });
  return store.write(async (tx) => {
    const { first } = await takeSequence(tx, count);
    const ids = Array.from({ length: count }, (_, i) => first + i);
    const entries = ids.map((id) => ({ ...newest, ...like, id, identity: String(id) }));
    await insertInChunks(tx, AuditEntry, entries);
    return ids;
  });
}
