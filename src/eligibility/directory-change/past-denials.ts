import type { EntityManager } from 'typeorm';

import { insertInChunks } from '../../database/insert-in-chunks';
import { rowsOf } from '../../database/rows';
import { idList, sql } from '../../database/sql';
import type { PrincipalSet } from '../principal-set';
import { chunked } from '../row-pages';
import type { AffectedLists, WallEntries } from './affected-lists';
import type { CategoryChange } from './category-change';
import { PastDenial } from './past-denial.entity';
import type { ReachOfUsers } from './reach-of-users';
import type { StagedPrincipals } from './staged-principals';

/** Users who vanish while an entry keeps them out of a category. */
export interface VanishingDenials {
  deniedId: number;
  principalIds: number[];
}

/** What keeps those out who vanish, step by step. */
export function* vanishingDenials(
  categories: readonly CategoryChange[],
  before: ReachOfUsers,
  staged: StagedPrincipals,
  vanished: PrincipalSet,
): Generator<void, VanishingDenials[]> {
  const deniedIds = new Set(categories.flatMap(({ entries }) => entries.denied));
  const denials: VanishingDenials[] = [];
  for (const deniedId of deniedIds) {
    const principalIds = staged.idsOf(before.of(deniedId).intersect(vanished));
    if (principalIds.length > 0) denials.push({ deniedId, principalIds });
    yield;
  }
  return denials;
}

/** Keeps what keeps those out who vanish, for when they come back or are made anew; to be called while the change is still staged. */
export async function keepPastDenials(tx: EntityManager, vanishing: readonly VanishingDenials[]): Promise<void> {
  const concerned = sql`SELECT id FROM staged_principals WHERE effect IN (${['MISSING', 'RETURNED']})`;
  await rowsOf(tx, sql`DELETE FROM past_denials WHERE principal_id IN (${concerned})`);
  const rows = vanishing.flatMap(({ deniedId, principalIds }) =>
    principalIds.map((principalId) => ({ principalId, deniedId })),
  );
  await insertInChunks(tx, PastDenial, rows);
}

/** Which entries kept users out who are not in the directory, as far as they are still denied. */
export class PastDenials {
  private constructor(
    private readonly denials: ReadonlyMap<number, ReadonlySet<number>>,
    private readonly walls: ReadonlyMap<number, WallEntries>,
  ) {}

  static async of(manager: EntityManager, lists: AffectedLists, principalIds: readonly number[]): Promise<PastDenials> {
    const denials = new Map(principalIds.map((id) => [id, new Set([id])]));
    for await (const ids of chunked(principalIds)) {
      const statement = sql`SELECT principal_id, denied_id FROM past_denials WHERE principal_id IN (${idList(ids)})`;
      for (const row of await rowsOf(manager, statement))
        denials.get(Number(row.principal_id))!.add(Number(row.denied_id));
    }
    const deniedIds = new Set(Array.from(denials.values(), (ids) => [...ids]).flat());
    return new PastDenials(denials, await lists.walls([...deniedIds]));
  }

  /** The denied entries of a category that kept a user out; none for a user who is in the directory. */
  inCategory(categoryId: number, principalId: number): number[] {
    const denials = this.denials.get(principalId);
    return denials ? (this.walls.get(categoryId)?.denied.filter((id) => denials.has(id)) ?? []) : [];
  }
}
