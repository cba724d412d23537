import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Cmdlet, Parameter } from '../../graphql/cmdlet';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { TargetArgs } from '../../graphql/target';
import { Role } from '../../security/access-token.entity';
import type { PrincipalRefreshService } from '../directory/principal-refresh.service';
import { Pool } from '../topology/pool.entity';
import { poolById } from '../topology/topology.loaders';
import type { EndpointChangesService } from './endpoint-changes.service';
import { EndpointsArgs } from './endpoint.args';
import { Endpoint } from './endpoint.entity';
import { NewEndpointInput, RemoveEndpointInput, RemoveEndpointsInput } from './endpoint.inputs';
import { EndpointConnection, endpointList } from './endpoint.lists';
import { NewEndpointPayload, RemoveEndpointPayload, RemoveEndpointsPayload } from './endpoint.payloads';
import type { EndpointService } from './endpoint.service';

@Resolver(() => Endpoint)
export class EndpointResolver {
  constructor(
    private readonly service: EndpointService,
    private readonly changes: EndpointChangesService,
    private readonly directory: Pick<PrincipalRefreshService, 'checkNames'>,
  ) {}

  @Cmdlet('Get-CsPersistentChatEndpoint')
  @Query(() => Endpoint, {
    nullable: true,
    description:
      'The endpoint of that id, or of that identity: a SIP address, display name, distinguished name or GUID. Where there is none, null and an error that says so.',
  })
  endpoint(@Ctx() context: RequestContext, @Args(() => TargetArgs) target: TargetArgs): Promise<Endpoint> {
    return this.service.get(context.read, target);
  }

  @Cmdlet('Get-CsPersistentChatEndpoint')
  @Query(() => EndpointConnection, { description: 'The endpoints.', complexity: connectionComplexity })
  endpoints(@Ctx() context: RequestContext, @Args(() => EndpointsArgs) args: EndpointsArgs): Connection<Endpoint> {
    this.directory.checkNames(context, args);
    const condition = () => this.service.condition(context, args);
    return endpointList.connection(context, { args, order: args.order, condition });
  }

  @FieldResolver(() => Pool, { description: 'The pool that it leads to.' })
  async pool(@Ctx() context: RequestContext, @Root() { poolId }: Endpoint): Promise<Pool> {
    return (await context.the(poolById).load(poolId))!;
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('New-CsPersistentChatEndpoint')
  @Parameter('PassThru')
  @Mutation(() => NewEndpointPayload, { nullable: true, description: 'Makes an endpoint; null only beside an error.' })
  async newEndpoint(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The endpoint.' }) input: NewEndpointInput,
  ): Promise<NewEndpointPayload> {
    return new NewEndpointPayload(await this.changes.create(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatEndpoint')
  @Mutation(() => RemoveEndpointPayload, {
    nullable: true,
    description: 'Removes an endpoint; null only beside an error.',
  })
  async removeEndpoint(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The endpoint.' }) input: RemoveEndpointInput,
  ): Promise<RemoveEndpointPayload> {
    return new RemoveEndpointPayload(await this.changes.remove(context, input));
  }

  @Authorized(Role.ADMINISTRATOR)
  @Cmdlet('Remove-CsPersistentChatEndpoint')
  @Mutation(() => RemoveEndpointsPayload, {
    nullable: true,
    description: 'Removes many endpoints; null only beside an error.',
  })
  async removeEndpoints(
    @Ctx() context: RequestContext,
    @Arg('input', { description: 'The endpoints.' }) input: RemoveEndpointsInput,
  ): Promise<RemoveEndpointsPayload> {
    return new RemoveEndpointsPayload(await this.changes.removeMany(context, input));
  }
}
