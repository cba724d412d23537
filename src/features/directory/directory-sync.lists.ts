import { connectionOf } from '../../graphql/connection';
import { Direction, orderOf } from '../../graphql/order';
import { RowList } from '../../graphql/row-list';
import { DirectorySync } from './directory-sync.entity';

export const DirectorySyncConnection = connectionOf(DirectorySync);

export const DirectorySyncOrder = orderOf('DirectorySync', { STARTED_AT: 'By the time at which they began.' });

/** Ids are given as syncs begin. */
export const directorySyncList = new RowList(
  DirectorySync,
  'sync',
  { STARTED_AT: 'id' },
  { field: 'STARTED_AT', direction: Direction.DESC },
);
