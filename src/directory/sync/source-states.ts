import type { EntityManager } from 'typeorm';

import type { Store } from '../../database/store';
import type { DirectorySource } from '../directory-source';
import type { DirectoryDifference } from './directory-difference';
import { DirectorySourceState } from './directory-source-state.entity';

/** How far a source was read; a row is made for one that is new. */
export async function sourceState(
  store: Store,
  { name, linksFollowMoves = false }: DirectorySource,
): Promise<DirectorySourceState> {
  const known = await store.read.findOneBy(DirectorySourceState, { name });
  if (known?.linksFollowMoves === linksFollowMoves) return known;
  const state = known ?? { name, mark: null, netbiosNames: {}, sweptAt: null };
  return store.write((tx) => tx.save(tx.create(DirectorySourceState, { ...state, linksFollowMoves })));
}

/** The ids of the sources, read now or another time, whose groups keep members who move. */
export async function sourcesThatFollowMoves(manager: EntityManager): Promise<ReadonlySet<number>> {
  const sources = await manager.findBy(DirectorySourceState, { linksFollowMoves: true });
  return new Set(sources.map(({ id }) => id));
}

/** Says where the next readings begin. */
export async function keepSourceStates(
  tx: EntityManager,
  { sources, isSomebodyBack }: Pick<DirectoryDifference, 'sources' | 'isSomebodyBack'>,
): Promise<void> {
  // Groups of such sources have somebody again who was brought back, without being changed by that.
  if (isSomebodyBack) await tx.update(DirectorySourceState, { linksFollowMoves: true }, { mark: null });
  const now = new Date();
  for (const { whole, next } of sources) {
    // One that was not whole may have no mark to give: what it began from still holds.
    const mark = whole || (next.mark !== null && !isSomebodyBack) ? { mark: next.mark } : {};
    const swept = whole ? { sweptAt: now } : {};
    await tx.update(DirectorySourceState, next.sourceId, { netbiosNames: next.netbiosNames, ...mark, ...swept });
  }
}
