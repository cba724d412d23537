import { Field } from 'type-graphql';

import { Filter, related, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import {
  BooleanFilter,
  DateTimeFilter,
  type EnumFilter,
  NullableStringFilter,
  NullFilter,
  type NumberFilter,
  StringFilter,
  TimeSpanFilter,
} from '../../graphql/filter.inputs';
import type { Scope } from '../scope/scope';
import { identity, ScopeFilter } from '../scope/scoped.filter';
import { PoolFilter, poolFilter, SiteFilter, siteFilter } from '../topology/topology.filters';
import { ComplianceConfiguration } from './compliance-configuration.entity';

@FilterType('a compliance configuration')
export class ComplianceConfigurationFilter extends Combinable<ComplianceConfigurationFilter> {
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

  @Field(() => NullableStringFilter, { nullable: true, description: 'What records; null where nothing is recorded.' })
  adapterType?: NullableStringFilter;

  @Field(() => NullableStringFilter, { nullable: true, description: 'Conditions on the name of the adapter.' })
  adapterName?: NullableStringFilter;

  @Field(() => NullableStringFilter, { nullable: true, description: 'Conditions on the folder for the output.' })
  adapterOutputDirectory?: NullableStringFilter;

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether each room has output files of its own.' })
  oneChatRoomPerOutputFile?: BooleanFilter;

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether records tell about the room.' })
  addChatRoomDetails?: BooleanFilter;

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether records tell about the user.' })
  addUserDetails?: BooleanFilter;

  @Field(() => BooleanFilter, { nullable: true, description: 'Whether there is a list of the files.' })
  createFileAttachmentsManifest?: BooleanFilter;

  @Field(() => NullFilter, { nullable: true, description: 'Whether there is an XSLT document.' })
  customConfiguration?: NullFilter;

  @Field(() => TimeSpanFilter, { nullable: true, description: 'How long the adapter waits between two runs.' })
  runInterval?: NumberFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was created.' })
  createdAt?: DateTimeFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was last changed.' })
  updatedAt?: DateTimeFilter;
}

export const complianceConfigurationFilter = new Filter<ComplianceConfigurationFilter>(ComplianceConfiguration, {
  identity,
  scope: value('scope'),
  site: related('siteId', 'sites', () => siteFilter),
  pool: related('poolId', 'pools', () => poolFilter),
  adapterType: text('adapterTypeKey'),
  adapterName: text('adapterNameKey'),
  adapterOutputDirectory: text('adapterOutputDirectoryKey'),
  oneChatRoomPerOutputFile: value('oneChatRoomPerOutputFile'),
  addChatRoomDetails: value('addChatRoomDetails'),
  addUserDetails: value('addUserDetails'),
  createFileAttachmentsManifest: value('createFileAttachmentsManifest'),
  customConfiguration: value('customConfiguration'),
  runInterval: value('runInterval'),
  createdAt: value('createdAt'),
  updatedAt: value('updatedAt'),
});
