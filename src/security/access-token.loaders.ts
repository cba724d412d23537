import { rowsById } from '../graphql/rows-by-id';
import { AccessToken } from './access-token.entity';

export const accessTokenById = rowsById(AccessToken);
