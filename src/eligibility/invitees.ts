import { type EntryFigures, EntryTally } from './directory-change/entry-tally';
import type { PrincipalSet } from './principal-set';

/** In pairs of a user and a room. They are held at once, in about 10 MB: to be written with the change, and whenever its audit entry is read. */
const MOST = 1_000_000;

/** Users who are newly among those whom a room invites. */
export interface RoomInvitees {
  roomId: number;
  /** The same array for rooms that were given together. */
  principalIds: number[];
}

/** The users who are newly among those whom rooms invite, disabled rooms included. */
export interface NewInvitees {
  figures: EntryFigures;
  /** By id; null where there are more than 1,000,000 pairs of a user and a room: nobody is told apart then. */
  rooms: RoomInvitees[] | null;
}

/** Gathers the new invitees of rooms, and lets go of them where there are too many. */
export class Invitees {
  private readonly tally: EntryTally;
  private readonly rooms: RoomInvitees[] = [];
  private pairs = 0;

  /**
   * @param universe how many principals there are
   * @param idAt the id of the principal with an ordinal
   */
  constructor(
    universe: number,
    private readonly idAt: (ordinal: number) => number,
  ) {
    this.tally = new EntryTally(universe);
  }

  /** Takes rooms with the same invitees before and after a change. Each room is to be given once. */
  add(roomIds: readonly number[], before: PrincipalSet, after: PrincipalSet): void {
    const newly = after.without(before);
    if (newly.size === 0 || roomIds.length === 0) return;
    this.tally.add(before, after, roomIds.length);
    this.pairs += newly.size * roomIds.length;
    if (this.areTooMany) {
      this.rooms.length = 0;
      return;
    }
    const principalIds = Array.from(newly, (ordinal) => this.idAt(ordinal));
    for (const roomId of roomIds) this.rooms.push({ roomId, principalIds });
  }

  all(): NewInvitees {
    const rooms = this.areTooMany ? null : this.rooms.sort((a, b) => a.roomId - b.roomId);
    return { figures: this.tally.gained, rooms };
  }

  private get areTooMany(): boolean {
    return this.pairs > MOST;
  }
}
