import { type BulkInput, checkSelection } from '../../../changes/bulk/bulk.inputs';
import type { TargetInput } from '../../../changes/change.inputs';
import type { ChangeService } from '../../../changes/change.service';
import { checkExpectedVersion } from '../../../changes/expected-version';
import type { ChangeOutcome } from '../../../changes/outcome';
import type { Plan } from '../../../changes/plan';
import { planEach, planOfOne } from '../../../changes/bulk/plan-each';
import type { Planning } from '../../../changes/planning';
import { ErrorCode, GatewayError } from '../../../errors';
import type { RequestContext } from '../../../graphql/context';
import { poolCondition } from '../pool-condition';
import { Pool, PoolState } from '../pool.entity';
import type { TopologyService } from '../topology.service';
import { activeAfter, checkActiveServers } from './active-servers';
import { activeAmong, type HeldPool, withServers } from './held-pool';
import { type PlannedPool, planOfPools } from './planned-pool';
import {
  type ActiveServersChange,
  type PoolSelection,
  SELECTING_POOLS,
  type SetActiveServersInput,
  type SetActiveServersOfPoolsInput,
  type SetPoolStateInput,
  type SetPoolStatesInput,
} from './pool.inputs';

/** Fails pools over and back, and says which of their servers are active. */
export class PoolChangesService {
  constructor(
    private readonly changes: ChangeService,
    private readonly topology: TopologyService,
  ) {}

  setState(context: RequestContext, input: SetPoolStateInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setPoolState',
      input,
      plan: async (planning) => planOfOne(await planStates(planning, await this.target(planning, input), input.state)),
    });
  }

  setStates(context: RequestContext, input: SetPoolStatesInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setPoolStates',
      input,
      plan: async (planning) => planStates(planning, await matching(planning, input), input.state),
    });
  }

  setActiveServers(context: RequestContext, input: SetActiveServersInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setActiveServers',
      input,
      plan: async (planning) => planOfOne(await planActive(planning, await this.target(planning, input), input)),
    });
  }

  setActiveServersOfPools(context: RequestContext, input: SetActiveServersOfPoolsInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setActiveServersOfPools',
      input,
      plan: async (planning) => planActive(planning, await matching(planning, input), input),
    });
  }

  /** The one pool that is meant, held until the commit. */
  private async target(planning: Planning, input: TargetInput): Promise<HeldPool[]> {
    const { id } = await this.topology.targetOrOnlyPool(planning.manager, input, 'input.');
    const pool = await planning.toChange(Pool, id);
    // Somebody may have removed it before it was held.
    if (!pool) throw this.topology.noPool(input, 'input.');
    const held = await withServers(planning, [pool]);
    const activeServers = activeAmong(held[0]!.servers);
    checkExpectedVersion(input, pool, pool.fqdn, { state: pool.state, activeServers });
    return held;
  }
}

async function matching(planning: Planning, input: PoolSelection & BulkInput): Promise<HeldPool[]> {
  checkSelection(input, SELECTING_POOLS);
  const condition = await poolCondition(planning.context, input, 'pool', 'input.');
  return withServers(planning, await planning.matching(Pool, 'pool', condition));
}

async function planStates(planning: Planning, pools: readonly HeldPool[], state: PoolState): Promise<Plan> {
  const { planned, refused } = await planEach(pools, (held): PlannedPool => {
    checkBackup(held, state);
    return { held, state, active: new Set(activeAmong(held.servers)), warnings: [] };
  });
  return { ...planOfPools(planned, planning.now), refused };
}

async function planActive(planning: Planning, pools: readonly HeldPool[], change: ActiveServersChange): Promise<Plan> {
  checkActiveServers(change);
  const { planned, refused } = await planEach(pools, (held): PlannedPool => {
    return { held, state: held.thing.state, ...activeAfter(held, change) };
  });
  return { ...planOfPools(planned, planning.now), refused };
}

/** @throws GatewayError BAD_USER_INPUT where a pool is to be failed over but has nothing to be failed over to. */
export function checkBackup({ thing, identity }: HeldPool, state: PoolState): void {
  if (state !== PoolState.FAILED_OVER || thing.backupDatabase !== null) return;
  throw new GatewayError(
    ErrorCode.BAD_USER_INPUT,
    `The pool ${identity} can't be failed over: the topology names no backup database for it.`,
    { parameter: 'input.state' },
  );
}
