import { AuditEntry } from '../../src/changes/audit-entry.entity';
import { ChangeSequence } from '../../src/changes/change-sequence.entity';
import { IdempotentAnswer } from '../../src/changes/idempotent-answer.entity';
import { Invitation } from '../../src/changes/invitation.entity';
import type { Store } from '../../src/database/store';
import { AccessEntry } from '../../src/eligibility/access-entry.entity';
import { Addin } from '../../src/features/addin/addin.entity';
import { Category } from '../../src/features/category/category.entity';
import { Room } from '../../src/features/room/room.entity';
import { AccessToken } from '../../src/security/access-token.entity';

const CHANGING = [
  Addin,
  Category,
  Room,
  AccessEntry,
  AccessToken,
  AuditEntry,
  Invitation,
  IdempotentAnswer,
  ChangeSequence,
];

/** All that changes can change, table by table, to be compared with the same at another time. */
export async function contents({ read }: Store): Promise<unknown[][]> {
  return Promise.all(CHANGING.map((entity) => read.find<object>(entity)));
}
