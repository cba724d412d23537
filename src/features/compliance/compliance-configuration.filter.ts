import { Field } from 'type-graphql';

import { Filter, text, value } from '../../graphql/filter';
import { FilterType } from '../../graphql/filter-type';
import {
  BooleanFilter,
  NullableStringFilter,
  NullFilter,
  type NumberFilter,
  TimeSpanFilter,
} from '../../graphql/filter.inputs';
import { serviceScoped, ServiceScopedFilter } from '../scope/service-scoped.filter';
import { ComplianceConfiguration } from './compliance-configuration.entity';

@FilterType('a compliance configuration')
export class ComplianceConfigurationFilter extends ServiceScopedFilter<ComplianceConfigurationFilter> {
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
}

export const complianceConfigurationFilter = new Filter<ComplianceConfigurationFilter>(ComplianceConfiguration, {
  ...serviceScoped,
  adapterType: text('adapterTypeKey'),
  adapterName: text('adapterNameKey'),
  adapterOutputDirectory: text('adapterOutputDirectoryKey'),
  oneChatRoomPerOutputFile: value('oneChatRoomPerOutputFile'),
  addChatRoomDetails: value('addChatRoomDetails'),
  addUserDetails: value('addUserDetails'),
  createFileAttachmentsManifest: value('createFileAttachmentsManifest'),
  customConfiguration: value('customConfiguration'),
  runInterval: value('runInterval'),
});
