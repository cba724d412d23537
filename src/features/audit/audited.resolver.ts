import { Arg, Args, Authorized, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { AuditEntry } from '../../changes/audit-entry.entity';
import { Audited } from '../../changes/audited';
import { and, sql } from '../../database/sql';
import { type Connection, ConnectionArgs, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { AuditEntryFilter, auditEntryFilter } from './audit-entry.filter';
import { AuditEntryConnection, auditEntryList } from './audit-entry.lists';
import { AUDITORS } from './audit.roles';

@Resolver(() => Audited)
export class AuditedResolver {
  @Authorized(AUDITORS)
  @FieldResolver(() => AuditEntryConnection, {
    nullable: true,
    description: 'What was changed of it, the newest first; null only beside an error.',
    complexity: connectionComplexity,
  })
  history(
    @Ctx() context: RequestContext,
    @Root() thing: Audited,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('where', () => AuditEntryFilter, { nullable: true, description: 'Which entries.' }) where?: AuditEntryFilter,
  ): Connection<AuditEntry> {
    const type = thing.constructor.name;
    const condition = async () =>
      and([sql`entry.node_type = ${type}`, await auditEntryFilter.compile(context, where, 'entry')]);
    return auditEntryList.connectionOf(context, 'nodeId', thing.id, { args, condition }, [type, where]);
  }
}
