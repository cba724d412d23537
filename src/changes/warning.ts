import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum WarningCode {
  ENTRIES_DROPPED = 'ENTRIES_DROPPED',
  ENTRIES_CUT_OFF = 'ENTRIES_CUT_OFF',
  ENTRIES_WITHOUT_EFFECT = 'ENTRIES_WITHOUT_EFFECT',
  DENIALS_GIVEN_UP = 'DENIALS_GIVEN_UP',
  NOT_LISTED = 'NOT_LISTED',
  ADDIN_DETACHED = 'ADDIN_DETACHED',
  OPENED_TO_CATEGORY = 'OPENED_TO_CATEGORY',
  NOTHING_CHANGED = 'NOTHING_CHANGED',
  PRINCIPALS_LOST = 'PRINCIPALS_LOST',
  MEMBERSHIPS_LOST = 'MEMBERSHIPS_LOST',
  WALL_OPENED = 'WALL_OPENED',
  WITHOUT_EFFECT = 'WITHOUT_EFFECT',
  NOBODY_INVITED = 'NOBODY_INVITED',
  NO_ACTIVE_SERVER = 'NO_ACTIVE_SERVER',
  POLICY_TAKEN_AWAY = 'POLICY_TAKEN_AWAY',
  NO_USERS = 'NO_USERS',
  WITHOUT_PERSISTENT_CHAT = 'WITHOUT_PERSISTENT_CHAT',
}
registerEnumType(WarningCode, {
  name: 'WarningCode',
  description: 'What a warning is about.',
  valuesConfig: {
    ENTRIES_DROPPED: { description: 'Entries of a list went because of another part of the change.' },
    ENTRIES_CUT_OFF: {
      description: 'Entries stay listed but have no effect, because the wall of the category narrowed.',
    },
    ENTRIES_WITHOUT_EFFECT: {
      description:
        'Entries came back to a list that have no effect at present, as the wall keeps out all whom they reach or the directory has them no more.',
    },
    DENIALS_GIVEN_UP: {
      description:
        'Denied entries go that keep nobody out at present, but would have kept out who comes back to the directory or joins them.',
    },
    NOT_LISTED: { description: 'An entry to take off was not on the list.' },
    ADDIN_DETACHED: { description: 'Rooms lost the add-in that was removed.' },
    OPENED_TO_CATEGORY: { description: 'A room with no members is open to everybody whom its category allows.' },
    NOTHING_CHANGED: {
      description:
        'Nothing was written: everything was as the input says already, or none was meant that can be changed.',
    },
    PRINCIPALS_LOST: {
      description: 'A sync of the directory takes away more of its principals than it may without `force`.',
    },
    MEMBERSHIPS_LOST: {
      description: 'A sync of the directory takes away more of its memberships than it may without `force`.',
    },
    WALL_OPENED: {
      description:
        'A sync of the directory lets users through a wall, as a denied entry or a membership behind it vanished; it may not without `force`.',
    },
    POLICY_TAKEN_AWAY: { description: 'Users lost the policy that was granted to them, as it was removed.' },
    NO_USERS: {
      description: 'What meets the conditions but is no user was left out, as policies are granted to users only.',
    },
    WITHOUT_PERSISTENT_CHAT: {
      description:
        'Users can not enter rooms, as their policies do not enable Persistent Chat: such as are let in, or lose it as a policy is removed or reset.',
    },
    NO_ACTIVE_SERVER: { description: 'A pool has no active server, and accepts no new client connections.' },
    WITHOUT_EFFECT: { description: 'A setting has no effect as long as another is as it is.' },
    NOBODY_INVITED: {
      description: 'The change brings users into rooms in so many ways that none of them is invited.',
    },
  },
});

@ObjectType({ description: 'Something that the caller should know of a change.' })
export class ChangeWarning {
  @Field(() => WarningCode, { description: 'What it is about.' })
  code: WarningCode;

  @Field({ description: 'A whole sentence that names the things concerned.' })
  message: string;
}
