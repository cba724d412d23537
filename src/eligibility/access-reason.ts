import { registerEnumType } from 'type-graphql';

/** What is looked at to say whether somebody may do something in a room, in this order. */
export enum AccessCheck {
  PRINCIPAL = 'PRINCIPAL',
  POLICY = 'POLICY',
  ROOM = 'ROOM',
  DENIED = 'DENIED',
  ALLOWED = 'ALLOWED',
  MEMBERS = 'MEMBERS',
  PRESENTERS = 'PRESENTERS',
  MANAGERS = 'MANAGERS',
}
registerEnumType(AccessCheck, {
  name: 'AccessCheck',
  description: 'What is looked at to say whether somebody may do something in a room, in this order.',
  valuesConfig: {
    PRINCIPAL: { description: 'Whether it is an enabled user with a SIP address.' },
    POLICY: { description: 'Whether the policy that applies to it enables Persistent Chat.' },
    ROOM: { description: 'Whether the room is enabled.' },
    DENIED: { description: "Whether the category's denied members keep it out." },
    ALLOWED: { description: "Whether the category's allowed members let it in." },
    MEMBERS: { description: 'Whether it is a member, or the room open to everybody inside the wall.' },
    PRESENTERS: { description: 'Whether it is a presenter, or the room one in which everybody posts.' },
    MANAGERS: { description: 'Whether it is a manager.' },
  },
});

/** What came of a check. */
export enum AccessOutcome {
  MET = 'MET',
  UNMET = 'UNMET',
  NOT_NEEDED = 'NOT_NEEDED',
}
registerEnumType(AccessOutcome, {
  name: 'AccessOutcome',
  description: 'What came of a check.',
  valuesConfig: {
    MET: { description: 'What the action takes is there.' },
    UNMET: { description: 'What the action takes is not there: without it the answer is no.' },
    NOT_NEEDED: { description: 'The action does not depend on it here.' },
  },
});

/** What a check found. */
export enum AccessReason {
  ACTIVE_USER = 'ACTIVE_USER',
  MISSING = 'MISSING',
  NOT_A_USER = 'NOT_A_USER',
  DISABLED_USER = 'DISABLED_USER',
  NO_SIP_ADDRESS = 'NO_SIP_ADDRESS',
  POLICY_ENABLES = 'POLICY_ENABLES',
  POLICY_DISABLES = 'POLICY_DISABLES',
  NO_POLICY = 'NO_POLICY',
  ROOM_ENABLED = 'ROOM_ENABLED',
  ROOM_DISABLED = 'ROOM_DISABLED',
  NOT_DENIED = 'NOT_DENIED',
  DENIED = 'DENIED',
  ALLOWED = 'ALLOWED',
  NOT_ALLOWED = 'NOT_ALLOWED',
  OPEN_ROOM = 'OPEN_ROOM',
  NO_MEMBERS_LISTED = 'NO_MEMBERS_LISTED',
  MEMBER = 'MEMBER',
  NOT_A_MEMBER = 'NOT_A_MEMBER',
  NORMAL_ROOM = 'NORMAL_ROOM',
  PRESENTER = 'PRESENTER',
  NOT_A_PRESENTER = 'NOT_A_PRESENTER',
  MANAGER = 'MANAGER',
  NOT_A_MANAGER = 'NOT_A_MANAGER',
}
registerEnumType(AccessReason, {
  name: 'AccessReason',
  description: 'What a check of access found.',
  valuesConfig: {
    ACTIVE_USER: { description: 'An enabled user with a SIP address.' },
    MISSING: { description: 'It vanished from the directory: nothing reaches it.' },
    NOT_A_USER: { description: 'It is no user, and so enters nothing itself; it may be listed.' },
    DISABLED_USER: { description: 'The directory has disabled the user.' },
    NO_SIP_ADDRESS: { description: 'The user has no SIP address.' },
    POLICY_ENABLES: { description: 'The policy that applies enables Persistent Chat.' },
    POLICY_DISABLES: { description: 'The policy that applies does not enable Persistent Chat.' },
    NO_POLICY: { description: 'Policies apply to users, and it is none.' },
    ROOM_ENABLED: { description: 'The room is enabled.' },
    ROOM_DISABLED: { description: 'The room is disabled.' },
    NOT_DENIED: { description: 'No denied member of the category reaches it.' },
    DENIED: { description: 'A denied member of the category reaches it, which wins over all that allows it.' },
    ALLOWED: { description: 'An allowed member of the category reaches it.' },
    NOT_ALLOWED: { description: 'No allowed member of the category reaches it.' },
    OPEN_ROOM: { description: 'The room is Open: everybody inside the wall enters it.' },
    NO_MEMBERS_LISTED: { description: 'The room lists no members: everybody inside the wall enters it.' },
    MEMBER: { description: 'A member of the room reaches it.' },
    NOT_A_MEMBER: { description: 'The room lists members, and none of them reaches it.' },
    NORMAL_ROOM: { description: 'The room is Normal: everybody who enters it posts.' },
    PRESENTER: { description: 'A presenter of the room reaches it.' },
    NOT_A_PRESENTER: { description: 'The room is an auditorium, and none of its presenters reaches it.' },
    MANAGER: { description: 'A manager of the room reaches it.' },
    NOT_A_MANAGER: { description: 'No manager of the room reaches it.' },
  },
});
