import { Arg, Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { AuditEntry } from '../../changes/audit-entry.entity';
import { Invitation } from '../../changes/invitation.entity';
import type { ChangeTail } from '../../changes/live/change-tail';
import { Principal } from '../../directory/principal.entity';
import { principalById } from '../../directory/principal.loaders';
import { type Connection, ConnectionArgs, connectionComplexity, listComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { Node } from '../../graphql/node';
import type { Order } from '../../graphql/order';
import { AccessToken } from '../../security/access-token.entity';
import type { NodeService } from '../node/node.service';
import { AuditEntryFilter, auditEntryFilter } from './audit-entry.filter';
import { AuditEntryConnection, auditEntryList, AuditEntryOrder } from './audit-entry.lists';
import { invitationsByAuditEntryId } from './audit.loaders';
import { AUDITORS } from './audit.roles';
import { changeCursor } from './change-cursor';

@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  constructor(
    private readonly things: NodeService,
    private readonly tail: ChangeTail,
  ) {}

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

  @FieldResolver(() => String, {
    description:
      'Its place among the changes: `changes(after:)` brings what came after it, as long as that is kept. Cursors of `auditEntries` are places in that list only.',
  })
  changesCursor(@Root() { id }: AuditEntry): string {
    return changeCursor(this.tail.storeId, id);
  }

  @FieldResolver(() => AccessToken, {
    nullable: true,
    description:
      'The token it was made with; null for the command line, for signing in, for a token of a sign-in that was cleared away, and unless the caller is an administrator.',
  })
  token(@Ctx() context: RequestContext, @Root() { tokenId }: AuditEntry): Promise<Node | null> | null {
    return tokenId === null ? null : this.things.find(context, { type: 'AccessToken', id: tokenId });
  }

  @FieldResolver(() => Principal, {
    nullable: true,
    description: 'The principal that the token speaks for; null where it speaks for none, whatever its name.',
  })
  principal(@Ctx() context: RequestContext, @Root() { principalId }: AuditEntry): Promise<Principal | null> | null {
    return principalId === null ? null : context.the(principalById).load(principalId);
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
