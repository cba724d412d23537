import { registerEnumType } from 'type-graphql';

import { AccessList } from '../access-entry.entity';

export enum AccessFindingKind {
  COVERED = 'COVERED',
  SHADOWED = 'SHADOWED',
  OUTSIDE_WALL = 'OUTSIDE_WALL',
  MISSING = 'MISSING',
  EMPTY = 'EMPTY',
  NO_MANAGER = 'NO_MANAGER',
}
registerEnumType(AccessFindingKind, {
  name: 'AccessFindingKind',
  description: 'What a review of access lists finds. An entry may have several findings.',
  valuesConfig: {
    COVERED: {
      description:
        'An entry that changes nothing, because another one of the same list reaches all that it reaches. Of entries that cover each other, as groups in a circle do, one is not covered.',
    },
    SHADOWED: {
      description:
        'An entry without effect, because everything that it reaches is denied; it counts again where the denial goes.',
    },
    OUTSIDE_WALL: {
      description:
        'An entry without effect, because nothing that it reaches is inside the wall of the category, and not all of it for being denied; it counts again where the wall widens.',
    },
    MISSING: {
      description: 'An entry of a principal that the directory no longer has; it counts again where that comes back.',
    },
    EMPTY: {
      description:
        'An entry of a group or container that reaches no user at present, enabled or not; it counts again where it gets one.',
    },
    NO_MANAGER: {
      description:
        'A room that nobody can manage but administrators: its managers reach no enabled user with a SIP address inside the wall, or none are listed.',
    },
  },
});

/** What a review found of an entry of a list, or of a list as a whole. */
export interface ListFinding {
  kind: AccessFindingKind;
  list: AccessList;
  categoryId: number;
  /** Null where the list is one of the category itself. */
  roomId: number | null;
  /** The entry; null where it is about the list. */
  principalId: number | null;
  /** The entry that covers or denies it; null where none does. */
  byId: number | null;
}

export const CATEGORY_LISTS = [AccessList.ALLOWED, AccessList.DENIED, AccessList.CREATORS] as const;
export const ROOM_LISTS = [AccessList.MEMBERS, AccessList.MANAGERS, AccessList.PRESENTERS] as const;

const KINDS = Object.values(AccessFindingKind);
const LISTS = Object.values(AccessList);

/** Where a finding stands in a review: those of categories before those of rooms, each by category, room, list, entry and kind. */
export type FindingPlace = readonly [
  owner: number,
  category: number,
  room: number,
  list: number,
  principal: number,
  kind: number,
];

export function placeOf({ kind, list, categoryId, roomId, principalId }: ListFinding): FindingPlace {
  const owner = roomId === null ? 0 : 1;
  return [owner, categoryId, roomId ?? 0, LISTS.indexOf(list), principalId ?? 0, KINDS.indexOf(kind)];
}

export function comparePlaces(a: FindingPlace, b: FindingPlace): number {
  const i = a.findIndex((value, at) => value !== b[at]);
  return i < 0 ? 0 : a[i]! - b[i]!;
}
