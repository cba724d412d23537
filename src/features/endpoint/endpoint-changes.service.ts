import { type EntityManager, In } from 'typeorm';

import { checkSelection } from '../../changes/bulk/bulk.inputs';
import type { ChangeService } from '../../changes/change.service';
import { differences } from '../../changes/differences';
import { removedThing } from '../../changes/held-thing';
import type { ChangeOutcome } from '../../changes/outcome';
import type { Plan } from '../../changes/plan';
import { planOfOne } from '../../changes/bulk/plan-each';
import type { Planning } from '../../changes/planning';
import { idList } from '../../database/sql';
import { isUniqueViolation } from '../../database/unique-violation';
import { Principal } from '../../directory/principal.entity';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import { Pool } from '../topology/pool.entity';
import type { TopologyService } from '../topology/topology.service';
import { addressed, displayed, newPlace } from './endpoint-names';
import { Endpoint } from './endpoint.entity';
import type { NewEndpointInput, RemoveEndpointInput, RemoveEndpointsInput } from './endpoint.inputs';
import type { EndpointService } from './endpoint.service';

/** Makes and removes endpoints. */
export class EndpointChangesService {
  constructor(
    private readonly changes: ChangeService,
    private readonly endpoints: EndpointService,
    private readonly topology: TopologyService,
  ) {}

  create(context: RequestContext, input: NewEndpointInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'newEndpoint',
      input,
      plan: (planning) => this.planNew(planning, input),
    });
  }

  remove(context: RequestContext, input: RemoveEndpointInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'removeEndpoint',
      input,
      plan: async (planning) =>
        planOfOne(await this.planRemoving(planning, [await this.endpoints.target(planning, input)])),
    });
  }

  removeMany(context: RequestContext, input: RemoveEndpointsInput): Promise<ChangeOutcome> {
    checkSelection(input, ['where', 'identity', 'pool', 'ou', 'filter', 'ldapFilter']);
    return this.changes.make(context, {
      operation: 'removeEndpoints',
      input,
      plan: async (planning) => this.planRemoving(planning, await this.endpoints.selected(planning, input)),
    });
  }

  private async planNew(planning: Planning, input: NewEndpointInput): Promise<Plan> {
    const { manager, now } = planning;
    const { sipAddress } = input;
    await this.topology.checkSipDomain(planning, sipAddress, 'input.sipAddress');
    const pool = await this.topology.namedOrOnlyPool(manager, input.pool, 'input.pool');
    const row = { ...addressed(sipAddress), ...displayed(input.displayName, sipAddress), poolId: pool.id };
    await refuseTaken(manager, row);
    return {
      things: [
        {
          type: 'Endpoint',
          id: null,
          identity: sipAddress,
          version: 0,
          changes: differences(null, settings(row, pool)),
        },
      ],
      warnings: [],
      write: async (tx) => [
        await insert(tx, { ...row, ...newPlace(sipAddress), version: 1, createdAt: now, updatedAt: now }),
      ],
    };
  }

  /** Plans the removal of endpoints that are held. */
  async planRemoving({ manager }: Planning, endpoints: readonly Endpoint[]): Promise<Plan> {
    const poolIds = new Set(endpoints.map(({ poolId }) => poolId));
    const pools = poolIds.size ? await manager.findBy(Pool, { id: In([...poolIds]) }) : [];
    const byId = new Map(pools.map((pool) => [pool.id, pool]));
    const things = endpoints.map((thing) =>
      removedThing({ thing, identity: thing.sipAddress }, differences(settings(thing, byId.get(thing.poolId)!), null)),
    );
    const ids = things.map(({ id }) => id);
    return {
      things,
      refused: [],
      warnings: [],
      write: async (tx) => {
        if (!ids.length) return [];
        const those = `id IN (${idList(ids).text})`;
        await tx.createQueryBuilder().delete().from(Endpoint).where(those).execute();
        return ids;
      },
    };
  }
}

type Named = Pick<Endpoint, 'sipAddress' | 'sipKey' | 'displayName'>;

/** What changes are told by. */
export function settings({ sipAddress, displayName }: Named, { fqdn }: Pool): Record<string, unknown> {
  return { sipAddress, displayName, pool: fqdn };
}

/** Refuses a SIP address that somebody has already: an endpoint, or a principal of the directory. */
export async function refuseTaken(manager: EntityManager, { sipAddress, sipKey }: Named): Promise<void> {
  if (await manager.existsBy(Endpoint, { sipKey })) throw taken(sipAddress, 'an endpoint');
  const principal = await manager.findOneBy(Principal, { sipKey, missing: false });
  if (principal) throw taken(sipAddress, principal.displayName);
}

/** Two who take one address at once both see it free: the store lets the first one have it. */
async function insert(tx: EntityManager, row: Partial<Endpoint> & Named): Promise<number> {
  try {
    const inserted = await tx.insert(Endpoint, row);
    return Number(inserted.identifiers[0]!.id);
  } catch (error) {
    if (isUniqueViolation(error)) throw taken(row.sipAddress, 'an endpoint');
    throw error;
  }
}

function taken(sipAddress: string, by: string): GatewayError {
  return new GatewayError(ErrorCode.ALREADY_EXISTS, `The SIP address ${sipAddress} is taken: ${by} has it.`, {
    parameter: 'input.sipAddress',
  });
}
