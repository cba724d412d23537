import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { DirectoryAttribute } from '../../directory/directory-attribute';
import { Principal } from '../../directory/principal.entity';
import { attributesByPrincipalId } from '../../directory/principal.loaders';
import { Cmdlet } from '../../graphql/cmdlet';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import type { PrincipalRelationsService } from './principal-relations.service';
import { PrincipalConnection, principalList } from './principal.lists';
import type { PrincipalService } from './principal.service';
import { PrincipalArgs, PrincipalsArgs, RelatedPrincipalsArgs } from './principals.args';

@Resolver(() => Principal)
export class PrincipalResolver {
  constructor(
    private readonly service: PrincipalService,
    private readonly relations: PrincipalRelationsService,
  ) {}

  @Cmdlet('Get-CsAdPrincipal')
  @Query(() => Principal, {
    nullable: true,
    description:
      'The principal of that id, or of that identity: a SIP address, user principal name, `domain\\logon`, display name, distinguished name or GUID. Where there is none, null and an error that says so.',
  })
  principal(@Ctx() context: RequestContext, @Args(() => PrincipalArgs) args: PrincipalArgs): Promise<Principal> {
    const isAsked = typeof (args.domainController ?? args.credential) === 'string';
    return isAsked ? this.service.findFresh(context, args) : this.service.find(context, args);
  }

  @Cmdlet('Get-CsAdPrincipal')
  @Query(() => PrincipalConnection, {
    description: 'The principals of the directory, and those that vanished from it (`missing`).',
    complexity: connectionComplexity,
  })
  principals(@Ctx() context: RequestContext, @Args(() => PrincipalsArgs) args: PrincipalsArgs): Connection<Principal> {
    return principalList.connection(context, {
      args,
      order: args.order,
      condition: () => this.service.condition(context, args),
    });
  }

  @FieldResolver(() => [DirectoryAttribute], {
    description:
      'What is kept of its other attributes in the directory, by name; `principals(ldapFilter:)` asks for them.',
    complexity: ({ childComplexity }) => 10 * childComplexity,
  })
  attributes(@Ctx() context: RequestContext, @Root() { id }: Principal): Promise<DirectoryAttribute[]> {
    return context.the(attributesByPrincipalId).load(id);
  }

  @FieldResolver(() => PrincipalConnection, {
    description: 'The groups that it belongs to, by display name.',
    complexity: connectionComplexity,
  })
  groups(
    @Ctx() context: RequestContext,
    @Root() principal: Principal,
    @Args(() => RelatedPrincipalsArgs) args: RelatedPrincipalsArgs,
  ): Connection<Principal> {
    return this.relations.groups(context, principal, args);
  }

  @FieldResolver(() => PrincipalConnection, {
    description: 'Of a group its members, of a container what stands below it, by display name; others have none.',
    complexity: connectionComplexity,
  })
  members(
    @Ctx() context: RequestContext,
    @Root() principal: Principal,
    @Args(() => RelatedPrincipalsArgs) args: RelatedPrincipalsArgs,
  ): Connection<Principal> {
    return this.relations.members(context, principal, args);
  }

  @FieldResolver(() => [Principal], {
    description: 'The containers, organizational units and domain that it stands in, the nearest first.',
    complexity: ({ childComplexity }) => 10 * childComplexity,
  })
  containers(@Ctx() context: RequestContext, @Root() principal: Principal): Promise<Principal[]> {
    return this.relations.containers(context, principal);
  }

  @FieldResolver(() => Principal, {
    nullable: true,
    description: 'What it stands in directly; null for a domain, and for what is missing.',
  })
  container(@Ctx() context: RequestContext, @Root() principal: Principal): Promise<Principal | null> {
    return this.relations.container(context, principal);
  }
}
