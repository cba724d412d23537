import { AuditEntry } from '../../changes/audit-entry.entity';
import { connectionOf } from '../../graphql/connection';
import { Direction, orderOf } from '../../graphql/order';
import { RowList } from '../../graphql/row-list';

export const AuditEntryConnection = connectionOf(AuditEntry);

export const AuditEntryOrder = orderOf('AuditEntry', {
  COMMITTED: 'As the changes were committed, one after the other.',
});

export const auditEntryList = new RowList(
  AuditEntry,
  'entry',
  { COMMITTED: 'id' },
  { field: 'COMMITTED', direction: Direction.DESC },
);
