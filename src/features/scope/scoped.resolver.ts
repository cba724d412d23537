import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { RequestContext } from '../../graphql/context';
import { Site } from '../topology/site.entity';
import { siteById } from '../topology/topology.loaders';
import { Scoped } from './scoped.entity';

@Resolver(() => Scoped)
export class ScopedResolver {
  @FieldResolver(() => Site, {
    nullable: true,
    description: 'The site, of what is set for one; null for everything else.',
  })
  site(@Ctx() context: RequestContext, @Root() { siteId }: Scoped): Promise<Site | null> | null {
    return siteId === null ? null : context.the(siteById).load(siteId);
  }
}
