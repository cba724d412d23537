import { connectionOf } from '../graphql/connection';
import { Direction, orderOf } from '../graphql/order';
import { RowList } from '../graphql/row-list';
import { AccessToken } from './access-token.entity';

export const AccessTokenConnection = connectionOf(AccessToken);
export const AccessTokenOrder = orderOf('AccessToken', {
  CREATED_AT: 'By the time it was made.',
  EXPIRES_AT: 'By the time it expires.',
});
export const accessTokenList = new RowList(
  AccessToken,
  'token',
  { CREATED_AT: 'createdAt', EXPIRES_AT: 'expiresAt' },
  { field: 'CREATED_AT', direction: Direction.DESC },
);
