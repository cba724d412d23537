import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { EligiblePrincipals } from './eligible-principals';
import type { Loaders } from './loaders';
import { Principal } from './principal.entity';

@Resolver(() => EligiblePrincipals)
export class EligiblePrincipalsResolver {
  @FieldResolver(() => Int)
  totalCount(@Root() { roomId, wildcard }: EligiblePrincipals, @Ctx() loaders: Loaders): Promise<number> {
    return loaders.eligibleTotal(wildcard).load(roomId);
  }

  @FieldResolver(() => [Principal])
  async nodes(@Root() { roomId, wildcard }: EligiblePrincipals, @Ctx() loaders: Loaders): Promise<Principal[]> {
    const ids = await loaders.firstEligible(wildcard).load(roomId);
    return Promise.all(ids.map((id) => loaders.principalById.load(id)));
  }
}
