import { takeSequence } from '../../src/database/change-sequence';
import { insertInChunks } from '../../src/database/insert-in-chunks';
import { openStore } from '../../src/database/open-store';
import { rowsOf } from '../../src/database/rows';
import { sql } from '../../src/database/sql';
import type { Store } from '../../src/database/store';
import { LdifSource } from '../../src/directory/ldif/ldif-source';
import { DirectorySyncService } from '../../src/directory/sync/directory-sync.service';
import { AccessEntry } from '../../src/eligibility/access-entry.entity';
import { Category } from '../../src/features/category/category.entity';
import { Policy } from '../../src/features/policy/policy.entity';
import { Room } from '../../src/features/room/room.entity';
import { Pool } from '../../src/features/topology/pool.entity';
import { Site } from '../../src/features/topology/site.entity';
import type { Model } from './model';
import { BASE, dnOf } from './organisation';
import type { PlainGraph } from './plain-graph';
import type { ModelPool } from './pool';
import { categoryRow, entryRows, NO_CHAT_POLICY, POOL_ROW, roomRow, SITE_ROW } from './pool-rows';

/**
 * Fills an empty store: the directory by a sync, the pool by inserts of many rows.
 *
 * @returns the ids of the principals, by their places in the graph
 */
export async function storeModel(databaseUrl: string, { graph, pool, ldifFile }: Model): Promise<Uint32Array> {
  const store = await openStore(databaseUrl, { migrate: true });
  try {
    await syncLdif(store, databaseUrl, ldifFile);
    const ids = await idsOf(store, graph);
    await storePool(store, pool, ids);
    return ids;
  } finally {
    await store.close();
  }
}

async function syncLdif(store: Store, databaseUrl: string, path: string): Promise<void> {
  const service = new DirectorySyncService(store, databaseUrl, [new LdifSource({ name: 'fabrikam', path })]);
  const prepared = await service.prepare({});
  try {
    const { warnings } = prepared.difference;
    if (warnings.length > 0) throw new Error(`The sync warned of ${JSON.stringify(warnings)}.`);
    await store.write(async (tx) => {
      await prepared.apply(tx);
      await prepared.log(tx, await takeSequence(tx, 1, 'directory'));
    });
  } finally {
    await prepared.end();
  }
}

async function idsOf(store: Store, graph: PlainGraph): Promise<Uint32Array> {
  const rows = await rowsOf(store.read, sql`SELECT id, distinguished_name FROM principals`);
  const byDn = new Map(rows.map((row) => [row.distinguished_name as string, Number(row.id)]));
  return Uint32Array.from(graph.principals, (principal) => {
    const dn = principal === 'domain' ? BASE : 'dn' in principal ? principal.dn : dnOf(principal);
    const id = byDn.get(dn);
    if (id === undefined) throw new Error(`The sync left out "${dn}".`);
    return id;
  });
}

async function storePool(store: Store, pool: ModelPool, ids: Uint32Array): Promise<void> {
  await store.write(async (tx) => {
    await insertInChunks(tx, Site, [SITE_ROW]);
    await insertInChunks(tx, Pool, [POOL_ROW]);
    await insertInChunks(tx, Category, pool.categories.map(categoryRow));
    await insertInChunks(tx, Room, pool.rooms.map(roomRow));
    await insertInChunks(tx, AccessEntry, entryRows(pool, ids));
    await insertInChunks(tx, Policy, [NO_CHAT_POLICY]);
    await tx.update(Policy, { identityKey: 'global' }, { enablePersistentChat: true });
    await takeSequence(tx, 1, 'policies');
  });
}
