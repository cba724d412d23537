import { rowsById } from '../../graphql/rows-by-id';
import { setForSite } from '../scope/set-for-site';
import { Policy } from './policy.entity';

export const policyById = rowsById(Policy);

export const policyBySiteId = setForSite(Policy);
