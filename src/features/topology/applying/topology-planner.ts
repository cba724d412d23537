import type { ClassType } from 'type-graphql';

import type { Plan } from '../../../changes/plan';
import type { Planning } from '../../../changes/planning';
import { isUniqueViolation } from '../../../database/unique-violation';
import { ErrorCode, GatewayError } from '../../../errors';
import type { TopologyDocument } from '../document/topology-document';
import type { Holdings } from '../holdings';
import { noActiveServer } from '../serving/active-servers';
import { type CalledAfterSite, renamedWithSites } from './renamed-sites';
import { storedTopology } from './stored-topology';
import { modelAfter, modelOf, type TopologyModel } from './topology-model';
import { plannedPart, writeParts } from './topology-part';
import { topologyParts } from './topology-parts';
import { refuseWhatIsInUse } from './topology-refusals';

/** Plans how the topology becomes what a document says. */
export class TopologyPlanner {
  /** @param calledAfterSites what is called as the site is that it is for */
  constructor(
    private readonly holdings: Holdings,
    private readonly calledAfterSites: readonly ClassType<CalledAfterSite>[],
  ) {}

  /** @throws GatewayError IN_USE where a part that would go holds something, or a database that would go serves a pool. */
  async plan(planning: Planning, document: TopologyDocument): Promise<Plan> {
    const stored = await storedTopology(planning);
    const before = modelOf(stored);
    const after = modelAfter(document, before);
    const parts = topologyParts(stored, before, after);
    await refuseWhatIsInUse(planning.manager, this.holdings, parts, after);
    const renaming = await renamedWithSites(planning, this.calledAfterSites, parts);
    return {
      things: parts.filter(({ changes }) => changes.length > 0).map(plannedPart),
      besides: renaming.things,
      warnings: stoppedPools(before, after).map(noActiveServer),
      source: 'the document',
      write: async (tx) => {
        await renaming.write(tx);
        return writeParts(tx, parts, planning.now).catch(overtaken);
      },
    };
  }
}

/** The pools that had active servers and have none any more. */
function stoppedPools(before: TopologyModel, after: TopologyModel): string[] {
  const active = ({ servers }: TopologyModel) =>
    new Set([...servers.values()].filter((server) => server.active).map(({ pool }) => pool));
  const still = active(after);
  return [...active(before)].filter((pool) => after.pools.has(pool) && !still.has(pool));
}

/** Two who begin with no topology at all can't lock each other out: the store lets the first one make it. */
function overtaken(error: unknown): never {
  if (!isUniqueViolation(error)) throw error;
  throw new GatewayError(
    ErrorCode.CONFLICT,
    'The topology was changed by somebody else at the same time; try it again.',
  );
}
