import { Field } from 'type-graphql';

import { Filter, related, text, value } from '../../graphql/filter';
import { Combinable, FilterType } from '../../graphql/filter-type';
import { DateTimeFilter, StringFilter } from '../../graphql/filter.inputs';
import { PoolFilter, poolFilter } from '../topology/topology.filters';
import { Endpoint } from './endpoint.entity';

@FilterType('an endpoint')
export class EndpointFilter extends Combinable<EndpointFilter> {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the SIP address, with `sip:` before it.' })
  sipAddress?: StringFilter;

  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the display name.' })
  displayName?: StringFilter;

  @Field(() => PoolFilter, { nullable: true, description: 'Conditions on the pool.' })
  pool?: PoolFilter;

  @Field(() => DateTimeFilter, { nullable: true, description: 'When it was created.' })
  createdAt?: DateTimeFilter;
}

export const endpointFilter = new Filter<EndpointFilter>(Endpoint, {
  sipAddress: text('sipKey'),
  displayName: text('displayNameKey'),
  pool: related('poolId', 'pools', () => poolFilter),
  createdAt: value('createdAt'),
});
