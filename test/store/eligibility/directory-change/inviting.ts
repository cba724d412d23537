import fc from 'fast-check';
import type { EntityManager } from 'typeorm';

import { AccessList } from '../../../../src/eligibility/access-entry.entity';
import type { NewInvitees } from '../../../../src/eligibility/invitees';
import { Category } from '../../../../src/features/category/category.entity';
import { RoomInvitations } from '../../../../src/features/room/room.enums';
import { Room } from '../../../../src/features/room/room.entity';
import { CATEGORIES, listedOn, ROOMS } from '../organisation';
import { figures, type Lists, type Side, wallOf } from './brute-force';

/** Whether each of the categories has invitations on, and each of the rooms takes that over. */
export interface Inviting {
  categories: boolean[];
  rooms: boolean[];
}

const switches = (count: number) => fc.array(fc.boolean(), { minLength: count, maxLength: count });
export const inviting: fc.Arbitrary<Inviting> = fc.record({ categories: switches(CATEGORIES), rooms: switches(ROOMS) });

/** Sets what was stored by the order of description. */
export async function storeInviting(tx: EntityManager, { categories, rooms }: Inviting): Promise<void> {
  for (const [i, invitations] of categories.entries()) await tx.update(Category, { id: i + 1 }, { invitations });
  for (const [i, inherits] of rooms.entries())
    await tx.update(Room, { id: i + 1 }, { invitations: RoomInvitations[inherits ? 'INHERIT' : 'FALSE'] });
}

/** Who is newly invited by a change, found out room by room. */
export function invitedByBruteForce(before: Side, after: Side, lists: Lists, settings: Inviting): NewInvitees {
  const rooms = lists.rooms.flatMap((room, i) => {
    if (!settings.rooms[i] || !settings.categories[room.categoryId - 1]) return [];
    const [from, to] = [before, after].map(({ index }) => {
      const invitees = wallOf(index, lists.categories[room.categoryId - 1]!).invitees(
        listedOn(room, AccessList.MEMBERS),
      );
      return Array.from(invitees, (ordinal) => index.idAt(ordinal));
    });
    const principalIds = to!.filter((id) => !from!.includes(id));
    return principalIds.length ? [{ roomId: i + 1, principalIds }] : [];
  });
  const pairs = rooms.flatMap(({ roomId, principalIds }) => principalIds.map((id) => `${id} ${roomId}`));
  return inOrder({ figures: figures(pairs), rooms });
}

/** With the users by their ids. */
export function inOrder({ figures: counted, rooms }: NewInvitees): NewInvitees {
  const sorted = rooms!.map(({ roomId, principalIds }) => ({
    roomId,
    principalIds: principalIds.toSorted((a, b) => a - b),
  }));
  return { figures: counted, rooms: sorted };
}
