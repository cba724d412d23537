import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { Principal } from '../../directory/principal.entity';
import { PolicyImpact } from '../../eligibility/policy-impact';
import { type Connection, ConnectionArgs, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import type { PrincipalListsService } from '../principal/principal-lists.service';
import { principalSetConnection } from '../principal/principal-set.connection';
import { PrincipalConnection } from '../principal/principal.lists';
import { PolicyImpactView } from './policy-impact.view';

@Resolver(() => PolicyImpactView)
export class PolicyImpactResolver {
  constructor(private readonly principals: PrincipalListsService) {}

  @FieldResolver(() => PrincipalConnection, {
    description: 'The users who gain Persistent Chat, by display name.',
    complexity: connectionComplexity,
  })
  gained(
    @Ctx() context: RequestContext,
    @Root() view: PolicyImpactView,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Connection<Principal> {
    return this.users(context, view, 'gained', args);
  }

  @FieldResolver(() => PrincipalConnection, {
    description: 'The users who lose Persistent Chat, by display name.',
    complexity: connectionComplexity,
  })
  lost(
    @Ctx() context: RequestContext,
    @Root() view: PolicyImpactView,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Connection<Principal> {
    return this.users(context, view, 'lost', args);
  }

  private users(
    context: RequestContext,
    { impact }: PolicyImpactView,
    side: 'gained' | 'lost',
    args: ConnectionArgs,
  ): Connection<Principal> {
    if (impact instanceof PolicyImpact) {
      const { index, [side]: principals } = impact;
      return principalSetConnection(context, args, () => Promise.resolve({ index, principals }));
    }
    const { principalIds, total } = impact[side];
    return this.principals.these(context, principalIds, args, total);
  }
}
