import { In } from 'typeorm';

import { AuditEntry } from '../../../changes/audit-entry.entity';
import type { ChangeService } from '../../../changes/change.service';
import type { FieldChange } from '../../../changes/field-change';
import type { ChangeOutcome } from '../../../changes/outcome';
import { UnreadableFile } from '../../../configuration-file';
import { ErrorCode, GatewayError } from '../../../errors';
import type { RequestContext } from '../../../graphql/context';
import { readTopologyDocument, type TopologyDocument, TopologyMistakes } from '../document/topology-document';
import { PoolServer } from '../pool-server.entity';
import { Pool } from '../pool.entity';
import { SipDomain } from '../sip-domain.entity';
import { Site } from '../site.entity';
import type { ApplyTopologyInput } from './apply-topology.inputs';
import type { TopologyPlanner } from './topology-planner';

const PART_TYPES = [SipDomain, Site, Pool, PoolServer].map(({ name }) => name);

/** A part of the topology that a document changes. */
export interface ChangedPart {
  /** Such as `Pool`. */
  type: string;
  identity: string;
  changes: FieldChange[];
}

/** What came of applying a document. */
export interface AppliedTopology {
  outcome: ChangeOutcome;
  parts: readonly ChangedPart[];
}

/** Makes the topology what the document says that TOPOLOGY names. */
export class ApplyTopologyService {
  /** @param path the document's; null where the configuration names none */
  constructor(
    private readonly changes: ChangeService,
    private readonly planner: TopologyPlanner,
    private readonly path: string | null,
  ) {}

  /**
   * Reads the document anew and applies it.
   *
   * @throws GatewayError BAD_USER_INPUT that names all mistakes of the document, or where there is none; IN_USE where it would remove what holds something.
   */
  async apply(context: RequestContext, input: ApplyTopologyInput): Promise<AppliedTopology> {
    return this.applied(context, input, this.read());
  }

  async applied(
    context: RequestContext,
    input: ApplyTopologyInput,
    document: TopologyDocument,
  ): Promise<AppliedTopology> {
    let parts: readonly ChangedPart[] | undefined;
    const outcome = await this.changes.make(context, {
      operation: 'applyTopology',
      input,
      plan: async (planning) => {
        const plan = await this.planner.plan(planning, document);
        parts = plan.things;
        return plan;
      },
    });
    return { outcome, parts: parts ?? (await recorded(context, outcome)) };
  }

  private read(): TopologyDocument {
    if (this.path === null) {
      throw new GatewayError(ErrorCode.BAD_USER_INPUT, 'This gateway has no topology document: TOPOLOGY names none.');
    }
    try {
      return readTopologyDocument(this.path);
    } catch (error) {
      if (error instanceof TopologyMistakes) {
        const { mistakes } = error;
        throw new GatewayError(ErrorCode.BAD_USER_INPUT, `In the topology document: ${mistakes.join(' ')}`, {
          mistakes: [...mistakes],
        });
      }
      if (error instanceof UnreadableFile) {
        throw new GatewayError(ErrorCode.BAD_USER_INPUT, `The topology document can't be read: ${error.reason}.`);
      }
      throw error;
    }
  }
}

/** A retry plans nothing; what its first try changed is in the audit trail. */
async function recorded({ read }: RequestContext, { operationId }: ChangeOutcome): Promise<ChangedPart[]> {
  if (operationId === null) return [];
  const where = { operationId, nodeType: In(PART_TYPES) };
  const entries = await read.find(AuditEntry, { where, order: { id: 'ASC' } });
  return entries.map(({ nodeType, identity, changes }) => ({ type: nodeType, identity, changes }));
}
