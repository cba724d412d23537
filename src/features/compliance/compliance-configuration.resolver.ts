import { Args, Authorized, Ctx, Query, Resolver } from 'type-graphql';

import { Cmdlet } from '../../graphql/cmdlet';
import { type Connection, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { LocalStoreArgs } from '../../graphql/local-store.args';
import { TargetArgs } from '../../graphql/target';
import { AUDITORS } from '../audit/audit.roles';
import { ComplianceConfigurationsArgs } from './compliance-configuration.args';
import { ComplianceConfiguration } from './compliance-configuration.entity';
import { ComplianceConfigurationConnection, complianceConfigurationList } from './compliance-configuration.lists';
import type { ComplianceConfigurationService } from './compliance-configuration.service';

@Resolver(() => ComplianceConfiguration)
export class ComplianceConfigurationResolver {
  constructor(private readonly service: ComplianceConfigurationService) {}

  @Authorized(AUDITORS)
  @Cmdlet('Get-CsPersistentChatComplianceConfiguration')
  @Query(() => ComplianceConfiguration, {
    nullable: true,
    description:
      'The compliance configuration of that identity (`global`, `site:NAME` or `service:PersistentChatServer:FQDN`) or id; where there is none, null and an error that says so.',
  })
  complianceConfiguration(
    @Ctx() context: RequestContext,
    @Args(() => TargetArgs) target: TargetArgs,
    @Args(() => LocalStoreArgs) _store: LocalStoreArgs,
  ): Promise<ComplianceConfiguration> {
    return this.service.get(context.read, target);
  }

  @Authorized(AUDITORS)
  @Cmdlet('Get-CsPersistentChatComplianceConfiguration')
  @Query(() => ComplianceConfigurationConnection, {
    nullable: true,
    description: 'The compliance configurations; null only beside an error.',
    complexity: connectionComplexity,
  })
  complianceConfigurations(
    @Ctx() context: RequestContext,
    @Args(() => ComplianceConfigurationsArgs) args: ComplianceConfigurationsArgs,
    @Args(() => LocalStoreArgs) _store: LocalStoreArgs,
  ): Connection<ComplianceConfiguration> {
    const condition = () => this.service.condition(context, args);
    return complianceConfigurationList.connection(context, { args, order: args.order, condition });
  }
}
