import { rowsById } from '../../graphql/rows-by-id';
import { Category } from './category.entity';

export const categoryById = rowsById(Category);
