import type { EntityManager } from 'typeorm';

import type { Store } from '../../database/store';
import type { SourceReading } from './directory-difference';
import { DirectorySourceState } from './directory-source-state.entity';

/** How far a source was read; a row is made for one that is new. */
export async function sourceState(store: Store, name: string): Promise<DirectorySourceState> {
  const known = await store.read.findOneBy(DirectorySourceState, { name });
  if (known) return known;
  return store.write((tx) =>
    tx.save(tx.create(DirectorySourceState, { name, mark: null, netbiosNames: {}, sweptAt: null })),
  );
}

/** Says where the next readings begin. */
export async function keepSourceStates(tx: EntityManager, readings: readonly SourceReading[]): Promise<void> {
  const now = new Date();
  for (const { whole, next } of readings) {
    // One that was not whole may have no mark to give: what it began from still holds.
    const mark = whole || next.mark !== null ? { mark: next.mark } : {};
    await tx.update(DirectorySourceState, next.sourceId, {
      ...mark,
      ...(whole && { sweptAt: now, netbiosNames: next.netbiosNames }),
    });
  }
}
