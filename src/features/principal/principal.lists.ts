import { Principal } from '../../directory/principal.entity';
import { connectionOf } from '../../graphql/connection';
import { Direction, orderOf } from '../../graphql/order';
import { RowList } from '../../graphql/row-list';

export const PrincipalConnection = connectionOf(Principal);

export const PrincipalOrder = orderOf('Principal', { DISPLAY_NAME: 'By display name.' });

export const principalList = new RowList(
  Principal,
  'principal',
  { DISPLAY_NAME: 'sortKey' },
  { field: 'DISPLAY_NAME', direction: Direction.ASC },
);

/** What the list of principals by display name is called in its cursors. */
export const PRINCIPALS_BY_NAME = principalList.cursorName();
