import { Arg, Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { AuditEntry } from '../../changes/audit-entry.entity';
import { Invitation } from '../../changes/invitation.entity';
import { type Connection, ConnectionArgs, connectionComplexity, listComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { Node } from '../../graphql/node';
import type { Order } from '../../graphql/order';
import type { NodeService } from '../node/node.service';
import { AuditEntryFilter, auditEntryFilter } from './audit-entry.filter';
import { AuditEntryConnection, auditEntryList, AuditEntryOrder } from './audit-entry.lists';
import { invitationsByAuditEntryId } from './audit.loaders';
import { AUDITORS } from './audit.roles';

@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  constructor(private readonly things: NodeService) {}

  @Authorized(AUDITORS)
  @Query(() => AuditEntryConnection, { description: 'The audit trail.', complexity: connectionComplexity })
  auditEntries(
    @Ctx() context: RequestContext,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('where', () => AuditEntryFilter, { nullable: true, description: 'Which entries.' }) where?: AuditEntryFilter,
    @Arg('order', () => AuditEntryOrder, {
      nullable: true,
      description: 'In which order; the newest first where none is given.',
    })
    order?: Order,
  ): Connection<AuditEntry> {
    return auditEntryList.connection(context, {
      args,
      order,
      condition: () => auditEntryFilter.compile(context, where, 'entry'),
    });
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: 'The thing as it is now; null where the caller knows of none (any more).',
  })
  node(@Ctx() context: RequestContext, @Root() { nodeType, nodeId }: AuditEntry): Promise<Node | null> {
    return this.things.find(context, { type: nodeType, id: nodeId });
  }

  @FieldResolver(() => [Invitation], {
    description: 'Whom the mutation invited, room by room: with the entry of the thing that it was asked to change.',
    complexity: listComplexity,
  })
  invitations(@Ctx() context: RequestContext, @Root() { id }: AuditEntry): Promise<Invitation[]> {
    return context.the(invitationsByAuditEntryId).load(id);
  }
}
