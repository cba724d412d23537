import { openStore } from '../../src/database/open-store';
import { rowsOf } from '../../src/database/rows';
import { sql } from '../../src/database/sql';
import { Role } from '../../src/security/access-token.entity';
import { AccessTokenService } from '../../src/security/access-token.service';
import type { Model } from '../model/model';
import { storeModel } from '../model/store-model';

/** A model in a store, and what is needed to ask a gateway on it. */
export interface StoredModel {
  databaseUrl: string;
  /** The ids of the principals, by their places in the graph. */
  ids: Uint32Array;
  /** The ids of the principals, and of the rooms, as the store orders them. */
  principalsInOrder: number[];
  roomsInOrder: number[];
  /** Of an administrator. */
  token: string;
  loadSeconds: number;
}

export async function storedModel(databaseUrl: string, model: Model): Promise<StoredModel> {
  const start = performance.now();
  const ids = await storeModel(databaseUrl, model);
  const loadSeconds = (performance.now() - start) / 1000;
  const store = await openStore(databaseUrl, { migrate: false });
  try {
    const { secret } = await store.write((tx) =>
      new AccessTokenService(() => new Date()).create(tx, { name: 'Bench', role: Role.ADMINISTRATOR }),
    );
    const principals = await rowsOf(store.read, sql`SELECT id FROM principals ORDER BY sort_key, id`);
    const rooms = await rowsOf(store.read, sql`SELECT id FROM rooms ORDER BY sort_key, id`);
    const idsIn = (rows: { id?: unknown }[]) => rows.map(({ id }) => Number(id));
    return {
      databaseUrl,
      ids,
      principalsInOrder: idsIn(principals),
      roomsInOrder: idsIn(rooms),
      token: secret,
      loadSeconds,
    };
  } finally {
    await store.close();
  }
}

/** @throws Error where two stores know the same by different ids, or in another order */
export function requireAlike(one: StoredModel, other: StoredModel): void {
  for (const list of ['ids', 'principalsInOrder', 'roomsInOrder'] as const) {
    if (one[list].join() !== other[list].join()) throw new Error(`The stores differ in ${list}.`);
  }
}
