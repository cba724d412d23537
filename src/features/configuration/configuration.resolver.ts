import { Args, Ctx, Query, Resolver } from 'type-graphql';

import { Cmdlet } from '../../graphql/cmdlet';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { LocalStoreArgs } from '../../graphql/local-store.args';
import { TargetArgs } from '../../graphql/target';
import { ConfigurationsArgs } from './configuration.args';
import { Configuration } from './configuration.entity';
import { ConfigurationConnection, configurationList } from './configuration.lists';
import type { ConfigurationService } from './configuration.service';

@Resolver(() => Configuration)
export class ConfigurationResolver {
  constructor(private readonly service: ConfigurationService) {}

  @Cmdlet('Get-CsPersistentChatConfiguration')
  @Query(() => Configuration, {
    nullable: true,
    description:
      'The configuration of that identity (`global`, `site:NAME` or `service:PersistentChatServer:FQDN`) or id; where there is none, null and an error that says so.',
  })
  configuration(
    @Ctx() context: RequestContext,
    @Args(() => TargetArgs) target: TargetArgs,
    @Args(() => LocalStoreArgs) _store: LocalStoreArgs,
  ): Promise<Configuration> {
    return this.service.get(context.read, target);
  }

  @Cmdlet('Get-CsPersistentChatConfiguration')
  @Query(() => ConfigurationConnection, { description: 'The configurations.', complexity: connectionComplexity })
  configurations(
    @Ctx() context: RequestContext,
    @Args(() => ConfigurationsArgs) args: ConfigurationsArgs,
    @Args(() => LocalStoreArgs) _store: LocalStoreArgs,
  ): Connection<Configuration> {
    const condition = () => this.service.condition(context, args);
    return configurationList.connection(context, { args, order: args.order, condition });
  }
}
