import { Field, InputType } from 'type-graphql';

import { related, value } from '../../graphql/filter';
import { Combinable } from '../../graphql/filter-type';
import { DateTimeFilter, type EnumFilter, StringFilter } from '../../graphql/filter.inputs';
import { PoolFilter, poolFilter, SiteFilter, siteFilter } from '../topology/topology.filters';
import type { Scope } from './scope';
import { identity, ScopeFilter } from './scoped.filter';

/** What may be asked of everything that is set for the organisation, a site or a pool. */
@InputType()
export abstract class ServiceScopedFilter<F> extends Combinable<F> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the identity, in any of its forms.' })
  identity?: StringFilter;

  @Field(() => ScopeFilter, { nullable: true, description: 'Conditions on the scope.' })
  scope?: EnumFilter<Scope>;

  @Field(() => SiteFilter, {
    nullable: true,
    description: 'Conditions on the site; a configuration that is for none never meets them.',
  })
  site?: SiteFilter;

  @Field(() => PoolFilter, {
    nullable: true,
    description: 'Conditions on the pool; a configuration that is for none never meets them.',
  })
  pool?: PoolFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was created.' })
  createdAt?: DateTimeFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was last changed.' })
  updatedAt?: DateTimeFilter;
}

/** How it is asked of the store. */
export const serviceScoped = {
  identity,
  scope: value('scope'),
  site: related('siteId', 'sites', () => siteFilter),
  pool: related('poolId', 'pools', () => poolFilter),
  createdAt: value('createdAt'),
  updatedAt: value('updatedAt'),
};
