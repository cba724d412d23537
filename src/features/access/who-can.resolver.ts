import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';

import type { Principal } from '../../directory/principal.entity';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { principalsWho } from '../../eligibility/room-access.sets';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { PrincipalConnection } from '../principal/principal.lists';
import type { PrincipalListsService } from '../principal/principal-lists.service';
import { Room } from '../room/room.entity';
import type { RoomService } from '../room/room.service';
import { WhoCanArgs } from './who-can.args';

@Resolver(() => Room)
export class WhoCanResolver {
  constructor(
    private readonly rooms: RoomService,
    private readonly eligibility: EligibilityService,
    private readonly lists: PrincipalListsService,
  ) {}

  @FieldResolver(() => PrincipalConnection, {
    nullable: true,
    description:
      'Who may do something in the room, by display name: all those of whom `explainAccess` says that they may. For administrators, viewers, its managers and creators in its category; null only beside an error.',
    complexity: connectionComplexity,
  })
  async whoCan(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Root() room: Room,
    @Args(() => WhoCanArgs) { action, ...args }: WhoCanArgs,
  ): Promise<Connection<Principal>> {
    await this.rooms.checkMayDrawFor(context, room);
    return this.lists.eligible(context, args, info, () => principalsWho(this.eligibility.for(context), room, action));
  }
}
