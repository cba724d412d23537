import { Arg, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { type DataSource, In } from 'typeorm';

import { EligiblePrincipals } from './eligible-principals';
import { Room } from './room.entity';

@Resolver(() => Room)
export class RoomResolver {
  constructor(private readonly dataSource: DataSource) {}

  @Query(() => [Room])
  async rooms(@Arg('ids', () => [Int]) ids: number[]): Promise<Room[]> {
    const rooms = await this.dataSource.getRepository(Room).findBy({ id: In(ids) });
    const byId = new Map(rooms.map((room) => [room.id, room]));
    return ids.map((id) => byId.get(id)!);
  }

  @FieldResolver(() => EligiblePrincipals)
  eligiblePrincipals(
    @Root() { id }: Room,
    @Arg('wildcard', () => String, { nullable: true }) wildcard: string | null,
  ): EligiblePrincipals {
    return new EligiblePrincipals(id, wildcard ?? null);
  }
}
