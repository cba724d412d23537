import { PrincipalSet } from '../../eligibility/principal-set';
import { type ChangeWarning, WarningCode } from '../warning';

/** Gathers the users whom a change lets in while their policies keep them out of every room. */
export class HeldBack {
  private users: PrincipalSet;

  /** @param universe how many principals there are */
  constructor(universe: number) {
    this.users = PrincipalSet.none(universe);
  }

  /** Takes those who are held back of whom something lets in, before and after the change; null where there is no such thing. */
  add(before: PrincipalSet | null, after: PrincipalSet | null): void {
    if (!after || after === before) return;
    const newly = before ? after.without(before) : after;
    if (newly.size) this.users = PrincipalSet.union(newly.universe, [this.users, newly]);
  }

  /** @param where what they are let into, such as the name of a room */
  warnings(where: string): ChangeWarning[] {
    const { size } = this.users;
    if (!size) return [];
    const message =
      size === 1
        ? `One user who is let into ${where} can not enter rooms yet: the policy of that user does not enable Persistent Chat.`
        : `${size.toLocaleString('en')} users who are let into ${where} can not enter rooms yet: their policies do not enable Persistent Chat.`;
    return [{ code: WarningCode.WITHOUT_PERSISTENT_CHAT, message }];
  }
}
