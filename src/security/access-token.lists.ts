import { connectionOf } from '../graphql/connection';
import { Direction, orderOf } from '../graphql/order';
import { RowList } from '../graphql/row-list';
import { AccessToken } from './access-token.entity';

export const AccessTokenConnection = connectionOf(AccessToken);
export const AccessTokenOrder = orderOf('AccessToken', {
  CREATED: 'By the time it was made.',
  EXPIRES: 'By the time it expires.',
});
export const accessTokenList = new RowList(
  AccessToken,
  'token',
  { CREATED: 'createdAt', EXPIRES: 'expiresAt' },
  { field: 'CREATED', direction: Direction.DESC },
);
