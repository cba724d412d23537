import { type DescribedRoom, TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

const PRIVACIES = ['OPEN', 'CLOSED', 'SECRET'] as const;

/** Rooms of every kind in one category: with a list of members or without, enabled or disabled. */
function everyKind(): Record<string, DescribedRoom> {
  const rooms: Record<string, DescribedRoom> = {};
  for (const privacy of PRIVACIES) {
    for (const members of [[], ['Team', 'Mute', 'Off']]) {
      for (const disabled of [false, true]) {
        rooms[[privacy, members.length ? 'members' : 'everybody', disabled ? 'disabled' : 'enabled'].join(' ')] = {
          privacy,
          members,
          disabled,
          managers: ['Mia'],
        };
      }
    }
  }
  return rooms;
}

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start({
    directory: scene.directory,
    pools: {
      'red.litwareinc.com': {
        categories: { Wall: { allowed: ['Staff', 'Twin 1'], denied: ['Twin 1'], rooms: everyKind() } },
      },
    },
  });
});

const enabled = (name: string) => name.endsWith('enabled');
const secret = (name: string) => name.startsWith('SECRET');
const everybodys = (name: string) => name.includes('everybody');
const open = (name: string) => name.startsWith('OPEN');
const all = Object.keys(everyKind()).sort();

/** What each may find and enter, as the words of the domain have it. */
const cases: [who: string, what: string, finds: (name: string) => boolean, enters: (name: string) => boolean][] = [
  ['Ann', 'a member through a group', enabled, enabled],
  [
    'Cid',
    'no member, but inside the wall',
    (n) => enabled(n) && (!secret(n) || everybodys(n)),
    (n) => enabled(n) && (open(n) || everybodys(n)),
  ],
  ['Mia', 'a manager', () => true, (n) => enabled(n) && (open(n) || everybodys(n))],
  ['Mute', 'a member without a SIP address, who may not enter', (n) => enabled(n) && !secret(n), () => false],
  ['Dan', 'outside the wall', () => false, () => false],
  ['Twin 1', 'allowed and denied', () => false, () => false],
];

describe.each(cases)('%s, %s,', (who, _what, finds, enters) => {
  const found = all.filter(finds);
  const closed = all.filter((name) => !finds(name));

  it('finds exactly the rooms that it may find', async () => {
    const { rooms } = await organisation.data<{ rooms: { totalCount: number; nodes: { name: string }[] } }>(
      '{ rooms { totalCount nodes { name } } }',
      {},
      who,
    );
    expect(rooms.nodes.map(({ name }) => name)).toEqual(found);
    expect(rooms.totalCount).toBe(found.length);
  });

  it('finds each of them by its name and by its id, and no other', async () => {
    const ids = await Promise.all(all.map((name) => organisation.globalId('Room', name)));
    const { nodes } = await organisation.data<{ nodes: ({ name: string } | null)[] }>(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Room { name } } }',
      { ids },
      who,
    );
    expect(nodes).toEqual(all.map((name) => (finds(name) ? { name } : null)));
    for (const name of found) {
      const { room } = await organisation.data<{ room: object }>(
        'query ($name: String) { room(identity: $name) { name } }',
        { name },
        who,
      );
      expect(room).toEqual({ name });
    }
    for (const name of closed) {
      expect(
        await organisation.refusal('query ($name: String) { room(identity: $name) { name } }', { name }, who),
      ).toEqual({
        message: `There is no room "${name}".`,
        code: 'NOT_FOUND',
        parameter: 'identity',
        cmdlet: 'Get-CsPersistentChatRoom',
      });
    }
  });

  it('enters exactly the rooms that it may enter', async () => {
    const query = 'query ($who: String) { principal(identity: $who) { enterableRooms { totalCount nodes { name } } } }';
    const identity = who === 'Twin 1' ? 'CN=Twin 1,DC=litwareinc,DC=com' : who;
    const { principal } = await organisation.data<{
      principal: { enterableRooms: { totalCount: number; nodes: { name: string }[] } };
    }>(query, {
      who: identity,
    });
    const expected = all.filter(enters);
    expect(principal.enterableRooms.nodes.map(({ name }) => name)).toEqual(expected);
    expect(principal.enterableRooms.totalCount).toBe(expected.length);
  });

  it('finds no more through the category, the pool or the members than by itself', async () => {
    const query = `query ($who: String) {
      pools(first: 2) { nodes { rooms(first: 20) { totalCount nodes { name } } categories(first: 2) { nodes { rooms(first: 20) { nodes { name } } } } } }
      principal(identity: $who) { listedRooms { nodes { name } } }
      rooms(where: { members: { has: "Team" } }) { nodes { name } } }`;
    interface Through {
      pools: { nodes: { rooms: Names & { totalCount: number }; categories: { nodes: { rooms: Names }[] } }[] };
      principal: { listedRooms: Names };
      rooms: Names;
    }
    interface Names {
      nodes: { name: string }[];
    }
    const { pools, principal, rooms } = await organisation.data<Through>(query, { who: 'Mia' }, who);
    const named = ({ nodes }: Names) => nodes.map(({ name }) => name);
    expect(named(pools.nodes[0]!.rooms)).toEqual(found);
    expect(pools.nodes[0]!.rooms.totalCount).toBe(found.length);
    expect(pools.nodes[0]!.categories.nodes.flatMap((category) => named(category.rooms))).toEqual(found);
    expect(named(principal.listedRooms)).toEqual(found);
    expect(named(rooms)).toEqual(found.filter((name) => !everybodys(name)));
  });
});

it.each(['administrator', 'viewer'])('the %s finds every room', async (role) => {
  const { rooms } = await organisation.data<{ rooms: { totalCount: number } }>('{ rooms { totalCount } }', {}, role);
  expect(rooms.totalCount).toBe(all.length);
});

it('a user is told nothing of the lists of a category, not even by a filter', async () => {
  for (const list of ['allowedMembers', 'deniedMembers', 'creators']) {
    expect(
      await organisation.refusal(`{ categories(first: 1) { nodes { ${list}(first: 1) { totalCount } } } }`, {}, 'Ann'),
    ).toMatchObject({
      code: 'FORBIDDEN',
    });
    for (const condition of ['has: "Mia"', 'reaches: "Mia"', 'isEmpty: true']) {
      const where = `{ ${list}: { ${condition} } }`;
      const forbidden = {
        message: `Only administrators and viewers see who is on the lists of a category.`,
        code: 'FORBIDDEN',
      };
      expect(await organisation.refusal(`{ categories(where: ${where}) { totalCount } }`, {}, 'Ann')).toMatchObject({
        ...forbidden,
        parameter: `where.${list}`,
      });
      expect(
        await organisation.refusal(`{ rooms(where: { not: { category: ${where} } }) { totalCount } }`, {}, 'Ann'),
      ).toMatchObject({
        ...forbidden,
        parameter: `where.not.category.${list}`,
      });
    }
  }
});
