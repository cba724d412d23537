import type { Plan } from '../../changes/plan';
import { planEach } from '../../changes/bulk/plan-each';
import type { Eligibility } from '../../eligibility/eligibility';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import type { ChangeWarning } from '../../changes/warning';
import { admitted, admitsOutside } from '../revert/admitted';
import type { Reverted } from '../revert/audited-reverter';
import { formerList } from '../revert/former-list';
import { insertAgain } from '../revert/insert-again';
import type { PastChange } from '../revert/past-change';
import { PooledReverter } from '../revert/pooled-reverter';
import type { Reverting } from '../revert/reverting';
import type { PooledTarget } from '../topology/pooled.service';
import { FormerReferences } from './former-references';
import { changedRooms, type PlannedRoom, restoredRooms } from './planned-room';
import { PlannedRoomLists, type WantedRoomLists } from './planned-room-lists';
import type { RemoveRoomPlanner } from './remove-room.plan';
import { RoomChange } from './room-change';
import { RoomListsRules } from './room-lists.rules';
import { Room } from './room.entity';
import type { RoomSettings } from './room.inputs';
import type { RoomService } from './room.service';

type Target = Reverted<PooledTarget<Room>>;

/** Undoes changes of rooms and their lists. */
export class RoomReverter extends PooledReverter<Room> {
  constructor(
    private readonly rooms: RoomService,
    private readonly removing: RemoveRoomPlanner,
    private readonly eligibility: EligibilityService,
  ) {
    super(Room, rooms);
  }

  protected async planReturning(reverting: Reverting, again: readonly Target[]): Promise<Plan> {
    const { planning } = reverting;
    const references = new FormerReferences(reverting);
    const eligibility = this.eligibility.within(planning.manager);
    const { planned, refused } = await planEach(again, async (held): Promise<PlannedRoom> => {
      const { thing: room, identity, past } = held;
      // Its lists are written after it.
      room.listsMembers = false;
      room.category = await references.category(room.categoryId, identity);
      room.addin = await references.addin(room.addinId, identity);
      const wall = await eligibility.wall(room.categoryId);
      const { wanted, warnings } = await wantedOf(reverting, eligibility, past, room.categoryId);
      const lists = await PlannedRoomLists.of(eligibility.lists, room.id, wanted);
      const rules = new RoomListsRules(planning, { force: reverting.force }, room, room, wall, lists);
      await rules.apply();
      return {
        held,
        columns: {},
        lists,
        changes: [...this.rooms.changes(null, room), ...(await lists.changes(planning))],
        warnings: [...warnings, ...rules.warnings],
        states: { before: null, after: { room, wall, members: lists.members.after } },
      };
    });
    const insert = (tx: Parameters<Plan['write']>[0]) =>
      insertAgain(
        tx,
        Room,
        planned.map(({ held }) => held.thing),
        planning.now,
      );
    return { ...(await restoredRooms(planned, insert)), refused };
  }

  protected async planSettingBack(reverting: Reverting, all: readonly Target[]): Promise<Plan> {
    const { planning, force } = reverting;
    const references = new FormerReferences(reverting);
    const eligibility = this.eligibility.within(planning.manager);
    const { planned, refused } = await planEach(all, async (held): Promise<PlannedRoom> => {
      const { thing: room, identity, past } = held;
      const ids = { category: room.categoryId, addin: room.addinId };
      const former = await reverting.former(past, { ...this.rooms.settings(room), ...ids });
      const category = 'category' in former ? await references.category(former.category, identity) : room.category!;
      const addin = 'addin' in former ? await references.addin(former.addin, identity) : (room.addin ?? null);
      const { wanted, warnings } = await wantedOf(reverting, eligibility, past, category.id);
      const input: RoomSettings = {
        ...former,
        ...('category' in former && { category: category.name }),
        ...('addin' in former && { addin: addin?.name ?? null }),
        force,
      };
      const change = new RoomChange(planning, this.rooms, eligibility, input, {
        category: () => Promise.resolve(category),
        addin: () => Promise.resolve(addin),
      });
      const plan = await change.plan(held, wanted);
      return { ...plan, warnings: [...warnings, ...plan.warnings] };
    });
    return { ...(await changedRooms(this.rooms, planned, planning.now)), refused };
  }

  protected planRemoving({ planning }: Reverting, held: readonly Target[]): Promise<Plan> {
    return this.removing.planAll(planning, held);
  }
}

/** What makes the lists what they were; with force as far as the wall allows. */
async function wantedOf(
  reverting: Reverting,
  eligibility: Eligibility,
  past: PastChange,
  categoryId: number,
): Promise<{ wanted: WantedRoomLists; warnings: ChangeWarning[] }> {
  const list = async (path: keyof WantedRoomLists) => {
    const wanted = await formerList(reverting, past, path);
    if (!wanted || !admitsOutside(reverting, past)) return { wanted, warnings: [] };
    return admitted(reverting, past, wanted, await eligibility.wall(categoryId), path);
  };
  const [members, managers, presenters] = await Promise.all([list('members'), list('managers'), list('presenters')]);
  return {
    wanted: { members: members.wanted, managers: managers.wanted, presenters: presenters.wanted },
    warnings: [members, managers, presenters].flatMap(({ warnings }) => warnings),
  };
}
