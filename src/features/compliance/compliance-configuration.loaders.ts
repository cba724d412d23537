import { rowsById } from '../../graphql/rows-by-id';
import { effectiveOfPool } from '../scope/effective-of-pool';
import { ComplianceConfiguration } from './compliance-configuration.entity';

export const complianceConfigurationById = rowsById(ComplianceConfiguration);

export const effectiveComplianceConfigurationOf = effectiveOfPool(ComplianceConfiguration);
