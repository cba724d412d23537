import { connectionOf } from '../../graphql/connection';
import { Direction, orderOf } from '../../graphql/order';
import { RowList } from '../../graphql/row-list';
import { ComplianceConfiguration } from './compliance-configuration.entity';

export const ComplianceConfigurationConnection = connectionOf(ComplianceConfiguration);

export const ComplianceConfigurationOrder = orderOf('ComplianceConfiguration', {
  IDENTITY: 'By identity: the global one, then those of pools, then those of sites.',
  CREATED_AT: 'By the time of creation.',
  UPDATED_AT: 'By the time of the last change.',
});

export const complianceConfigurationList = new RowList(
  ComplianceConfiguration,
  'compliance',
  { IDENTITY: 'sortKey', CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt' },
  { field: 'IDENTITY', direction: Direction.ASC },
);
