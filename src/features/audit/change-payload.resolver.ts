import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { AuditEntry } from '../../changes/audit-entry.entity';
import { ChangePayload } from '../../changes/change-payload';
import { RequestContext } from '../../graphql/context';
import { auditEntryById } from './audit.loaders';

@Resolver(() => ChangePayload)
export class ChangePayloadResolver {
  @FieldResolver(() => AuditEntry, {
    nullable: true,
    description: 'What the audit trail keeps of the thing that was asked for; null where nothing was written.',
  })
  auditEntry(@Ctx() context: RequestContext, @Root() { outcome }: ChangePayload): Promise<AuditEntry | null> | null {
    return outcome.auditEntryId === null ? null : context.the(auditEntryById).load(outcome.auditEntryId);
  }
}
