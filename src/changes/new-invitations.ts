import type { NewInvitees, RoomInvitees } from '../eligibility/invitees';
import { type ChangeWarning, WarningCode } from './warning';

/** Whom a change invites, and a warning where it would be too many. */
export function newInvitations({ figures: { users, rooms: count }, rooms }: NewInvitees): {
  invitations: RoomInvitees[];
  warnings: ChangeWarning[];
} {
  if (rooms) return { invitations: rooms, warnings: [] };
  const message = `Nobody is invited: ${users} users would be to ${count} rooms, in more than 1,000,000 invitations together.`;
  return { invitations: [], warnings: [{ code: WarningCode.NOBODY_INVITED, message }] };
}
