import DataLoader from 'dataloader';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { In } from 'typeorm';

import { AuditEntry } from '../../changes/audit-entry.entity';
import { type PerRequest, RequestContext } from '../../graphql/context';
import { auditEntryById } from '../audit/audit.loaders';

/** The last entry that undid each. */
const revertingById: PerRequest<DataLoader<number, AuditEntry | null>> = (context) =>
  new DataLoader(async (ids) => {
    const found = await context.read.find(AuditEntry, { where: { reverts: In([...ids]) }, order: { id: 'ASC' } });
    const last = new Map(found.map((entry) => [entry.reverts, entry]));
    return ids.map((id) => last.get(id) ?? null);
  });

@Resolver(() => AuditEntry)
export class RevertingEntriesResolver {
  @FieldResolver(() => AuditEntry, {
    nullable: true,
    description: 'The entry whose change this one undid; null where it undid none, or one that was cleared away.',
  })
  reverts(@Ctx() context: RequestContext, @Root() { reverts }: AuditEntry): Promise<AuditEntry | null> | null {
    return reverts === null ? null : context.the(auditEntryById).load(reverts);
  }

  @FieldResolver(() => AuditEntry, {
    nullable: true,
    description: 'The last entry that undid the change of this one; null where none did.',
  })
  revertedBy(@Ctx() context: RequestContext, @Root() { id }: AuditEntry): Promise<AuditEntry | null> {
    return context.the(revertingById).load(id);
  }
}
