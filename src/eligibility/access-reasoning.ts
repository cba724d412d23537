import { PrincipalKind } from '../directory/principal.entity';
import { AccessAction } from './access-action';
import type { AccessFacts } from './access-facts';
import { AccessCheck, AccessOutcome, AccessReason } from './access-reason';

/** A check, what came of it, and why. */
export interface ReasonedStep {
  check: AccessCheck;
  outcome: AccessOutcome;
  reason: AccessReason;
}

export interface Reasoning {
  allowed: boolean;
  /** Every check, in their order. */
  steps: ReasonedStep[];
  /** The first one that is unmet, else the last one that had to be met. */
  deciding: ReasonedStep;
}

const BARS: ReadonlySet<AccessReason> = new Set([
  AccessReason.MISSING,
  AccessReason.NOT_A_USER,
  AccessReason.DISABLED_USER,
  AccessReason.NO_SIP_ADDRESS,
  AccessReason.POLICY_DISABLES,
  AccessReason.NO_POLICY,
  AccessReason.ROOM_DISABLED,
  AccessReason.DENIED,
  AccessReason.NOT_ALLOWED,
  AccessReason.NOT_A_MEMBER,
  AccessReason.NOT_A_PRESENTER,
  AccessReason.NOT_A_MANAGER,
]);

const WALL = [AccessCheck.DENIED, AccessCheck.ALLOWED];
const TO_ENTER = [AccessCheck.PRINCIPAL, AccessCheck.POLICY, AccessCheck.ROOM, ...WALL, AccessCheck.MEMBERS];
const TO_MANAGE = [...WALL, AccessCheck.MANAGERS];

/** Says whether a principal may do something in a room, and why. */
export function reasoning(facts: AccessFacts, action: AccessAction): Reasoning {
  const needed = neededChecks(facts, action);
  const steps = Object.values(AccessCheck).map((check): ReasonedStep => {
    const reason = FINDINGS[check](facts);
    // Whoever is missing may do nothing, whatever the action takes.
    if (!needed.includes(check) && reason !== AccessReason.MISSING)
      return { check, outcome: AccessOutcome.NOT_NEEDED, reason };
    return { check, outcome: BARS.has(reason) ? AccessOutcome.UNMET : AccessOutcome.MET, reason };
  });
  const unmet = steps.find(({ outcome }) => outcome === AccessOutcome.UNMET);
  const last = steps.findLast(({ outcome }) => outcome === AccessOutcome.MET)!;
  return { allowed: !unmet, steps, deciding: unmet ?? last };
}

/** Whoever may manage a room or enter it finds it, and so does everybody inside the wall where it is not Secret. */
function neededChecks(facts: AccessFacts, action: AccessAction): readonly AccessCheck[] {
  switch (action) {
    case AccessAction.ENTER:
      return TO_ENTER;
    case AccessAction.POST:
      return [...TO_ENTER, AccessCheck.PRESENTERS];
    case AccessAction.MANAGE:
      return TO_MANAGE;
    case AccessAction.FIND:
      if (facts.reaching.MANAGERS.length > 0) return TO_MANAGE;
      return facts.room.privacy === 'SECRET' ? TO_ENTER : [AccessCheck.ROOM, ...WALL];
  }
}

const FINDINGS: Record<AccessCheck, (facts: AccessFacts) => AccessReason> = {
  PRINCIPAL({ principal }) {
    if (principal.missing) return AccessReason.MISSING;
    if (principal.kind !== PrincipalKind.USER) return AccessReason.NOT_A_USER;
    if (!principal.enabled) return AccessReason.DISABLED_USER;
    return principal.hasSipAddress ? AccessReason.ACTIVE_USER : AccessReason.NO_SIP_ADDRESS;
  },
  POLICY({ principal, policy }) {
    if (principal.kind !== PrincipalKind.USER) return AccessReason.NO_POLICY;
    return policy.enables ? AccessReason.POLICY_ENABLES : AccessReason.POLICY_DISABLES;
  },
  ROOM: ({ room }) => (room.disabled ? AccessReason.ROOM_DISABLED : AccessReason.ROOM_ENABLED),
  DENIED: ({ reaching }) => (reaching.DENIED.length > 0 ? AccessReason.DENIED : AccessReason.NOT_DENIED),
  ALLOWED: ({ reaching }) => (reaching.ALLOWED.length > 0 ? AccessReason.ALLOWED : AccessReason.NOT_ALLOWED),
  MEMBERS({ room, reaching }) {
    if (room.privacy === 'OPEN') return AccessReason.OPEN_ROOM;
    if (!room.listsMembers) return AccessReason.NO_MEMBERS_LISTED;
    return reaching.MEMBERS.length > 0 ? AccessReason.MEMBER : AccessReason.NOT_A_MEMBER;
  },
  PRESENTERS({ room, reaching }) {
    if (room.type !== 'AUDITORIUM') return AccessReason.NORMAL_ROOM;
    return reaching.PRESENTERS.length > 0 ? AccessReason.PRESENTER : AccessReason.NOT_A_PRESENTER;
  },
  MANAGERS: ({ reaching }) => (reaching.MANAGERS.length > 0 ? AccessReason.MANAGER : AccessReason.NOT_A_MANAGER),
};
