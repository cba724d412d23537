import DataLoader from 'dataloader';
import { In } from 'typeorm';

import { AuditEntry } from '../../changes/audit-entry.entity';
import { Invitation } from '../../changes/invitation.entity';
import type { PerRequest } from '../../graphql/context';
import { rowsById } from '../../graphql/rows-by-id';

export const auditEntryById = rowsById(AuditEntry);

export const invitationsByAuditEntryId: PerRequest<DataLoader<number, Invitation[]>> = (context) =>
  new DataLoader(async (entryIds) => {
    const invitations = await context.read.find(Invitation, {
      where: { auditEntryId: In([...entryIds]) },
      order: { roomId: 'ASC' },
    });
    return entryIds.map((id) => invitations.filter((invitation) => invitation.auditEntryId === id));
  });
