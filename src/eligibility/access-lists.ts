import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';

import { concatenatedIds, rowsOf } from '../database/rows';
import { type Sql, idList, or, sql } from '../database/sql';
import type { PerRequest } from '../graphql/context';
import type { AccessList } from './access-entry.entity';

/** A statement names no more lists than this: the stores' optimizers give up on longer conditions. */
const LARGEST_BATCH = 2000;

/** A list of a category or room. */
export interface AccessListKey {
  list: AccessList;
  ownerId: number;
}

export interface ListedPrincipals {
  /** Ascending. */
  principalIds: readonly number[];
  /** The number of the last change of all before the statement by which they were read: lists with the same one were so at the same time. */
  sequence: number;
  /** The version of the directory and its policies that this statement belongs to. */
  version: number;
}

/** Asks for no list, but for the version alone. */
const VERSION = 'version';
type Key = AccessListKey | typeof VERSION;

/**
 * The access lists as one request or one transaction sees them. What is asked for in the same tick is
 * loaded by one statement, and every statement also tells which version of the directory and its policies it belongs to.
 */
export class AccessLists {
  private newestVersion?: number;

  private readonly loader = new DataLoader<Key, ListedPrincipals, string>((keys) => this.loadAll(keys), {
    cacheKeyFn: nameOf,
    maxBatchSize: LARGEST_BATCH,
  });

  constructor(private readonly manager: EntityManager) {}

  load(key: AccessListKey): Promise<ListedPrincipals> {
    return this.loader.load(key);
  }

  /** Lets a list be read anew when it is next asked for. */
  forget(key: AccessListKey): void {
    this.loader.clear(key);
  }

  /** The newest version of the directory and its policies that a statement of this request has seen; asks for it where there was none. */
  async version(): Promise<number> {
    if (this.newestVersion === undefined) await this.loader.load(VERSION);
    return this.newestVersion!;
  }

  private async loadAll(keys: readonly Key[]): Promise<ListedPrincipals[]> {
    // Joined to the version, so that it comes with the entries and even where there are none.
    const rows = await rowsOf(
      this.manager,
      sql`SELECT s.last, s.directory, s.policies, e.list, e.owner_id, GROUP_CONCAT(e.principal_id) AS principal_ids
        FROM change_sequence s LEFT JOIN access_entries e ON ${entriesOf(keys)} WHERE s.id = 1
        GROUP BY s.last, s.directory, s.policies, e.list, e.owner_id`,
    );
    const { last, directory, policies } = rows[0]!;
    const sequence = Number(last);
    const version = Math.max(Number(directory), Number(policies));
    this.newestVersion = Math.max(this.newestVersion ?? 0, version);
    const listed = new Map<string, number[]>();
    for (const { list, owner_id: ownerId, principal_ids: ids } of rows) {
      listed.set(nameOf({ list: list as AccessList, ownerId: Number(ownerId) }), concatenatedIds(ids));
    }
    return keys.map((key) => ({ principalIds: listed.get(nameOf(key)) ?? [], sequence, version }));
  }
}

/** The lists of a request, shared by all that it asks. */
export const accessListsOf: PerRequest<AccessLists> = (context) => new AccessLists(context.read);

function nameOf(key: Key): string {
  return key === VERSION ? VERSION : `${key.list} ${key.ownerId}`;
}

function entriesOf(keys: readonly Key[]): Sql {
  const owners = new Map<AccessList, number[]>();
  for (const key of keys) {
    if (key === VERSION) continue;
    if (!owners.has(key.list)) owners.set(key.list, []);
    owners.get(key.list)!.push(key.ownerId);
  }
  return or([...owners].map(([list, ids]) => sql`(e.list = ${list} AND e.owner_id IN (${idList(ids)}))`));
}
