import { Arg, Authorized, Query, Resolver, Root, Subscription } from 'type-graphql';

import { AuditEntry } from '../../changes/audit-entry.entity';
import type { ChangeTail } from '../../changes/live/change-tail';
import { byRoot } from '../../graphql/streams';
import { AuditEntryFilter } from './audit-entry.filter';
import { AUDITORS } from './audit.roles';
import { changeCursor } from './change-cursor';
import { ChangeEvent } from './change-event';

@Resolver(() => ChangeEvent)
export class ChangesResolver {
  constructor(private readonly tail: ChangeTail) {}

  @Authorized(AUDITORS)
  @Query(() => String, {
    description:
      'The place of the newest change: `changes(after:)` brings what comes after it. Ask for it before you read what you want to keep up to date.',
  })
  async changesCursor(): Promise<string> {
    const { storeId, last } = await this.tail.sequence();
    return changeCursor(storeId, last);
  }

  @Authorized(AUDITORS)
  @Subscription(() => ChangeEvent, {
    description:
      'Each change as it is committed, one after the other, whichever gateway commits it: none is left out and none comes twice.',
    subscribe: byRoot,
  })
  changes(
    @Root() auditEntry: AuditEntry,
    @Arg('after', () => String, {
      nullable: true,
      description:
        'Only what comes after this cursor, of an event, an audit entry or `changesCursor`; from now on where none is given.',
    })
    _after?: string,
    @Arg('where', () => AuditEntryFilter, { nullable: true, description: 'Which changes.' }) _where?: AuditEntryFilter,
  ): ChangeEvent {
    return { cursor: changeCursor(this.tail.storeId, auditEntry.id), auditEntry };
  }
}
