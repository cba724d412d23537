import type { EntityManager } from 'typeorm';

import { PlannedList, wantedChange, type WantedChange } from '../../changes/access-lists/planned-list';
import type { FieldChange } from '../../changes/field-change';
import type { Planning } from '../../changes/planning';
import { AccessList } from '../../eligibility/access-entry.entity';
import type { AccessLists } from '../../eligibility/access-lists';
import type { RoomSettings } from './room.inputs';

export type RoomListChanges = Pick<RoomSettings, 'members' | 'managers' | 'presenters'>;

/** What is wanted of the lists, with the principals looked up. */
export type WantedRoomLists = Record<keyof RoomListChanges, WantedChange>;

/** Looks up the principals that an input names, once for all the rooms that it is about. */
export async function wantedRoomLists(manager: EntityManager, input: RoomListChanges): Promise<WantedRoomLists> {
  const [members, managers, presenters] = await Promise.all([
    wantedChange(manager, 'members', input.members),
    wantedChange(manager, 'managers', input.managers),
    wantedChange(manager, 'presenters', input.presenters),
  ]);
  return { members, managers, presenters };
}

/** The three lists of a room as a change makes them. */
export class PlannedRoomLists {
  private constructor(
    readonly members: PlannedList,
    readonly managers: PlannedList,
    readonly presenters: PlannedList,
  ) {}

  static async of(lists: AccessLists, roomId: number, wanted: WantedRoomLists): Promise<PlannedRoomLists> {
    const planned = async (list: AccessList, path: keyof RoomListChanges) => {
      const { principalIds } = await lists.load({ list, ownerId: roomId });
      return PlannedList.of(list, path, principalIds, wanted[path]);
    };
    const [members, managers, presenters] = await Promise.all([
      planned(AccessList.MEMBERS, 'members'),
      planned(AccessList.MANAGERS, 'managers'),
      planned(AccessList.PRESENTERS, 'presenters'),
    ]);
    return new PlannedRoomLists(members, managers, presenters);
  }

  get all(): PlannedList[] {
    return [this.members, this.managers, this.presenters];
  }

  async changes(planning: Planning): Promise<FieldChange[]> {
    return (await Promise.all(this.all.map((list) => list.changes(planning)))).flat();
  }
}
