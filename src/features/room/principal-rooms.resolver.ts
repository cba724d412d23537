import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { ALL, and, type Sql } from '../../database/sql';
import { Principal } from '../../directory/principal.entity';
import { isListed } from '../../eligibility/access-entry.conditions';
import { AccessAction } from '../../eligibility/access-action';
import { AccessList } from '../../eligibility/access-entry.entity';
import type { AccessSubject } from '../../eligibility/access-subject';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { presents, ROOMS_WHERE } from '../../eligibility/room-access.conditions';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { RoomsArgs, RoomsInWhichArgs } from './room.args';
import type { Room } from './room.entity';
import { RoomConnection, roomList } from './room.lists';
import type { RoomService } from './room.service';

const LISTS = [AccessList.MEMBERS, AccessList.MANAGERS, AccessList.PRESENTERS];

const OF_OTHERS = 'Users see of others only the rooms that they manage, or in whose category they are creators.';

/**
 * What a principal has to do with rooms; every caller sees only rooms that it may find itself. Users are told what others may do where `Room.whoCan` and
 * `explainAccess` tell them, too: it shows what the wall keeps to itself.
 */
@Resolver(() => Principal)
export class PrincipalRoomsResolver {
  constructor(
    private readonly rooms: RoomService,
    private readonly eligibility: EligibilityService,
  ) {}

  @FieldResolver(() => RoomConnection, {
    description:
      'The rooms in which it may do something: all those that the caller may find and of which `explainAccess` says that it may. ' +
      OF_OTHERS,
    complexity: connectionComplexity,
  })
  can(
    @Ctx() context: RequestContext,
    @Root() principal: Principal,
    @Args(() => RoomsInWhichArgs) { action, ...args }: RoomsInWhichArgs,
  ): Connection<Room> {
    return this.roomsWhereMay(action, context, principal, args);
  }

  @FieldResolver(() => RoomConnection, {
    description: `The rooms that it may enter, as \`can(action: ENTER)\` says; none unless it is an enabled user with a SIP address. ${OF_OTHERS}`,
    complexity: connectionComplexity,
  })
  enterableRooms(
    @Ctx() context: RequestContext,
    @Root() principal: Principal,
    @Args(() => RoomsArgs) args: RoomsArgs,
  ): Connection<Room> {
    return this.roomsWhereMay(AccessAction.ENTER, context, principal, args);
  }

  @FieldResolver(() => RoomConnection, {
    description: `The rooms that it may manage: listed as a manager, itself or through groups and containers, and inside the wall. ${OF_OTHERS}`,
    complexity: connectionComplexity,
  })
  managedRooms(
    @Ctx() context: RequestContext,
    @Root() principal: Principal,
    @Args(() => RoomsArgs) args: RoomsArgs,
  ): Connection<Room> {
    return this.roomsWhereMay(AccessAction.MANAGE, context, principal, args);
  }

  @FieldResolver(() => RoomConnection, {
    description:
      'The auditoriums in which it is a presenter with effect, itself or through groups and containers: inside the wall, and reached by the members where any are listed. `can(action: POST)` also takes that it may enter, but in an Open auditorium no membership. ' +
      OF_OTHERS,
    complexity: connectionComplexity,
  })
  presentedRooms(
    @Ctx() context: RequestContext,
    @Root() principal: Principal,
    @Args(() => RoomsArgs) args: RoomsArgs,
  ): Connection<Room> {
    return this.roomsWhereEffective('presented', context, principal, args, (subject) => presents('room', subject));
  }

  @FieldResolver(() => RoomConnection, {
    description: 'The rooms that list it by itself as a member, manager or presenter, with effect or without.',
    complexity: connectionComplexity,
  })
  listedRooms(
    @Ctx() context: RequestContext,
    @Root() principal: Principal,
    @Args(() => RoomsArgs) args: RoomsArgs,
  ): Connection<Room> {
    return this.roomsWhere('listed', context, principal, args, () => isListed('room.id', LISTS, [principal.id]));
  }

  private roomsWhereMay(
    action: AccessAction,
    context: RequestContext,
    principal: Principal,
    args: RoomsArgs,
  ): Connection<Room> {
    const may = ROOMS_WHERE[action];
    return this.roomsWhereEffective(action, context, principal, args, (subject) => may('room', subject));
  }

  private roomsWhereEffective(
    key: string,
    context: RequestContext,
    principal: Principal,
    args: RoomsArgs,
    related: (subject: AccessSubject) => Sql,
  ): Connection<Room> {
    const isItself = context.actor.principalId === principal.id;
    return this.roomsWhere(key, context, principal, args, async () => {
      const subject = await this.eligibility.for(context).subject(principal.id);
      return and([related(subject), isItself ? ALL : await this.rooms.drawable(context, 'room')]);
    });
  }

  private roomsWhere(
    key: string,
    context: RequestContext,
    { id }: Principal,
    args: RoomsArgs,
    related: () => Sql | Promise<Sql>,
  ): Connection<Room> {
    const condition = async () => and([await related(), await this.rooms.condition(context, args)]);
    return roomList.connectionFor(context, id, { args, order: args.order, condition }, [key, args]);
  }
}
