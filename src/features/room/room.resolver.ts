import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Authorized, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';

import type { Principal } from '../../directory/principal.entity';
import { AccessList } from '../../eligibility/access-entry.entity';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { Cmdlet, Parameter } from '../../graphql/cmdlet';
import { type Connection, ConnectionArgs, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { selects } from '../../graphql/selected-fields';
import { TargetArgs } from '../../graphql/target';
import { Role } from '../../security/access-token.entity';
import { Addin } from '../addin/addin.entity';
import { addinById } from '../addin/addin.loaders';
import { Category } from '../category/category.entity';
import { categoryById } from '../category/category.loaders';
import { PrincipalConnection } from '../principal/principal.lists';
import type { PrincipalListsService } from '../principal/principal-lists.service';
import type { RoomChangesService } from './room-changes.service';
import { EligibleInRoomArgs, RoomsArgs } from './room.args';
import { Room } from './room.entity';
import { NewRoomInput, RemoveRoomInput, RemoveRoomsInput, SetRoomInput, SetRoomsInput } from './room.inputs';
import { RoomConnection, roomList } from './room.lists';
import {
  NewRoomPayload,
  RemoveRoomPayload,
  RemoveRoomsPayload,
  SetRoomPayload,
  SetRoomsPayload,
} from './room.payloads';
import type { RoomService } from './room.service';

@Resolver(() => Room)
export class RoomResolver {
  constructor(
    private readonly rooms: RoomService,
    private readonly changes: RoomChangesService,
    private readonly eligibility: EligibilityService,
    private readonly lists: PrincipalListsService,
  ) {}

  @Cmdlet('Get-CsPersistentChatRoom')
  @Query(() => Room, {
    nullable: true,
    description: 'The room of that identity or id; where there is none, null and an error that says so.',
  })
  room(@Ctx() context: RequestContext, @Args(() => TargetArgs) target: TargetArgs): Promise<Room> {
    return this.rooms.find(context, target);
  }

  @Cmdlet('Get-CsPersistentChatRoom')
  @Query(() => RoomConnection, {
    name: 'rooms',
    description: 'The rooms that the caller may find.',
    complexity: connectionComplexity,
  })
  list(@Ctx() context: RequestContext, @Args(() => RoomsArgs) args: RoomsArgs): Connection<Room> {
    return roomList.connection(context, {
      args,
      order: args.order,
      condition: () => this.rooms.condition(context, args),
    });
  }

  @Authorized(Role.ADMINISTRATOR, Role.USER)
  @Cmdlet('New-CsPersistentChatRoom')
  @Mutation(() => NewRoomPayload, {
    nullable: true,
    description:
      'Makes a room. A creator who does becomes its manager; its lists are set afterwards; null only beside an error.',
  })
  async newRoom(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The room.' }) input: NewRoomInput,
  ): Promise<NewRoomPayload> {
    return new NewRoomPayload(await this.changes.create(context, input), this.rooms);
  }

  @Authorized(Role.ADMINISTRATOR, Role.USER)
  @Cmdlet('Set-CsPersistentChatRoom')
  @Mutation(() => SetRoomPayload, {
    nullable: true,
    description:
      'Changes a room and its lists; for administrators and the managers of the room; null only beside an error.',
  })
  async setRoom(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The change.' }) input: SetRoomInput,
  ): Promise<SetRoomPayload> {
    return new SetRoomPayload(await this.changes.set(context, input), this.rooms);
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatRoom')
  @Mutation(() => RemoveRoomPayload, {
    nullable: true,
    description: 'Removes a room with its lists; null only beside an error.',
  })
  async removeRoom(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The room.' }) input: RemoveRoomInput,
  ): Promise<RemoveRoomPayload> {
    return new RemoveRoomPayload(await this.changes.remove(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Set-CsPersistentChatRoom')
  @Mutation(() => SetRoomsPayload, {
    nullable: true,
    description: 'Changes all rooms that the input takes, and their lists, in the same way; null only beside an error.',
  })
  async setRooms(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', { description: 'Which rooms, and the change.' }) input: SetRoomsInput,
  ): Promise<SetRoomsPayload> {
    return new SetRoomsPayload(await this.changes.setMany(context, input, selects(info, 'impact')));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatRoom')
  @Mutation(() => RemoveRoomsPayload, {
    nullable: true,
    description: 'Removes all rooms that the input takes, with their lists; null only beside an error.',
  })
  async removeRooms(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', { description: 'Which rooms.' }) input: RemoveRoomsInput,
  ): Promise<RemoveRoomsPayload> {
    return new RemoveRoomsPayload(await this.changes.removeMany(context, input, selects(info, 'impact')));
  }

  @FieldResolver(() => Category, { description: 'The category, whose wall is around the room.' })
  async category(@Ctx() context: RequestContext, @Root() room: Room): Promise<Category> {
    return (await context.the(categoryById).load(room.categoryId))!;
  }

  @FieldResolver(() => Addin, { nullable: true, description: 'The add-in; null where it has none.' })
  addin(@Ctx() context: RequestContext, @Root() room: Room): Promise<Addin | null> {
    return room.addinId === null ? Promise.resolve(null) : context.the(addinById).load(room.addinId);
  }

  @Parameter('AsObject', 'Get-CsPersistentChatRoom')
  @FieldResolver(() => PrincipalConnection, {
    description: 'Who may enter, by display name. Where nobody is listed, everybody whom the category allows.',
    complexity: connectionComplexity,
  })
  members(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Root() { id }: Room,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Connection<Principal> {
    return this.lists.listed(context, { list: AccessList.MEMBERS, ownerId: id }, args, info);
  }

  @Parameter('AsObject', 'Get-CsPersistentChatRoom')
  @FieldResolver(() => PrincipalConnection, {
    description: 'Who may change the room, by display name.',
    complexity: connectionComplexity,
  })
  managers(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Root() { id }: Room,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Connection<Principal> {
    return this.lists.listed(context, { list: AccessList.MANAGERS, ownerId: id }, args, info);
  }

  @Parameter('AsObject', 'Get-CsPersistentChatRoom')
  @FieldResolver(() => PrincipalConnection, {
    description: 'Who posts in an auditorium, by display name; empty for a normal room.',
    complexity: connectionComplexity,
  })
  presenters(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Root() { id }: Room,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Connection<Principal> {
    return this.lists.listed(context, { list: AccessList.PRESENTERS, ownerId: id }, args, info);
  }

  @Cmdlet('Get-CsPersistentChatEligiblePrincipal')
  @Parameter('Room')
  @Parameter('PersistentChatPoolFqdn')
  @FieldResolver(() => PrincipalConnection, {
    nullable: true,
    description:
      'Who may be listed in the room, by display name; for administrators, viewers, its managers and creators in its category; null only beside an error.',
    complexity: connectionComplexity,
  })
  async eligiblePrincipals(
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Root() room: Room,
    @Args(() => EligibleInRoomArgs) { role, ...args }: EligibleInRoomArgs,
  ): Promise<Connection<Principal>> {
    await this.rooms.checkMayDrawFor(context, room);
    return this.lists.eligible(context, args, info, () => this.eligibility.for(context).eligibleFor(room, role));
  }
}
