import { In } from 'typeorm';

import type { Plan } from '../../../changes/plan';
import { planEach } from '../../../changes/bulk/plan-each';
import { idList, sql } from '../../../database/sql';
import { refusedPast } from '../../revert/audited-reverter';
import { idlePlan, joinedPlan } from '../../revert/joined-plan';
import type { PastChange } from '../../revert/past-change';
import type { Reverter } from '../../revert/reverter';
import type { Reverting } from '../../revert/reverting';
import { PoolServer } from '../pool-server.entity';
import { Pool, type PoolState } from '../pool.entity';
import { activeAfter } from './active-servers';
import { type HeldPool, withServers } from './held-pool';
import { type PlannedPool, planOfPools } from './planned-pool';
import { checkBackup } from './pool-changes.service';

/** Fails pools back and over again, and makes the servers active that were. Which pools there are is for the topology's document to say. */
export class PoolReverter implements Reverter {
  readonly type = Pool.name;

  restore(): Promise<Plan> {
    return Promise.resolve(idlePlan([], []));
  }

  async setBack(reverting: Reverting, changes: readonly PastChange[]): Promise<Plan> {
    const { planning } = reverting;
    const pastById = new Map(changes.map((past) => [past.nodeId, past]));
    const pools = await planning.matching(Pool, 'pool', sql`pool.id IN (${idList(pastById.keys())})`);
    const there = new Set(pools.map(({ id }) => id));
    const gone = changes.filter(({ nodeId }) => !there.has(nodeId));
    const missing = await Promise.all(gone.map(async (past) => refusedPast(past, await reverting.gone(past))));
    const { planned, refused } = await planEach(await withServers(planning, pools), async (held) => {
      const past = pastById.get(held.thing.id)!;
      const former = await reverting.former(past, { state: held.thing.state });
      const { state } = { state: held.thing.state, ...(former as { state?: PoolState }) };
      checkBackup(held, state);
      return { held, state, ...activeBefore(held, past) } satisfies PlannedPool;
    });
    return joinedPlan([idlePlan([], missing), { ...planOfPools(planned, planning.now), refused }]);
  }

  remove(): Promise<Plan> {
    return this.restore();
  }
}

/** Servers change with their pools. */
export class PoolServerReverter implements Reverter {
  readonly type = PoolServer.name;

  restore(): Promise<Plan> {
    return Promise.resolve(idlePlan([], []));
  }

  async setBack(reverting: Reverting, changes: readonly PastChange[]): Promise<Plan> {
    const ids = changes.map(({ nodeId }) => nodeId);
    const servers = await reverting.planning.manager.findBy(PoolServer, { id: In(ids) });
    const poolIds = new Map(servers.map(({ id, poolId }) => [id, poolId]));
    const alone = changes.filter(({ nodeId }) => !reverting.concerns(Pool.name, poolIds.get(nodeId) ?? 0));
    const why = (past: PastChange) =>
      reverting.impossible(`${past.identity} changed with its pool: undo the change of that, or the operation.`);
    return idlePlan(
      [],
      alone.map((past) => refusedPast(past, why(past))),
    );
  }

  remove(): Promise<Plan> {
    return this.restore();
  }
}

/** The servers that were active, of those that the pool has still. */
function activeBefore(held: HeldPool, { changes }: PastChange): Pick<PlannedPool, 'active' | 'warnings'> {
  const names = new Set(held.servers.map(({ fqdn }) => fqdn));
  const change = changes.find(({ path }) => path === 'activeServers');
  const add = (change?.removed ?? []).map(({ identity }) => identity);
  const remove = (change?.added ?? []).map(({ identity }) => identity).filter((name) => names.has(name));
  return activeAfter(held, { activeServers: { add, remove } });
}
