import type { Random } from '../random';
import { CITIES, DEPARTMENTS } from './names';
import { largeGroupsOf, type Organisation, teamsOf } from './organisation';
import { DOMAIN, type PlainGraph } from './plain-graph';
import type { Sizes } from './sizes';
import { Wall } from './wall';

/** Lists are of places in the graph. */
export interface ModelCategory {
  name: string;
  allowed: number[];
  denied: number[];
  creators: number[];
}

export interface ModelRoom {
  name: string;
  /** The place of its category. */
  category: number;
  members: number[];
  managers: number[];
  size: 'small' | 'medium' | 'large';
}

export interface ModelPool {
  categories: ModelCategory[];
  rooms: ModelRoom[];
}

export const LARGE_ROOMS = 10;
const SHARE_IN_LARGE_ROOM = 16_000 / 150_000;
const SHARE_OF_MEDIUM_ROOMS = 1_067 / 33_077;
const MEMBERS_OF_MEDIUM_ROOM = 150;
const LARGEST_GROUP_OF_ROOMS = 2_500;
const MANAGERS = 6;
/** Every so many categories allow everybody. */
const OPEN_CATEGORY = 5;

/** Categories with walls, and rooms in them: half of the rooms list people, and half groups. */
export function poolOf(sizes: Sizes, organisation: Organisation, graph: PlainGraph, random: Random): ModelPool {
  const groups = usableGroups(organisation, graph);
  const walls = Array.from({ length: sizes.categories }, (_, i) => {
    const category = categoryOf(i, organisation, groups, graph, random);
    return { category, wall: new Wall(graph, category) };
  });
  for (const { category, wall } of walls) category.creators = wall.drawUsers(3, random);
  const categories = walls.map(({ category }) => category);

  const rooms = Array.from({ length: sizes.rooms }, (_, i): ModelRoom => {
    const size = sizeOf(i, sizes.rooms);
    const category =
      size === 'large'
        ? OPEN_CATEGORY * random.below(sizes.categories / OPEN_CATEGORY)
        : random.below(sizes.categories);
    const name = `${random.pick(CITIES)} ${random.pick(DEPARTMENTS)} ${i + 1}`;
    return { name, category, members: [], managers: walls[category]!.wall.drawUsers(MANAGERS, random), size };
  });
  rooms.forEach((room, i) => {
    const { wall } = walls[room.category]!;
    if (room.size === 'large') {
      const users = Math.round(sizes.users * SHARE_IN_LARGE_ROOM);
      room.members = i % 2 ? [groups.large[i]!] : wall.drawUsers(users, random);
    } else if (room.size === 'medium') {
      const count = Math.min(MEMBERS_OF_MEDIUM_ROOM, Math.ceil(wall.users / 2));
      room.members = i % 2 ? pickSome(groups.medium, 2, random) : wall.drawUsers(count, random);
    } else if (i % 2) {
      room.members = pickSome(random.below(8) ? groups.teams : groups.medium, 1 + random.below(2), random);
    }
  });
  fillUp(
    rooms.filter(({ members }) => members.length === 0),
    sizes.entries - countEntries({ categories, rooms }),
    walls,
    random,
  );
  return { categories, rooms };
}

export function countEntries({ categories, rooms }: ModelPool): number {
  const ofCategories = categories.map(
    ({ allowed, denied, creators }) => allowed.length + denied.length + creators.length,
  );
  const ofRooms = rooms.map(({ members, managers }) => members.length + managers.length);
  return [...ofCategories, ...ofRooms].reduce((sum, count) => sum + count, 0);
}

/** The rest of the entries are people in small rooms. */
function fillUp(rooms: ModelRoom[], entries: number, walls: readonly { wall: Wall }[], random: Random): void {
  rooms.forEach((room, i) => {
    const share = Math.floor(((i + 1) * entries) / rooms.length) - Math.floor((i * entries) / rooms.length);
    const { wall } = walls[room.category]!;
    room.members = wall.drawUsers(Math.max(1, Math.min(share, Math.ceil(wall.users / 2))), random);
  });
}

interface UsableGroups {
  teams: number[];
  medium: number[];
  large: number[];
}

function usableGroups({ groups }: Organisation, graph: PlainGraph): UsableGroups {
  const teams = teamsOf(groups);
  const places = (some: readonly object[]) => {
    const wanted = new Set(some);
    return groups.flatMap((group, i) => (wanted.has(group) ? [graph.firstGroup + i] : []));
  };
  // Only the lower half has nobody but users, so that its sizes are known.
  const medium = groups
    .slice(teams.length, Math.floor(groups.length / 2) - 1)
    .filter(({ members }) => members.size <= LARGEST_GROUP_OF_ROOMS);
  return { teams: places(teams), medium: places(medium), large: places(largeGroupsOf(groups)) };
}

function categoryOf(
  i: number,
  { units }: Organisation,
  groups: UsableGroups,
  graph: PlainGraph,
  random: Random,
): ModelCategory {
  const topUnits = units.flatMap(({ depth }, unit) => (depth === 1 ? [1 + unit] : []));
  const lowerUnits = units.flatMap(({ depth }, unit) => (depth > 1 ? [1 + unit] : []));
  return {
    name: `${random.pick(DEPARTMENTS)} ${random.pick(CITIES)} ${i + 1}`,
    allowed:
      i % OPEN_CATEGORY === 0
        ? [DOMAIN]
        : [
            ...new Set([
              ...pickSome(topUnits, 12, random),
              ...pickSome(lowerUnits, 3, random),
              ...pickSome(groups.large, 1, random),
              ...pickSome(groups.medium, 3, random),
            ]),
          ],
    denied: [
      ...pickSome([...groups.teams, ...groups.medium], 5, random),
      ...random.sample(2, graph.firstGroup - graph.firstUser).map((user) => graph.firstUser + user),
    ],
    creators: [],
  };
}

/** The first ones are large, and so are as many medium ones after them as the whole has. */
function sizeOf(i: number, rooms: number): ModelRoom['size'] {
  if (i < LARGE_ROOMS) return 'large';
  return i < LARGE_ROOMS + Math.round(rooms * SHARE_OF_MEDIUM_ROOMS) ? 'medium' : 'small';
}

function pickSome(list: readonly number[], count: number, random: Random): number[] {
  return random.sample(count, list.length).map((i) => list[i]!);
}
