import { connectionOf } from '../../graphql/connection';
import { Direction, orderOf } from '../../graphql/order';
import { RowList } from '../../graphql/row-list';
import { Configuration } from './configuration.entity';

export const ConfigurationConnection = connectionOf(Configuration);

export const ConfigurationOrder = orderOf('Configuration', {
  IDENTITY: 'By identity: the global one, then those of pools, then those of sites.',
  CREATED_AT: 'By the time of creation.',
  UPDATED_AT: 'By the time of the last change.',
});

export const configurationList = new RowList(
  Configuration,
  'configuration',
  { IDENTITY: 'sortKey', CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt' },
  { field: 'IDENTITY', direction: Direction.ASC },
);
