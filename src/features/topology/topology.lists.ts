import { connectionOf } from '../../graphql/connection';
import { Direction, orderOf } from '../../graphql/order';
import { RowList } from '../../graphql/row-list';
import { Pool } from './pool.entity';
import { Site } from './site.entity';

export const SiteConnection = connectionOf(Site);
export const SiteOrder = orderOf('Site', { NAME: 'By name.' });
export const siteList = new RowList(Site, 'site', { NAME: 'sortKey' }, { field: 'NAME', direction: Direction.ASC });

export const PoolConnection = connectionOf(Pool);
export const PoolOrder = orderOf('Pool', { FQDN: 'By fully qualified domain name.' });
export const poolList = new RowList(Pool, 'pool', { FQDN: 'fqdn' }, { field: 'FQDN', direction: Direction.ASC });
