import { connectionOf } from '../../graphql/connection';
import { Direction, orderOf } from '../../graphql/order';
import { RowList } from '../../graphql/row-list';
import { Policy } from './policy.entity';

export const PolicyConnection = connectionOf(Policy);

export const PolicyOrder = orderOf('Policy', {
  IDENTITY: 'By identity: the global one, then those of sites, then those that are granted.',
  CREATED_AT: 'By the time of creation.',
  UPDATED_AT: 'By the time of the last change.',
});

export const policyList = new RowList(
  Policy,
  'policy',
  { IDENTITY: 'sortKey', CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt' },
  { field: 'IDENTITY', direction: Direction.ASC },
);
