import type { EntityManager } from 'typeorm';

import { principalIdentity } from '../../directory/identity-resolver';
import { principalsByIds } from '../../directory/principals-by-ids';
import { AccessImpact } from '../../eligibility/access-impact';
import type { RoomBehindWall } from '../../eligibility/rooms-behind-wall';
import type { Wall } from '../../eligibility/wall';
import { andMore, firstFew } from '../first-few';
import type { PlannedInvitations } from '../plan';
import { type ChangeWarning, WarningCode } from '../warning';

/** What moving a category's wall does to the rooms behind it. */
export class WallChange {
  constructor(
    private readonly before: Wall,
    private readonly after: Wall,
    private readonly rooms: readonly RoomBehindWall[],
  ) {}

  /** Who gains and who loses entry. */
  impact(): AccessImpact {
    const changes = this.rooms.map((room) => {
      const door = { ...room, members: room.entries.MEMBERS };
      return { roomId: room.id, before: this.before.entrants(door), after: this.after.entrants(door) };
    });
    return new AccessImpact(this.after.index, changes);
  }

  /** Users newly among the members of rooms that invite them; `invites` is the category's own setting. */
  invitations(invites: boolean): PlannedInvitations[] {
    if (!invites) return [];
    return this.rooms
      .filter((room) => room.inheritsInvitations)
      .map(({ id, entries: { MEMBERS } }) => {
        const newly = this.after.invitees(MEMBERS).without(this.before.invitees(MEMBERS));
        return { roomId: id, principalIds: Array.from(newly, (ordinal) => this.after.index.idAt(ordinal)) };
      })
      .filter(({ principalIds }) => principalIds.length > 0);
  }

  /** Entries that stay listed but lose their effect. */
  async warnings(manager: EntityManager, creators: readonly number[]): Promise<ChangeWarning[]> {
    const cutOff = (ids: readonly number[]) => ids.filter((id) => this.before.has(id) && !this.after.has(id));
    const entries = [
      ...cutOff(creators).map((id) => ({ id, place: 'creator' })),
      ...this.rooms.flatMap(({ name, entries: lists }) => [
        ...cutOff(lists.MEMBERS).map((id) => ({ id, place: `member of ${name}` })),
        ...cutOff(lists.MANAGERS).map((id) => ({ id, place: `manager of ${name}` })),
        ...cutOff(lists.PRESENTERS).map((id) => ({ id, place: `presenter of ${name}` })),
      ]),
    ];
    if (!entries.length) return [];
    const named = firstFew(entries);
    const principals = new Map(
      (await principalsByIds(manager, [...new Set(named.map(({ id }) => id))])).map((each) => [each.id, each]),
    );
    const names = named.map(({ id, place }) => `${principalIdentity(principals.get(id)!)} (${place})`);
    return [
      {
        code: WarningCode.ENTRIES_CUT_OFF,
        message: `Entries stay listed without effect, outside the new wall: ${andMore(names, entries.length)}.`,
      },
    ];
  }
}
