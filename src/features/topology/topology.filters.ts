import { type ClassType, Field } from 'type-graphql';

import { Filter, related, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import { type EnumFilter, enumFilter, StringFilter } from '../../graphql/filter.inputs';
import { Pool, PoolState } from './pool.entity';
import { Site } from './site.entity';

const PoolStateFilter: ClassType<EnumFilter<PoolState>> = enumFilter<PoolState>(PoolState, 'PoolState');

@FilterType('a site')
export class SiteFilter extends Combinable<SiteFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the name.' })
  name?: StringFilter;
}

@FilterType('a pool')
export class PoolFilter extends Combinable<PoolFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the fully qualified domain name.' })
  fqdn?: StringFilter;

  @Field(() => PoolStateFilter, { nullable: true, description: 'Conditions on the state.' })
  state?: EnumFilter<PoolState>;

  @Field(() => SiteFilter, { nullable: true, description: 'Conditions on the site.' })
  site?: SiteFilter;
}

export const siteFilter = new Filter<SiteFilter>(Site, { name: text('nameKey') });

export const poolFilter = new Filter<PoolFilter>(Pool, {
  fqdn: text('fqdn'),
  state: value('state'),
  site: related('siteId', 'sites', () => siteFilter),
});
