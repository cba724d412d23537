import { AccessDifference, type RoomId } from './access-difference';
import type { EligibilityIndex } from './eligibility-index';
import type { PrincipalSet } from './principal-set';

/** Who may enter a room before and after a change. */
export interface EntryChange {
  roomId: RoomId;
  before: PrincipalSet;
  after: PrincipalSet;
}

/** The rooms of which the entrants change from one set to another. */
interface RoomGroup {
  roomIds: RoomId[];
  before: PrincipalSet;
  after: PrincipalSet;
}

/** The users who gain and who lose entry to rooms by a change, worked out no further than it is asked about. */
export class AccessImpact {
  private readonly groups: RoomGroup[];
  private gains?: AccessDifference;
  private losses?: AccessDifference;

  /** @param changes at most one for each room, with sets of the index */
  constructor(
    readonly index: EligibilityIndex,
    changes: Iterable<EntryChange>,
  ) {
    this.groups = grouped(changes);
  }

  get gained(): AccessDifference {
    return (this.gains ??= this.difference(({ before, after }) => after.without(before)));
  }

  get lost(): AccessDifference {
    return (this.losses ??= this.difference(({ before, after }) => before.without(after)));
  }

  /** Equal for equal impacts, on every gateway and whatever else happens in the directory. */
  async digestInput(): Promise<{ gained: string; lost: string }> {
    return { gained: await this.gained.digest(), lost: await this.lost.digest() };
  }

  private difference(of: (group: RoomGroup) => PrincipalSet): AccessDifference {
    return new AccessDifference(
      this.index,
      this.groups.map((group) => ({ roomIds: group.roomIds, users: of(group) })),
    );
  }
}

/** Where a category changes, thousands of rooms go from one set to another: each such pair is looked at once. */
function grouped(changes: Iterable<EntryChange>): RoomGroup[] {
  const groups = new Map<PrincipalSet, Map<PrincipalSet, RoomGroup>>();
  for (const { roomId, before, after } of changes) {
    if (!groups.has(before)) groups.set(before, new Map());
    const sameBefore = groups.get(before)!;
    if (!sameBefore.has(after)) sameBefore.set(after, { roomIds: [], before, after });
    sameBefore.get(after)!.roomIds.push(roomId);
  }
  return [...groups.values()].flatMap((sameBefore) => [...sameBefore.values()]);
}
