import type { EntityManager } from 'typeorm';

import { rowsOf } from '../database/rows';
import type { RowReader } from '../database/snapshot';
import { raw, sql } from '../database/sql';
import type { Store } from '../database/store';
import type { IndexedDirectory } from './indexed-directory';
import { readDirectory } from './packed/directory-reading';
import { packDirectory, unpackDirectory } from './packed/packed-directory';
import { packInThread } from './packed/packing-thread';

/** In principals: reading and indexing these takes some milliseconds, where a thread takes a hundred to begin. */
const LARGEST_IN_PLACE = 1_000;

/** What is read to index it. */
export type IndexedStore = Pick<Store, 'read' | 'address' | 'moves'>;

export interface RebuildOptions {
  /** The most principals that are indexed by the thread that serves requests. */
  largestInPlace?: number;
  /** Gives a rebuild up that goes on elsewhere. */
  signal?: AbortSignal;
}

/** Indexes the whole directory as it is now, or a little later; a large one in a thread of its own. */
export async function rebuildDirectory(
  store: IndexedStore,
  { largestInPlace = LARGEST_IN_PLACE, signal }: RebuildOptions = {},
): Promise<IndexedDirectory> {
  for (;;) {
    const before = await stateOf(store.read);
    if (before.lastId > largestInPlace) {
      const { version, directory } = await packInThread(await store.address(), signal);
      return unpackDirectory(version, directory);
    }
    const found = await readDirectory(rowsBy(store.read));
    // What was read is as of the version before it, if that is still the same after it.
    const after = await stateOf(store.read);
    if (after.version === before.version) return unpackDirectory(after.version, packDirectory(found));
  }
}

async function stateOf(manager: EntityManager): Promise<{ version: number; lastId: number }> {
  const [row] = await rowsOf(
    manager,
    sql`SELECT directory, (SELECT MAX(id) FROM principals) AS last_id FROM change_sequence WHERE id = 1`,
  );
  return { version: Number(row!.directory), lastId: Number(row!.last_id) };
}

function rowsBy(manager: EntityManager): RowReader {
  return async (statement, onRow) => {
    for (const row of await rowsOf(manager, sql`${raw(statement)}`)) onRow(Object.values(row));
  };
}
