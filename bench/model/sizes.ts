import type { Sizes as OrganisationSizes } from './organisation';

/** How large an organisation and its pool are. */
export interface Sizes extends OrganisationSizes {
  categories: number;
  rooms: number;
  /** Entries of all access lists together. */
  entries: number;
}

/** The published capacity model of one pool. */
export const STANDARD: Sizes = {
  users: 150_000,
  groups: 12_000,
  units: 2_000,
  memberships: 2_500_000,
  categories: 300,
  rooms: 33_077,
  entries: 731_088,
};

/** The most entries that it provides for. */
export const MOST_ENTRIES = 2_000_000;

export const SMALL_USERS = 5_000;

/** The standard organisation with so many users, and of all else in proportion. */
export function sizesFor(users: number): Sizes {
  const inProportion = (size: keyof Sizes) => Math.round((STANDARD[size] * users) / STANDARD.users);
  return {
    users,
    groups: inProportion('groups'),
    units: inProportion('units'),
    memberships: inProportion('memberships'),
    categories: inProportion('categories'),
    rooms: inProportion('rooms'),
    entries: inProportion('entries'),
  };
}
