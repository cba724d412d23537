import type { EntityManager } from 'typeorm';

import { type Row, rowsOf } from '../../database/rows';
import { raw, sql, unions } from '../../database/sql';

/** What things of one kind belong to of the topology, so that it stays as long as they are there. */
export interface Holding {
  /** The type of one of them in the graph. */
  type: string;
  /** What one of them is called, such as `category`. */
  one: string;
  /** Such as `categories`. */
  many: string;
  table: string;
  /** SQL that gives what one of them belongs to. */
  owner: string;
}

/** What the features have in the parts of the topology. */
export interface Holdings {
  /** By the id of the site. */
  sites: readonly Holding[];
  /** By the id of the pool. */
  pools: readonly Holding[];
  /** By the name of the domain. */
  sipDomains: readonly Holding[];
}

/** How much of a kind there is in one part of the topology. */
export interface Held {
  holding: Holding;
  count: number;
}

/** What is in some parts of the topology, by these; those that are empty have no entry. */
export async function heldBy<K extends number | string>(
  manager: EntityManager,
  holdings: readonly Holding[],
  owners: readonly K[],
): Promise<Map<K, Held[]>> {
  const held = new Map<K, Held[]>();
  if (!owners.length) return held;
  const counts = holdings.map(({ table, owner }, i) => {
    const by = raw(owner);
    return sql`SELECT ${i} AS holding, ${by} AS owner, COUNT(*) AS count FROM ${raw(table)} WHERE ${by} IN (${[...owners]}) GROUP BY ${by}`;
  });
  const rows: Row[] = (await Promise.all(unions(counts).map((union) => rowsOf(manager, union)))).flat();
  for (const { holding, owner, count } of rows) {
    const ofOwner = held.get(owner as K) ?? [];
    held.set(owner as K, [...ofOwner, { holding: holdings[Number(holding)]!, count: Number(count) }]);
  }
  return held;
}

/** `9 categories, 60 rooms and 1 add-in` */
export function asText(held: readonly Held[]): string {
  const parts = held.map(({ holding: { one, many }, count }) => `${count} ${count === 1 ? one : many}`);
  const last = parts.pop()!;
  return parts.length ? `${parts.join(', ')} and ${last}` : last;
}
