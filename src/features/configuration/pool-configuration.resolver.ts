import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { RequestContext } from '../../graphql/context';
import { Pool } from '../topology/pool.entity';
import { effectiveConfigurationOf } from './configuration.loaders';
import { EffectiveConfiguration } from './effective-configuration';

@Resolver(() => Pool)
export class PoolConfigurationResolver {
  @FieldResolver(() => EffectiveConfiguration, {
    description: 'The configuration that counts for the pool: its own, else that of its site, else the global one.',
  })
  async effectiveConfiguration(@Ctx() context: RequestContext, @Root() pool: Pool): Promise<EffectiveConfiguration> {
    return new EffectiveConfiguration(await context.the(effectiveConfigurationOf).load(pool));
  }
}
