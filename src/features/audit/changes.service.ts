import type { ChangeStream } from '../../changes/live/change-stream';
import { type ChangeTail, checkKept } from '../../changes/live/change-tail';
import type { RequestContext } from '../../graphql/context';
import type { AuditEntryFilter } from './audit-entry.filter';
import { auditEntryFilter } from './audit-entry.filter';
import { numberAt } from './change-cursor';

export interface ChangesQuery {
  after?: string | null;
  where?: AuditEntryFilter | null;
}

/** Lets callers follow the changes. */
export class ChangesService {
  constructor(private readonly tail: ChangeTail) {}

  /**
   * From the change after the cursor on, or else from the next one on.
   *
   * @throws GatewayError BAD_USER_INPUT where the cursor names no change of this store, NOT_FOUND where what came after it
   * was cleared away.
   */
  readonly follow = async ({ after, where }: ChangesQuery, context: RequestContext): Promise<ChangeStream> => {
    const condition = await auditEntryFilter.compile(context, where, 'entry');
    const sequence = await this.tail.sequence();
    const position = typeof after === 'string' ? numberAt(after, sequence) : sequence.last;
    checkKept(position, sequence);
    return this.tail.follow(position, condition);
  };
}
