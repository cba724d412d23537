import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Principal } from '../../directory/principal.entity';
import { RequestContext } from '../../graphql/context';
import { Site } from './site.entity';
import { siteByKey } from './topology.loaders';

@Resolver(() => Principal)
export class PrincipalSiteResolver {
  @FieldResolver(() => Site, {
    nullable: true,
    description: 'The site of the topology that `siteName` names; null where it names none.',
  })
  site(@Ctx() context: RequestContext, @Root() { siteKey }: Principal): Promise<Site | null> | null {
    return siteKey === null ? null : context.the(siteByKey).load(siteKey);
  }
}
