import { In } from 'typeorm';

import { alike } from '../../changes/bulk/alike';
import { differences } from '../../changes/differences';
import { type HeldThing, restoredThing } from '../../changes/held-thing';
import type { Plan } from '../../changes/plan';
import { planEach } from '../../changes/bulk/plan-each';
import type { Planning } from '../../changes/planning';
import type { Sql } from '../../database/sql';
import { sortKey } from '../../database/text-keys';
import type { GatewayError } from '../../errors';
import { AuditedReverter, type Reverted } from '../revert/audited-reverter';
import { insertAgain } from '../revert/insert-again';
import { idlePlan, joinedPlan } from '../revert/joined-plan';
import type { PastChange } from '../revert/past-change';
import type { Reverting } from '../revert/reverting';
import { Pool } from '../topology/pool.entity';
import { Site } from '../topology/site.entity';
import type { Scoped } from './scoped.entity';
import type { ScopedService } from './scoped.service';

export interface ScopedTarget<T extends Scoped> extends HeldThing {
  thing: T;
}

/** Undoes changes of things that have a scope. */
export abstract class ScopedReverter<T extends Scoped> extends AuditedReverter<T, ScopedTarget<T>> {
  constructor(private readonly service: ScopedService<T>) {
    super(service.kind.entity);
  }

  /** The columns that fields have as they were, by the names that changes are told by. */
  protected abstract columns(former: Record<string, unknown>): Partial<T>;

  /** Plans to write columns of things, the same of all. */
  protected async planColumns({ planning }: Reverting, things: readonly T[], columns: Partial<T>): Promise<Plan> {
    return this.service.planSetAll(planning, things, columns);
  }

  /** Hears of the things that are made again. */
  protected restored(_reverting: Reverting, _things: readonly T[]): Promise<void> {
    return Promise.resolve();
  }

  /** What there is in the places of things that are to be made again. */
  protected async obstacles({ manager }: Planning, things: readonly T[]): Promise<Map<T, GatewayError>> {
    const identityKey = In(things.map((thing) => thing.identityKey));
    const others = await manager.findBy<Scoped>(this.service.kind.entity, { identityKey });
    const taken = new Set(others.map((other) => other.identityKey));
    const inTheWay = things.filter((thing) => taken.has(thing.identityKey));
    return new Map(inTheWay.map((thing) => [thing, this.service.alreadyExists(thing.identity)]));
  }

  protected async hold(planning: Planning, condition: Sql): Promise<ScopedTarget<T>[]> {
    const things = await this.service.targets(planning, 'thing', condition);
    return things.map((thing) => ({ thing, identity: thing.identity }));
  }

  protected async planRestoring(reverting: Reverting, again: readonly { thing: T; past: PastChange }[]): Promise<Plan> {
    const { planning } = reverting;
    const things = again.map(({ thing }) => thing);
    const obstacles = await this.obstacles(planning, things);
    const [siteIds, poolIds] = await Promise.all([
      presentIds(
        planning,
        Site,
        things.map(({ siteId }) => siteId),
      ),
      presentIds(planning, Pool, things.map(poolOf)),
    ]);
    const { planned, refused } = await planEach(
      things.map((thing) => ({ thing, identity: thing.identity })),
      (each) => {
        const { thing, identity } = each;
        const obstacle = obstacles.get(thing);
        if (obstacle) throw obstacle;
        if (!siteIds.has(thing.siteId)) throw reverting.conflict(`The site of ${identity} is there no more.`);
        if (!poolIds.has(poolOf(thing))) throw reverting.conflict(`The pool of ${identity} is there no more.`);
        return each;
      },
    );
    // What was removed before there were sort keys was kept without one.
    const rows = planned.map(({ thing }) => Object.assign(thing, { sortKey: sortKey(thing.identityKey) }));
    await this.restored(reverting, rows);
    return {
      things: planned.map((each) => restoredThing(each, differences(null, this.service.kind.settings(each.thing)))),
      refused,
      warnings: [],
      write: async (tx) => {
        await insertAgain(tx, this.service.kind.entity, rows, planning.now);
        return rows.map(({ id }) => id);
      },
    };
  }

  protected async planSettingBack(reverting: Reverting, held: readonly Reverted<ScopedTarget<T>>[]): Promise<Plan> {
    const { settings } = this.service.kind;
    const { planned, refused } = await planEach(held, async ({ thing, past }) => ({
      thing,
      columns: this.columns(await reverting.former(past, settings(thing))),
    }));
    const plans = [idlePlan([], refused)];
    for (const some of alike(planned, ({ columns }) => columns)) {
      const things = some.map(({ thing }) => thing);
      plans.push(await this.planColumns(reverting, things, some[0]!.columns));
    }
    return joinedPlan(plans);
  }

  protected async planRemoving({ planning }: Reverting, held: readonly Reverted<ScopedTarget<T>>[]): Promise<Plan> {
    return this.service.planRemoveAll(
      planning,
      held.map(({ thing }) => thing),
    );
  }
}

function poolOf(thing: Scoped & { poolId?: number | null }): number | null {
  return thing.poolId ?? null;
}

/** Those of the ids of which there is a row, which stays until the commit; and none. */
async function presentIds(
  planning: Planning,
  entity: typeof Site | typeof Pool,
  ids: readonly (number | null)[],
): Promise<Set<number | null>> {
  const asked = [...new Set(ids)].filter((id) => id !== null);
  const rows = await planning.allToRestOn<Site | Pool>(entity, asked);
  return new Set([null, ...rows.map(({ id }) => id)]);
}
