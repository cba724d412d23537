import type { ClassType } from 'type-graphql';

import type { Plan } from '../../changes/plan';
import { planEach } from '../../changes/bulk/plan-each';
import type { Planning } from '../../changes/planning';
import type { Sql } from '../../database/sql';
import { Pool } from '../topology/pool.entity';
import type { Pooled } from '../topology/pooled.entity';
import type { PooledService, PooledTarget } from '../topology/pooled.service';
import { AuditedReverter, type Reverted } from './audited-reverter';
import { idlePlan, joinedPlan } from './joined-plan';
import type { PastChange } from './past-change';
import type { Reverting } from './reverting';

/** Undoes changes of things that belong to a pool and have their names there. */
export abstract class PooledReverter<T extends Pooled> extends AuditedReverter<T, PooledTarget<T>> {
  constructor(
    entity: ClassType<T>,
    private readonly service: PooledService<T>,
  ) {
    super(entity);
  }

  protected hold(planning: Planning, condition: Sql): Promise<PooledTarget<T>[]> {
    return this.service.targets(planning, 'thing', condition);
  }

  protected async planRestoring(reverting: Reverting, again: readonly { thing: T; past: PastChange }[]): Promise<Plan> {
    const { planning } = reverting;
    const things = again.map(({ thing }) => thing);
    const poolIds = [...new Set(things.map(({ poolId }) => poolId))];
    const pools = new Map((await planning.allToRestOn(Pool, poolIds)).map((pool) => [pool.id, pool]));
    const taken = await this.service.takenAmong(planning.manager, things);
    const held = again.map(({ thing, past }) => ({ thing, past, identity: past.identity }));
    const { planned, refused } = await planEach(held, (each): Reverted<PooledTarget<T>> => {
      const pool = pools.get(each.thing.poolId);
      if (!pool) throw reverting.conflict(`The pool of ${each.identity} is there no more.`);
      if (taken.has(each.thing)) throw this.service.alreadyExists(pool, each.thing.name);
      return { ...each, pool };
    });
    return joinedPlan([idlePlan([], refused), await this.planReturning(reverting, planned)]);
  }

  /** Plans to insert rows whose pools are there and have no others of their names. */
  protected abstract planReturning(reverting: Reverting, again: readonly Reverted<PooledTarget<T>>[]): Promise<Plan>;
}
