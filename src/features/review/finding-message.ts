import type { AccessList } from '../../eligibility/access-entry.entity';
import type { AccessFindingKind } from '../../eligibility/review/list-finding';

/** What the sentence of a finding names. */
export interface FindingNames {
  list: AccessList;
  /** The display name of the entry. */
  entry: string;
  /** The display name of the entry that covers or denies it. */
  by: string;
  /** The name of the category whose list it is, or that the room is in. */
  category: string;
  /** The name of the room whose list it is; null where it is one of the category. */
  room: string | null;
}

const NOUNS: Record<AccessList, string> = {
  ALLOWED: 'allowed member',
  DENIED: 'denied member',
  CREATORS: 'creator',
  MEMBERS: 'member',
  MANAGERS: 'manager',
  PRESENTERS: 'presenter',
};

const SENTENCES: Record<AccessFindingKind, (names: FindingNames) => string> = {
  COVERED: (names) => `${entryOf(names)} changes nothing: "${names.by}" reaches all that it reaches.`,
  SHADOWED: (names) => `${entryOf(names)} has no effect: all that it reaches is denied, itself by "${names.by}".`,
  OUTSIDE_WALL: (names) =>
    `${entryOf(names)} has no effect: nothing that it reaches is inside the wall of the category "${names.category}".`,
  MISSING: (names) => `${entryOf(names)} reaches nobody: it is missing from the directory.`,
  EMPTY: (names) => `${entryOf(names)} reaches no user.`,
  NO_MANAGER: (names) =>
    `Only administrators can manage ${ownerOf(names)}: its managers reach no enabled user with a SIP address inside the wall, or none are listed.`,
};

/** What was found, in a whole sentence. */
export function findingMessage(kind: AccessFindingKind, names: FindingNames): string {
  return SENTENCES[kind](names);
}

function entryOf(names: FindingNames): string {
  return `The ${NOUNS[names.list]} "${names.entry}" of ${ownerOf(names)}`;
}

function ownerOf({ category, room }: FindingNames): string {
  return room === null ? `the category "${category}"` : `the room "${room}"`;
}
