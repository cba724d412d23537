import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Invitation } from '../../changes/invitation.entity';
import type { Principal } from '../../directory/principal.entity';
import { type Connection, ConnectionArgs, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import type { PrincipalListsService } from '../principal/principal-lists.service';
import { PrincipalConnection } from '../principal/principal.lists';
import { Room } from '../room/room.entity';
import { roomById } from '../room/room.loaders';

@Resolver(() => Invitation)
export class InvitationResolver {
  constructor(private readonly lists: PrincipalListsService) {}

  @FieldResolver(() => Room, { nullable: true, description: 'The room; null where it was removed since.' })
  room(@Ctx() context: RequestContext, @Root() { roomId }: Invitation): Promise<Room | null> {
    return context.the(roomById).load(roomId);
  }

  @FieldResolver(() => PrincipalConnection, {
    description: 'The users, by display name.',
    complexity: connectionComplexity,
  })
  users(
    @Ctx() context: RequestContext,
    @Root() { principalIds }: Invitation,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Connection<Principal> {
    return this.lists.these(context, principalIds, args);
  }
}
