import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { EntityManager } from 'typeorm';

import { ErrorCode, GatewayError } from '../../../errors';
import { RequestContext } from '../../../graphql/context';
import { Role } from '../../../security/access-token.entity';
import type { Actor } from '../../../security/actor';
import type { TopologyDocument } from '../document/topology-document';
import type { ApplyTopologyService } from './apply-topology.service';

/** Who the gateway is where it applies the document by itself. */
const ACTOR: Actor = {
  tokenId: null,
  principalId: null,
  name: 'Topology',
  role: Role.ADMINISTRATOR,
  tokenExpiresAt: new Date(8.64e15),
};

/** Of gateways that start together on an empty store one makes the topology, and the others find it made when they try again. */
const ATTEMPTS = 4;

/**
 * Applies the document before a gateway serves.
 *
 * @throws GatewayError: with a topology that isn't what the configuration says it doesn't start.
 */
export async function applyAtStart(
  service: ApplyTopologyService,
  document: TopologyDocument,
  read: EntityManager,
  log: Logger,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const context = new RequestContext(randomUUID(), ACTOR, read);
      const { parts } = await service.applied(context, {}, document);
      if (parts.length) log.info({ parts: parts.length }, 'The topology was changed to what its document says.');
      return;
    } catch (error) {
      const isOvertaken = error instanceof GatewayError && error.code === ErrorCode.CONFLICT;
      if (!isOvertaken || attempt === ATTEMPTS) throw error;
    }
  }
}
