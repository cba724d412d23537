import { connectionOf } from '../../graphql/connection';
import { Direction, orderOf } from '../../graphql/order';
import { RowList } from '../../graphql/row-list';
import { Room } from './room.entity';

export const RoomConnection = connectionOf(Room);

export const RoomOrder = orderOf('Room', {
  NAME: 'By name.',
  CONTENT_BYTES: 'By the size of the content.',
  CREATED_AT: 'By the time of creation.',
  UPDATED_AT: 'By the time of the last change.',
});

export const roomList = new RowList(
  Room,
  'room',
  { NAME: 'sortKey', CONTENT_BYTES: 'contentBytes', CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt' },
  { field: 'NAME', direction: Direction.ASC },
);
