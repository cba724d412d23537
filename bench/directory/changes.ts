import type { DirectoryFigures } from '../../src/directory/sync/directory-difference';
import { SURNAMES, TITLES } from '../model/names';
import { dnOf, type Group, groupOf, type Member, type Organisation, type User, userOf } from '../model/organisation';
import type { Random } from '../random';

/** What changed in an organisation. */
export interface Changes {
  retitled: User[];
  /** Renamed or moved, with the distinguished names from before. */
  renamed: Map<User, string>;
  added: { users: User[]; groups: Group[] };
  /** With their distinguished names. */
  removed: Map<Member, string>;
  /** Of the groups that were there and still are. */
  memberships: { group: Group; joined: Member[]; left: Member[] }[];
  /** What a sync has to find. */
  figures: DirectoryFigures;
}

/** Of the share that changes, so much goes, and as much comes. */
const SHARE_THAT_GOES = 0.1;
const MEMBERS_OF_NEW_GROUP = 20;

/** Changes a share of the users and the memberships; some users and groups go, and as many come. */
export function changeSome(organisation: Organisation, share: number, random: Random): Changes {
  const { users, groups, units } = organisation;
  const before = new Map(groups.map((group) => [group, new Set(group.members)]));
  const third = Math.ceil((users.length * share) / 3);
  const usersToGo = Math.ceil(users.length * share * SHARE_THAT_GOES);
  const groupsToGo = Math.ceil(groups.length * share * SHARE_THAT_GOES);
  const chosen = random.sample(3 * third + usersToGo, users.length).map((i) => users[i]!);

  const retitled = chosen.slice(0, third);
  for (const user of retitled) user.title = random.pick(TITLES.filter((title) => title !== user.title));
  const renamed = new Map(chosen.slice(third, 3 * third).map((user) => [user, dnOf(user)]));
  for (const user of chosen.slice(third, 2 * third)) rename(user, random);
  for (const user of chosen.slice(2 * third, 3 * third))
    user.unit = random.pick(units.filter((unit) => unit !== user.unit));

  // The last of the groups are the large ones.
  const goneGroups = random.sample(groupsToGo, Math.floor(groups.length / 2)).map((i) => groups[i]!);
  const removed = new Map([...chosen.slice(3 * third), ...goneGroups].map((member) => [member, dnOf(member)]));
  organisation.users = users.filter((user) => !removed.has(user));
  organisation.groups = groups.filter((group) => !removed.has(group));
  for (const { members } of organisation.groups) for (const member of removed.keys()) members.delete(member);
  exchangeMembers(organisation, share, random);

  const added = newcomers(organisation, usersToGo, groupsToGo, random);
  const memberships = organisation.groups.map((group) => membershipsOf(group, before.get(group)!));
  organisation.users.push(...added.users);
  organisation.groups.push(...added.groups);
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const figures = {
    added: usersToGo + groupsToGo,
    changed: 3 * third,
    moved: third,
    missing: usersToGo + groupsToGo,
    returned: 0,
    // Newcomers are in the primary group too, and those who went were.
    membershipsAdded:
      sum(memberships.map(({ joined }) => joined.length)) +
      sum(added.groups.map(({ members }) => members.size)) +
      usersToGo,
    membershipsRemoved:
      sum(memberships.map(({ left }) => left.length)) +
      sum(goneGroups.map((group) => before.get(group)!.size)) +
      usersToGo,
  };
  return { retitled, renamed, added, removed, memberships, figures };
}

function rename(user: User, random: Random): void {
  user.surname = random.pick(SURNAMES.filter((surname) => surname !== user.surname));
  user.name = `${user.givenName} ${user.surname} ${user.number}`;
}

/** Half of the share of memberships ends, and as many begin. */
function exchangeMembers({ users, groups }: Organisation, share: number, random: Random): void {
  const filled = groups.filter(({ members }) => members.size > 1);
  const memberships = filled.reduce((sum, { members }) => sum + members.size, 0);
  for (let i = 0; i < (memberships * share) / 2; i += 1) {
    const { members } = random.pick(filled);
    const [first] = members;
    if (members.size > 1) members.delete(first!);
    random.pick(filled).members.add(random.pick(users));
  }
}

function newcomers(organisation: Organisation, users: number, groups: number, random: Random): Changes['added'] {
  const { units } = organisation;
  const added = {
    users: Array.from({ length: users }, () => userOf(organisation.nextNumber++, units, random)),
    groups: Array.from({ length: groups }, () => groupOf(organisation.nextNumber++, units, random)),
  };
  for (const { members } of added.groups) {
    for (let i = 0; i < MEMBERS_OF_NEW_GROUP; i += 1) members.add(random.pick(organisation.users));
  }
  for (const user of added.users) random.pick(organisation.groups.slice(0, -2)).members.add(user);
  return added;
}

function membershipsOf(group: Group, before: ReadonlySet<Member>): Changes['memberships'][number] {
  return {
    group,
    joined: [...group.members].filter((member) => !before.has(member)),
    left: [...before].filter((member) => !group.members.has(member)),
  };
}
