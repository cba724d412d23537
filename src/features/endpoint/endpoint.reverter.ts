import { differences } from '../../changes/differences';
import { type HeldThing, restoredThing } from '../../changes/held-thing';
import type { Plan } from '../../changes/plan';
import { planEach } from '../../changes/bulk/plan-each';
import type { Planning } from '../../changes/planning';
import type { Sql } from '../../database/sql';
import { AuditedReverter, type Reverted } from '../revert/audited-reverter';
import { insertAgain } from '../revert/insert-again';
import { idlePlan } from '../revert/joined-plan';
import type { PastChange } from '../revert/past-change';
import type { Reverting } from '../revert/reverting';
import { Pool } from '../topology/pool.entity';
import type { TopologyService } from '../topology/topology.service';
import { type EndpointChangesService, refuseTaken, settings } from './endpoint-changes.service';
import { Endpoint } from './endpoint.entity';

interface EndpointTarget extends HeldThing {
  thing: Endpoint;
}

/** Undoes the making and the removal of endpoints, which are never changed. */
export class EndpointReverter extends AuditedReverter<Endpoint, EndpointTarget> {
  constructor(
    private readonly changes: EndpointChangesService,
    private readonly topology: TopologyService,
  ) {
    super(Endpoint);
  }

  protected async hold(planning: Planning, condition: Sql): Promise<EndpointTarget[]> {
    const endpoints = await planning.matching(Endpoint, 'thing', condition);
    return endpoints.map((thing) => ({ thing, identity: thing.sipAddress }));
  }

  protected async planRestoring(
    reverting: Reverting,
    again: readonly { thing: Endpoint; past: PastChange }[],
  ): Promise<Plan> {
    const { planning, parameter } = reverting;
    const poolIds = [...new Set(again.map(({ thing }) => thing.poolId))];
    const pools = new Map((await planning.allToRestOn(Pool, poolIds)).map((pool) => [pool.id, pool]));
    const held = again.map(({ thing }) => ({ thing, identity: thing.sipAddress }));
    const { planned, refused } = await planEach(held, async (each) => {
      const pool = pools.get(each.thing.poolId);
      if (!pool) throw reverting.conflict(`The pool of ${each.identity} is there no more.`);
      await this.topology.checkSipDomain(planning, each.identity, parameter);
      await refuseTaken(planning.manager, each.thing);
      return { row: each.thing, thing: restoredThing(each, differences(null, settings(each.thing, pool))) };
    });
    return {
      things: planned.map(({ thing }) => thing),
      refused,
      warnings: [],
      write: async (tx) => {
        const rows = planned.map(({ row }) => row);
        await insertAgain(tx, Endpoint, rows, planning.now);
        return rows.map(({ id }) => id);
      },
    };
  }

  protected planSettingBack(): Promise<Plan> {
    return Promise.resolve(idlePlan([], []));
  }

  protected planRemoving({ planning }: Reverting, held: readonly Reverted<EndpointTarget>[]): Promise<Plan> {
    return this.changes.planRemoving(
      planning,
      held.map(({ thing }) => thing),
    );
  }
}
