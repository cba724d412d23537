import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import type { Principal } from '../../directory/principal.entity';
import { Cmdlet } from '../../graphql/cmdlet';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { LocalStoreArgs } from '../../graphql/local-store.args';
import { PrincipalConnection, principalList } from '../principal/principal.lists';
import type { PrincipalService } from '../principal/principal.service';
import { GrantedToArgs, PoliciesArgs, PolicyArgs } from './policy.args';
import { Policy } from './policy.entity';
import { PolicyConnection, policyList } from './policy.lists';
import { ofTenant, type PolicyService } from './policy.service';

@Resolver(() => Policy)
export class PolicyResolver {
  constructor(
    private readonly service: PolicyService,
    private readonly principals: PrincipalService,
  ) {}

  @Cmdlet('Get-CsPersistentChatPolicy')
  @Query(() => Policy, {
    nullable: true,
    description:
      'The policy of that identity (`global`, `site:NAME`, or a name) or id; where there is none, null and an error that says so.',
  })
  async policy(
    @Ctx() context: RequestContext,
    @Args(() => PolicyArgs) { tenant, ...target }: PolicyArgs,
    @Args(() => LocalStoreArgs) _store: LocalStoreArgs,
  ): Promise<Policy> {
    return ofTenant(await this.service.get(context.read, target), tenant);
  }

  @Cmdlet('Get-CsPersistentChatPolicy')
  @Query(() => PolicyConnection, { description: 'The policies.', complexity: connectionComplexity })
  policies(
    @Ctx() context: RequestContext,
    @Args(() => PoliciesArgs) args: PoliciesArgs,
    @Args(() => LocalStoreArgs) _store: LocalStoreArgs,
  ): Connection<Policy> {
    return policyList.connection(context, {
      args,
      order: args.order,
      condition: () => this.service.condition(context, args),
    });
  }

  @FieldResolver(() => PrincipalConnection, {
    description: 'The users to whom the policy is granted, those that vanished from the directory too.',
    complexity: connectionComplexity,
  })
  grantedTo(
    @Ctx() context: RequestContext,
    @Root() { id }: Policy,
    @Args(() => GrantedToArgs) args: GrantedToArgs,
  ): Connection<Principal> {
    const condition = () => this.principals.condition(context, { where: args.where });
    return principalList.connectionOf(context, 'policyId', id, { args, order: args.order, condition }, args);
  }
}
