import { Field } from 'type-graphql';

import { Filter, related, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import {
  DateTimeFilter,
  type EnumFilter,
  IntFilter,
  NullableStringFilter,
  type NumberFilter,
  StringFilter,
  UInt32Filter,
} from '../../graphql/filter.inputs';
import type { Scope } from '../scope/scope';
import { identity, ScopeFilter } from '../scope/scoped.filter';
import { PoolFilter, poolFilter, SiteFilter, siteFilter } from '../topology/topology.filters';
import { Configuration } from './configuration.entity';

@FilterType('a configuration')
export class ConfigurationFilter extends Combinable<ConfigurationFilter> {
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

  @Field(() => IntFilter, { nullable: true, description: 'How many messages are shown to who enters a room.' })
  defaultChatHistory?: NumberFilter;

  @Field(() => UInt32Filter, { nullable: true, description: 'The size of the largest file, in kilobytes.' })
  maxFileSizeKB?: NumberFilter;

  @Field(() => UInt32Filter, {
    nullable: true,
    description: 'With how many participants a room stops telling who comes and goes.',
  })
  participantUpdateLimit?: NumberFilter;

  @Field(() => NullableStringFilter, {
    nullable: true,
    description: 'Conditions on the address of the page on which rooms are managed.',
  })
  roomManagementUrl?: NullableStringFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was created.' })
  createdAt?: DateTimeFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was last changed.' })
  updatedAt?: DateTimeFilter;
}

export const configurationFilter = new Filter<ConfigurationFilter>(Configuration, {
  identity,
  scope: value('scope'),
  site: related('siteId', 'sites', () => siteFilter),
  pool: related('poolId', 'pools', () => poolFilter),
  defaultChatHistory: value('defaultChatHistory'),
  maxFileSizeKB: value('maxFileSizeKB'),
  participantUpdateLimit: value('participantUpdateLimit'),
  roomManagementUrl: text('roomManagementUrlKey'),
  createdAt: value('createdAt'),
  updatedAt: value('updatedAt'),
});
