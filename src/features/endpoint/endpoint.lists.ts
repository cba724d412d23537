import { connectionOf } from '../../graphql/connection';
import { Direction, orderOf } from '../../graphql/order';
import { RowList } from '../../graphql/row-list';
import { Endpoint } from './endpoint.entity';

export const EndpointConnection = connectionOf(Endpoint);

export const EndpointOrder = orderOf('Endpoint', {
  DISPLAY_NAME: 'By display name.',
  SIP_ADDRESS: 'By SIP address.',
  CREATED_AT: 'By the time of creation.',
});

export const endpointList = new RowList(
  Endpoint,
  'endpoint',
  { DISPLAY_NAME: 'sortKey', SIP_ADDRESS: 'sipKey', CREATED_AT: 'createdAt' },
  { field: 'DISPLAY_NAME', direction: Direction.ASC },
);
