import { Field } from 'type-graphql';

import { Parameter } from '../../graphql/cmdlet';
import { Filter, related, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import { DateTimeFilter, StringFilter } from '../../graphql/filter.inputs';
import { PoolFilter, poolFilter } from '../topology/topology.filters';
import { Addin } from './addin.entity';

@FilterType('an add-in')
export class AddinFilter extends Combinable<AddinFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the name.' })
  name?: StringFilter;

  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the address of the page.' })
  url?: StringFilter;

  @Parameter('PersistentChatPoolFqdn')
  @Field(() => PoolFilter, { nullable: true, description: 'Conditions on the pool.' })
  pool?: PoolFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was created.' })
  createdAt?: DateTimeFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was last changed.' })
  updatedAt?: DateTimeFilter;
}

export const addinFilter = new Filter<AddinFilter>(Addin, {
  name: text('nameKey'),
  url: text('urlKey'),
  pool: related('poolId', 'pools', () => poolFilter),
  createdAt: value('createdAt'),
  updatedAt: value('updatedAt'),
});
