import { Field } from 'type-graphql';

import { Parameter } from '../../graphql/cmdlet';
import { Filter, related, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import {
  BooleanFilter,
  DateTimeFilter,
  type EnumFilter,
  NullableStringFilter,
  StringFilter,
} from '../../graphql/filter.inputs';
import type { Scope } from '../scope/scope';
import { identity, ScopeFilter } from '../scope/scoped.filter';
import { SiteFilter, siteFilter } from '../topology/topology.filters';
import { Policy } from './policy.entity';

@FilterType('a policy')
export class PolicyFilter extends Combinable<PolicyFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the identity, in any of its forms.' })
  identity?: StringFilter;

  @Field(() => ScopeFilter, { nullable: true, description: 'Conditions on the scope.' })
  scope?: EnumFilter<Scope>;

  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the description.' })
  description?: StringFilter;

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether it enables Persistent Chat.' })
  enablePersistentChat?: BooleanFilter;

  @Field(() => SiteFilter, {
    nullable: true,
    description: 'Conditions on the site; a policy that is for none never meets them.',
  })
  site?: SiteFilter;

  @Parameter('Tenant')
  @Field(() => NullableStringFilter, { nullable: true, description: 'Conditions on the tenant that it was made for.' })
  tenantId?: NullableStringFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was created.' })
  createdAt?: DateTimeFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was last changed.' })
  updatedAt?: DateTimeFilter;
}

export const policyFilter = new Filter<PolicyFilter>(Policy, {
  identity,
  scope: value('scope'),
  description: text('descriptionKey'),
  enablePersistentChat: value('enablePersistentChat'),
  site: related('siteId', 'sites', () => siteFilter),
  tenantId: text('tenantId'),
  createdAt: value('createdAt'),
  updatedAt: value('updatedAt'),
});
