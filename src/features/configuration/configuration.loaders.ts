import { rowsById } from '../../graphql/rows-by-id';
import { effectiveOfPool } from '../scope/effective-of-pool';
import { Configuration } from './configuration.entity';

export const configurationById = rowsById(Configuration);

export const effectiveConfigurationOf = effectiveOfPool(Configuration);
