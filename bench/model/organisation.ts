import { CITIES, COMPANIES, DEPARTMENTS, GIVEN_NAMES, SURNAMES, TITLES } from './names';
import { Random } from '../random';

export const BASE = 'dc=fabrikam,dc=com';

/** Lists nobody, and everybody is in it. */
export const PRIMARY_GROUP = 'Domain Users';
/** One user in thirty. */
export const VISITORS = 'Visitors';

export interface Sizes {
  users: number;
  groups: number;
  units: number;
  /** Values of `member`, of users and groups; primary groups come on top. */
  memberships: number;
}

export interface Unit {
  name: string;
  dn: string;
  depth: number;
}

export interface User {
  /** What it is known by for life. */
  number: number;
  name: string;
  unit: Unit;
  givenName: string;
  surname: string;
  logon: string;
  title: string;
  department: string;
  company: string;
  disabled: boolean;
}

export interface Group {
  number: number;
  name: string;
  unit: Unit;
  members: Set<Member>;
}

export type Member = User | Group;

export interface Organisation {
  units: Unit[];
  users: User[];
  groups: Group[];
  /** The next that a newcomer gets. */
  nextNumber: number;
}

const DEEPEST_UNIT = 6;
const LEVELS = 8;
/** Groups with another parent beside the first. */
const SECOND_PARENT = 0.22;
const GROUPS_PER_BACK_EDGE = 250;
const LARGE_GROUPS = 10;
const SHARE_IN_LARGE_GROUP = 16_000 / 150_000;
export const SHARE_OF_VISITORS = 5_000 / 150_000;
/** Those at the end of the list: of visitors, the large ones, of everybody, and the primary one. */
const SPECIAL_GROUPS = 1 + LARGE_GROUPS + 2;
/** One group in four is of people who work together. */
const TEAMS = 1 / 4;
const SMALLEST_TEAM = 10;
const LARGEST_TEAM = 45;

/** The same organisation for the same sizes and seed. */
export function organisationOf(sizes: Sizes, random: Random): Organisation {
  const units = unitsOf(sizes.units, random);
  const users = Array.from({ length: sizes.users }, (_, number) => userOf(number, units, random));
  const groups = Array.from({ length: sizes.groups }, (_, number) => groupOf(number, units, random));
  nest(groups.slice(0, -SPECIAL_GROUPS), random);
  const [visitors, ...large] = groups.slice(-SPECIAL_GROUPS, -2) as [Group, ...Group[]];
  const [everybody, primary] = groups.slice(-2) as [Group, Group];
  visitors.name = VISITORS;
  everybody.name = 'All Employees';
  primary.name = PRIMARY_GROUP;
  for (const user of users) everybody.members.add(user);
  const fill = ({ members }: Group, count: number) => {
    for (const i of random.sample(count, users.length)) members.add(users[i]!);
  };
  fill(visitors, Math.round(users.length * SHARE_OF_VISITORS));
  for (const group of large) fill(group, Math.round(users.length * SHARE_IN_LARGE_GROUP));
  const teams = teamsOf(groups);
  for (const team of teams) fill(team, SMALLEST_TEAM + random.below(LARGEST_TEAM - SMALLEST_TEAM + 1));
  const left = sizes.memberships - groups.reduce((sum, { members }) => sum + members.size, 0);
  if (left < 0) {
    throw new Error(`${sizes.memberships} memberships are too few for ${sizes.users} users in ${sizes.groups} groups.`);
  }
  join(users, groups.slice(teams.length, -SPECIAL_GROUPS), left, random);
  return { units, users, groups, nextNumber: Math.max(users.length, groups.length) };
}

/** The smallest groups, with nobody but users in them. */
export function teamsOf(groups: readonly Group[]): Group[] {
  return groups.slice(0, Math.floor(groups.length * TEAMS));
}

/** The groups of 16,000, or as large a share of the users. */
export function largeGroupsOf(groups: readonly Group[]): Group[] {
  return groups.slice(1 - SPECIAL_GROUPS, -2);
}

/** As slapd writes it, so that members are written as the entries themselves are, as Active Directory does too. */
export function dnOf({ name, unit }: { name: string; unit: Unit }): string {
  return `cn=${name.replaceAll(',', '\\2C')},${unit.dn}`;
}

export function userOf(number: number, units: readonly Unit[], random: Random): User {
  const [givenName, surname] = [random.pick(GIVEN_NAMES), random.pick(SURNAMES)];
  return {
    number,
    name: random.below(10) ? `${givenName} ${surname} ${number}` : `${surname}, ${givenName} ${number}`,
    unit: random.pick(units),
    givenName,
    surname,
    logon: `${plain(givenName).slice(0, 1)}${plain(surname).slice(0, 10)}${number}`,
    title: random.pick(TITLES),
    department: random.pick(DEPARTMENTS),
    company: random.pick(COMPANIES),
    disabled: random.below(50) === 0,
  };
}

export function groupOf(number: number, units: readonly Unit[], random: Random): Group {
  const name = `${random.pick(CITIES)} ${random.pick(DEPARTMENTS)} ${number}`;
  return { number, name, unit: random.pick(units), members: new Set() };
}

/** In ASCII and lower case, as logon names are. */
export function plain(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

function unitsOf(count: number, random: Random): Unit[] {
  const units: Unit[] = [];
  while (units.length < count) {
    const above = units.length < CITIES.length ? undefined : random.pick(units);
    if (above && above.depth === DEEPEST_UNIT) continue;
    const name = above ? `${random.pick(DEPARTMENTS)} ${units.length}` : CITIES[units.length]!;
    units.push({ name, dn: `ou=${name},${above?.dn ?? BASE}`, depth: (above?.depth ?? 0) + 1 });
  }
  return units;
}

/** Each level has half as many groups as the one below, and each group stands in one or two of the two levels above it. */
function nest(groups: Group[], random: Random): void {
  const levels: Group[][] = [];
  for (let level = 0, start = 0; level < LEVELS; level += 1) {
    const end = level === LEVELS - 1 ? groups.length : start + Math.ceil((groups.length - start) / 2);
    levels.push(groups.slice(start, end));
    start = end;
  }
  levels.slice(0, -1).forEach((level, i) => {
    const above = levels.slice(i + 1, i + 3);
    for (const group of level) {
      random.pick(random.pick(above)).members.add(group);
      if (random.next() < SECOND_PARENT) random.pick(random.pick(above)).members.add(group);
    }
  });
  // Directories have circles of groups.
  for (let i = 0; i < groups.length / GROUPS_PER_BACK_EDGE; i += 1)
    random.pick(levels[1]!).members.add(random.pick(levels[5]!));
}

/** Puts users into so many groups; a few groups get thousands, most a hundred. */
function join(users: User[], groups: Group[], memberships: number, random: Random): void {
  const order = random.sample(groups.length, groups.length);
  const each = memberships / users.length;
  users.forEach((user, i) => {
    for (let left = Math.floor((i + 1) * each) - Math.floor(i * each); left > 0;) {
      const { members } = groups[order[Math.floor(groups.length * random.next() ** 2)]!]!;
      if (members.has(user)) continue;
      members.add(user);
      left -= 1;
    }
  });
}
