import { type EntityManager, In } from 'typeorm';

import { andMore, firstFew } from '../../changes/first-few';
import { type ChangeWarning, WarningCode } from '../../changes/warning';
import { principalIdentity } from '../../directory/identity-resolver';
import { principalsByIds } from '../../directory/principals-by-ids';
import type { LettingThrough } from '../../eligibility/directory-change/let-through';
import { Category } from '../category/category.entity';
import { pooledIdentity } from '../topology/pooled.identity';
import { Pool } from '../topology/pool.entity';
import type { LetThrough } from './directory-sync-report';

/** How many of those who are let through a report has. */
const KEPT = 100;

/** A user whom a sync lets through a wall, by names. */
export interface NamedLetThrough {
  /** The identity; the display name of an account that is new. */
  principal: string;
  category: string;
  deniedBy: string[];
}

/** Those who are let through walls, as a report keeps them and as sentences call them. */
export class PeopleLetThrough {
  private constructor(
    readonly total: number,
    /** The first 100. */
    readonly kept: readonly LetThrough[],
    /** The same by names. */
    readonly named: readonly NamedLetThrough[],
  ) {}

  static async of(manager: EntityManager, { total, first }: LettingThrough): Promise<PeopleLetThrough> {
    const kept = first.slice(0, KEPT);
    const ids = kept.flatMap(({ principalId, deniedIds }) => [principalId, ...deniedIds]);
    const principals = await principalsByIds(manager, [...new Set(ids)]);
    const categories = await manager.findBy(Category, { id: In(kept.map(({ categoryId }) => categoryId)) });
    const pools = await manager.findBy(Pool, { id: In(categories.map(({ poolId }) => poolId)) });
    const principalOf = new Map(principals.map((principal) => [principal.id, principal]));
    const poolOf = new Map(pools.map((pool) => [pool.id, pool]));
    const categoryOf = new Map(
      categories.map(({ id, poolId, name }) => [id, pooledIdentity(poolOf.get(poolId)!, name)]),
    );
    return new PeopleLetThrough(
      total,
      kept.map(({ principalId, categoryId, deniedIds, newAccount }) => ({
        principalId,
        categoryId,
        deniedIds,
        predecessorId: newAccount?.predecessorId ?? null,
        displayName: newAccount?.displayName ?? principalOf.get(principalId)!.displayName,
      })),
      kept.map(({ principalId, categoryId, deniedIds, newAccount }) => ({
        principal: newAccount?.displayName ?? principalIdentity(principalOf.get(principalId)!),
        category: categoryOf.get(categoryId)!,
        deniedBy: deniedIds.map((id) => principalIdentity(principalOf.get(id)!)),
      })),
    );
  }

  /** What stops a sync that opens a wall. */
  get stops(): ChangeWarning[] {
    if (this.total === 0) return [];
    const who = firstFew(this.named).map(
      ({ principal, category, deniedBy }) =>
        `${principal} into ${category} (so far denied by ${deniedBy.join(' and ')})`,
    );
    const message = `Walls are opened, as denied entries or memberships behind them vanished: for ${andMore(who, this.total)}.`;
    return [{ code: WarningCode.WALL_OPENED, message }];
  }
}
