import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { RequestContext } from '../../graphql/context';
import { Site } from '../topology/site.entity';
import { Configuration } from './configuration.entity';
import { configurationBySiteId } from './configuration.loaders';

@Resolver(() => Site)
export class SiteConfigurationResolver {
  @FieldResolver(() => Configuration, {
    nullable: true,
    description: 'The configuration of the site; null where it has none, and the global one counts for its pools.',
  })
  configuration(@Ctx() context: RequestContext, @Root() { id }: Site): Promise<Configuration | null> {
    return context.the(configurationBySiteId).load(id);
  }
}
