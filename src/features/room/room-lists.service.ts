import type { WantedEntries } from '../../changes/access-lists/planned-list';
import { planEach } from '../../changes/bulk/plan-each';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { principalIdentity } from '../../directory/identity-resolver';
import { AccessList } from '../../eligibility/access-entry.entity';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { ErrorCode, GatewayError } from '../../errors';
import type { PooledTarget } from '../topology/pooled.service';
import { changedRooms, type PlannedRoom } from './planned-room';
import type { WantedRoomLists } from './planned-room-lists';
import { RoomChange } from './room-change';
import type { RoomReferences } from './room-references';
import type { Room } from './room.entity';
import { RoomType } from './room.enums';
import type { RoomService } from './room.service';

/** A room, held until the commit, from whose lists entries are to go. */
export interface RoomWithEntriesToRemove extends PooledTarget<Room> {
  wanted: WantedRoomLists;
}

/** The category and the add-in stay. */
const AS_THEY_ARE: RoomReferences = {
  category: (_pool, room) => Promise.resolve(room.category!),
  addin: (_pool, room) => Promise.resolve(room.addin ?? null),
};

/** Tidies up the lists of rooms. */
export class RoomListsService {
  constructor(
    private readonly rooms: RoomService,
    private readonly eligibility: EligibilityService,
  ) {}

  /**
   * Plans how entries without effect go from the lists of rooms: by the rules of every change of a room, and so that nobody's access changes.
   *
   * @param force whether somebody's access may change, because the last member goes or a presenter goes with a member
   */
  async planRemoval(planning: Planning, rooms: readonly RoomWithEntriesToRemove[], force: boolean): Promise<Plan> {
    const eligibility = this.eligibility.within(planning.manager);
    const change = new RoomChange(planning, this.rooms, eligibility, { force }, AS_THEY_ARE);
    const { planned, refused } = await planEach(rooms, async (room) => {
      const members = await eligibility.lists.load({ list: AccessList.MEMBERS, ownerId: room.thing.id });
      if (!force) refuseEmptying(room, members.principalIds);
      const plan = await change.plan(room, room.wanted);
      if (!force) await refuseStranded(planning, plan, room.wanted.presenters);
      return plan;
    });
    return { ...(await changedRooms(this.rooms, planned, planning.now)), refused };
  }
}

/** Members without effect stand for nobody, but no members at all for everybody inside the wall. */
function refuseEmptying({ thing: { name }, wanted }: RoomWithEntriesToRemove, members: readonly number[]): void {
  const going = new Set(wanted.members?.remove.map(({ principal }) => principal.id));
  if (!members.length || members.some((id) => !going.has(id))) return;
  const message = `${name} would be left without members, and so open to everybody whom its category allows; list somebody else first, or use "force", if that is meant.`;
  throw new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: 'input.where' });
}

/** A presenter goes with the member that includes it: a group may let people post though that member lets nobody in. */
async function refuseStranded(
  planning: Planning,
  { held, lists, states }: PlannedRoom,
  wanted: WantedEntries | null | undefined,
): Promise<void> {
  const { type, name } = held.thing;
  const { wall } = states!.after!;
  const asked = new Set(wanted?.remove.map(({ principal }) => principal.id));
  const hasEffect = (id: number) => wall.index.reach([id]).intersect(wall.principals).size > 0;
  const stranded = lists!.presenters.removed.find((id) => !asked.has(id) && hasEffect(id));
  if (stranded === undefined || type !== RoomType.AUDITORIUM) return;
  const [presenter] = await planning.principals([stranded]);
  const message = `${name} would lose the presenter ${principalIdentity(presenter!)} together with the member that includes it, and those who post by it; use "force", if that is meant.`;
  throw new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: 'input.where' });
}
