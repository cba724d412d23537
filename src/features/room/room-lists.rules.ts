import type { PlannedList } from '../../changes/access-lists/planned-list';
import { refuseOutside } from '../../changes/access-lists/wall-check';
import { andMore, firstFew } from '../../changes/first-few';
import type { Planning } from '../../changes/planning';
import { type ChangeWarning, WarningCode } from '../../changes/warning';
import { principalIdentity } from '../../directory/identity-resolver';
import type { PrincipalSet } from '../../eligibility/principal-set';
import type { Wall } from '../../eligibility/wall';
import { ErrorCode, GatewayError } from '../../errors';
import type { PlannedRoomLists } from './planned-room-lists';
import type { Room } from './room.entity';
import { RoomPrivacy, RoomType } from './room.enums';
import type { RoomSettings } from './room.inputs';

/** The rules that a room's lists keep through a change of the room. */
export class RoomListsRules {
  readonly warnings: ChangeWarning[] = [];

  constructor(
    private readonly planning: Planning,
    private readonly input: RoomSettings,
    private readonly before: Room,
    private readonly after: Room,
    /** The wall that the room will stand behind. */
    private readonly wall: Wall,
    private readonly lists: PlannedRoomLists,
  ) {}

  async apply(): Promise<void> {
    if (this.after.categoryId !== this.before.categoryId) await this.dropOutsiders();
    await this.checkAdded();
    await this.applyToPresenters();
    this.checkStillClosed();
    this.warnings.push(...this.lists.all.flatMap((list) => list.warnings));
  }

  /**
   * What the new category doesn't allow goes, unless the caller asks for it just now. Entries missing from the directory
   * wait for their return.
   */
  private async dropOutsiders(): Promise<void> {
    const { name } = this.after.category!;
    for (const list of this.lists.all) {
      const outside = new Set(list.kept.filter((id) => !this.wall.has(id) && !this.wall.index.isMissing(id)));
      const wanted = list.wanted.filter(({ principal }) => outside.has(principal.id));
      await refuseOutside(this.planning, this.wall, name, wanted);
      await this.drop(list, [...outside], `the category ${name} does not allow them`);
    }
  }

  private async checkAdded(): Promise<void> {
    const added = this.lists.all.flatMap((list) => list.added);
    await refuseOutside(this.planning, this.wall, this.after.category!.name, added);
  }

  private async applyToPresenters(): Promise<void> {
    const { members, presenters } = this.lists;
    if (this.after.type === RoomType.NORMAL) {
      if (this.input.presenters || presenters.added.length) {
        throw new GatewayError(
          ErrorCode.BAD_USER_INPUT,
          `${this.after.name} is a Normal room: only an auditorium has presenters.`,
          {
            parameter: 'input.presenters',
          },
        );
      }
      return this.drop(presenters, presenters.kept, 'a normal room has no presenters');
    }
    const [wasIncluded, isIncluded] = [this.inclusion(members.before), this.inclusion(members.after)];
    const stranded = presenters.kept.filter(
      (id) => wasIncluded(id) && !isIncluded(id) && !this.wall.index.isMissing(id),
    );
    await this.drop(presenters, stranded, 'the members no longer include them');
    const outsider = presenters.added.find(({ principal, isIdle }) => !isIdle && !isIncluded(principal.id));
    if (outsider) {
      const entry = principalIdentity(outsider.principal);
      throw new GatewayError(
        ErrorCode.NOT_ELIGIBLE,
        `${entry} is not among the members of ${this.after.name}, from whom its presenters are drawn.`,
        {
          parameter: outsider.parameter,
          entry,
          reason: 'NOT_A_MEMBER',
        },
      );
    }
  }

  /** Tells of principals whether a list of members includes them, inside the wall or not; an empty one includes everybody. */
  private inclusion(members: readonly number[]): (principalId: number) => boolean {
    const { index } = this.wall;
    // Most rooms have no presenters to ask about.
    let reached: PrincipalSet | undefined;
    return (principalId) => {
      const ordinal = index.ordinalOf(principalId);
      return members.length === 0 || (ordinal !== undefined && (reached ??= index.reach(members)).has(ordinal));
    };
  }

  /** An empty list of members opens a room to its category: for one that was closed somebody has to say so. */
  private checkStillClosed(): void {
    const { members } = this.lists;
    if (this.after.privacy === RoomPrivacy.OPEN || !members.before.length || members.after.length) return;
    const message = `${this.after.name} is left without members, and so open to everybody whom its category allows`;
    if (this.input.members !== null && !this.input.force) {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `${message}; clear them by an explicit null, or use "force", if that is meant.`,
        {
          parameter: this.input.members ? 'input.members' : 'input.category',
        },
      );
    }
    this.warnings.push({ code: WarningCode.OPENED_TO_CATEGORY, message: `${message}.` });
  }

  private async drop(list: PlannedList, principalIds: readonly number[], why: string): Promise<void> {
    if (!principalIds.length) return;
    list.drop(principalIds);
    const named = await this.planning.principals(firstFew(principalIds));
    const entries = andMore(named.map(principalIdentity), principalIds.length);
    this.warnings.push({
      code: WarningCode.ENTRIES_DROPPED,
      message: `${entries} went from the ${list.path}: ${why}.`,
    });
  }
}
