import { rowsById } from '../../graphql/rows-by-id';
import { effectiveOfPool } from '../scope/effective-of-pool';
import { setForSite } from '../scope/set-for-site';
import { Configuration } from './configuration.entity';

export const configurationById = rowsById(Configuration);

export const configurationBySiteId = setForSite(Configuration);

export const effectiveConfigurationOf = effectiveOfPool(Configuration);
