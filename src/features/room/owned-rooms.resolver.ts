import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Cmdlet, Parameter } from '../../graphql/cmdlet';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { Addin } from '../addin/addin.entity';
import { Category } from '../category/category.entity';
import { Pool } from '../topology/pool.entity';
import { RoomsArgs } from './room.args';
import type { Room } from './room.entity';
import { RoomConnection, roomList } from './room.lists';
import type { RoomService } from './room.service';

/** The rooms of what they belong to. */
abstract class OwnedRoomsResolver {
  constructor(private readonly all: RoomService) {}

  protected roomsOf(
    context: RequestContext,
    property: 'categoryId' | 'poolId' | 'addinId',
    owner: number,
    args: RoomsArgs,
  ): Connection<Room> {
    const query = { args, order: args.order, condition: () => this.all.condition(context, args) };
    return roomList.connectionOf(context, property, owner, query, args);
  }
}

@Resolver(() => Category)
export class CategoryRoomsResolver extends OwnedRoomsResolver {
  @Cmdlet('Get-CsPersistentChatRoom')
  @Parameter('Category')
  @FieldResolver(() => RoomConnection, {
    description: 'The rooms of the category that the caller may find.',
    complexity: connectionComplexity,
  })
  rooms(
    @Ctx() context: RequestContext,
    @Root() { id }: Category,
    @Args(() => RoomsArgs) args: RoomsArgs,
  ): Connection<Room> {
    return this.roomsOf(context, 'categoryId', id, args);
  }
}

@Resolver(() => Pool)
export class PoolRoomsResolver extends OwnedRoomsResolver {
  @Cmdlet('Get-CsPersistentChatRoom')
  @Parameter('PersistentChatPoolFqdn')
  @FieldResolver(() => RoomConnection, {
    description: 'The rooms of the pool that the caller may find.',
    complexity: connectionComplexity,
  })
  rooms(
    @Ctx() context: RequestContext,
    @Root() { id }: Pool,
    @Args(() => RoomsArgs) args: RoomsArgs,
  ): Connection<Room> {
    return this.roomsOf(context, 'poolId', id, args);
  }
}

@Resolver(() => Addin)
export class AddinRoomsResolver extends OwnedRoomsResolver {
  @Cmdlet('Get-CsPersistentChatRoom')
  @Parameter('Addin')
  @FieldResolver(() => RoomConnection, {
    description: 'The rooms with the add-in that the caller may find.',
    complexity: connectionComplexity,
  })
  rooms(
    @Ctx() context: RequestContext,
    @Root() { id }: Addin,
    @Args(() => RoomsArgs) args: RoomsArgs,
  ): Connection<Room> {
    return this.roomsOf(context, 'addinId', id, args);
  }
}
