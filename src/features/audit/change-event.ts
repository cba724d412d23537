import { Field, ObjectType } from 'type-graphql';

import { AuditEntry } from '../../changes/audit-entry.entity';

@ObjectType({ description: 'A change that was committed.' })
export class ChangeEvent {
  @Field({
    description:
      'Its place in the order of the changes: `changes(after:)` goes on after it, on any gateway of this store.',
  })
  cursor: string;

  @Field(() => AuditEntry, { description: 'What the audit trail keeps of it.' })
  auditEntry: AuditEntry;
}
