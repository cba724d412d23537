import { rowsById } from '../../graphql/rows-by-id';
import { Addin } from './addin.entity';

export const addinById = rowsById(Addin);
