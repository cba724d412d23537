import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Principal } from '../../directory/principal.entity';
import { principalById } from '../../directory/principal.loaders';
import { listComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { AccessChange } from '../impact/access-change';
import { Room } from './room.entity';
import { roomById } from './room.loaders';

@Resolver(() => AccessChange)
export class AccessChangeResolver {
  @FieldResolver(() => Principal, { description: 'The user.' })
  principal(@Ctx() context: RequestContext, @Root() { principalId }: AccessChange): Promise<Principal | null> {
    return context.the(principalById).load(principalId);
  }

  @FieldResolver(() => [Room], {
    description: 'The rooms, the first 500 at most; not one that is only planned.',
    complexity: listComplexity,
  })
  async rooms(@Ctx() context: RequestContext, @Root() { roomIds }: AccessChange): Promise<Room[]> {
    const made = roomIds.filter((id) => id !== null);
    const rooms = await Promise.all(made.map((id) => context.the(roomById).load(id)));
    return rooms.filter((room) => room !== null);
  }
}
