import { Field } from 'type-graphql';

import { Filter, text, value } from '../../graphql/filter';
import { FilterType } from '../../graphql/filter-type';
import { IntFilter, NullableStringFilter, type NumberFilter, UInt32Filter } from '../../graphql/filter.inputs';
import { serviceScoped, ServiceScopedFilter } from '../scope/service-scoped.filter';
import { Configuration } from './configuration.entity';

@FilterType('a configuration')
export class ConfigurationFilter extends ServiceScopedFilter<ConfigurationFilter> {
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
}

export const configurationFilter = new Filter<ConfigurationFilter>(Configuration, {
  ...serviceScoped,
  defaultChatHistory: value('defaultChatHistory'),
  maxFileSizeKB: value('maxFileSizeKB'),
  participantUpdateLimit: value('participantUpdateLimit'),
  roomManagementUrl: text('roomManagementUrlKey'),
});
