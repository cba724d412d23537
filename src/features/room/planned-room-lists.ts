import type { EntityManager } from 'typeorm';

import type { FieldChange } from '../../changes/field-change';
import { AccessList } from '../../eligibility/access-entry.entity';
import type { AccessLists } from '../../eligibility/access-lists';
import { PlannedList } from '../../changes/access-lists/planned-list';
import type { SetRoomInput } from './room.inputs';

export type RoomListChanges = Pick<SetRoomInput, 'members' | 'managers' | 'presenters'>;

/** The three lists of a room as a change makes them. */
export class PlannedRoomLists {
  private constructor(
    readonly members: PlannedList,
    readonly managers: PlannedList,
    readonly presenters: PlannedList,
  ) {}

  static async of(
    manager: EntityManager,
    lists: AccessLists,
    roomId: number,
    changes: RoomListChanges,
  ): Promise<PlannedRoomLists> {
    const planned = async (list: AccessList, path: keyof RoomListChanges) => {
      const { principalIds } = await lists.load({ list, ownerId: roomId });
      return PlannedList.of(manager, list, path, principalIds, changes[path]);
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

  async changes(manager: EntityManager): Promise<FieldChange[]> {
    return (await Promise.all(this.all.map((list) => list.changes(manager)))).flat();
  }

  async write(tx: EntityManager, roomId: number): Promise<void> {
    for (const list of this.all) await list.write(tx, roomId);
  }
}
