import { connectionOf } from '../../graphql/connection';
import { Direction, orderOf } from '../../graphql/order';
import { RowList } from '../../graphql/row-list';
import { Category } from './category.entity';

export const CategoryConnection = connectionOf(Category);

export const CategoryOrder = orderOf('Category', {
  NAME: 'By name.',
  CREATED_AT: 'By the time of creation.',
  UPDATED_AT: 'By the time of the last change.',
});

export const categoryList = new RowList(
  Category,
  'category',
  { NAME: 'sortKey', CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt' },
  { field: 'NAME', direction: Direction.ASC },
);
