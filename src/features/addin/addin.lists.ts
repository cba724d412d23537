import { connectionOf } from '../../graphql/connection';
import { Direction, orderOf } from '../../graphql/order';
import { RowList } from '../../graphql/row-list';
import { Addin } from './addin.entity';

export const AddinConnection = connectionOf(Addin);

export const AddinOrder = orderOf('Addin', {
  NAME: 'By name.',
  CREATED_AT: 'By the time of creation.',
  UPDATED_AT: 'By the time of the last change.',
});

export const addinList = new RowList(
  Addin,
  'addin',
  { NAME: 'sortKey', CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt' },
  { field: 'NAME', direction: Direction.ASC },
);
