import { Authorized, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { RequestContext } from '../../graphql/context';
import { AUDITORS } from '../audit/audit.roles';
import { Pool } from '../topology/pool.entity';
import { effectiveComplianceConfigurationOf } from './compliance-configuration.loaders';
import { EffectiveComplianceConfiguration } from './effective-compliance-configuration';

@Resolver(() => Pool)
export class PoolComplianceResolver {
  @Authorized(AUDITORS)
  @FieldResolver(() => EffectiveComplianceConfiguration, {
    nullable: true,
    description:
      'The compliance configuration that counts for the pool: its own, else that of its site, else the global one; null only beside an error.',
  })
  async effectiveComplianceConfiguration(
    @Ctx() context: RequestContext,
    @Root() pool: Pool,
  ): Promise<EffectiveComplianceConfiguration> {
    return new EffectiveComplianceConfiguration(await context.the(effectiveComplianceConfigurationOf).load(pool));
  }
}
