import { toGlobalId } from '../../../src/graphql/node';
import { Room } from '../../../src/features/room/room.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

interface Page<T> {
  totalCount: number;
  nodes: T[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const PAGE = 'totalCount pageInfo { hasNextPage endCursor }';
const whoCan = (room: string, args: string) =>
  `{ room(identity: "${room}") { whoCan(${args}) { ${PAGE} nodes { displayName } } } }`;
const can = (principal: string, args: string) =>
  `{ principal(identity: "${principal}") { can(${args}) { ${PAGE} nodes { identity name } } } }`;

async function who(room: string, args: string, as?: string): Promise<Page<{ displayName: string }>> {
  const identity = room === 'Lobby' ? 'red.litwareinc.com\\\\Lobby' : room;
  const answer = await organisation.data<{ room: { whoCan: Page<{ displayName: string }> } }>(
    whoCan(identity, args),
    {},
    as,
  );
  return answer.room.whoCan;
}

async function rooms(principal: string, args: string, as?: string): Promise<Page<{ name: string; identity: string }>> {
  type Answer = { principal: { can: Page<{ name: string; identity: string }> } };
  return (await organisation.data<Answer>(can(principal, args), {}, as)).principal.can;
}

const INSIDE = ['Ann', 'Bob', 'Cid', 'Desk', 'Gone', 'Kit', 'Mia', 'Mute', 'Off', 'Staff', 'Team'];

describe('who can', () => {
  it.each([
    ['Lobby', 'ENTER', ['Ann', 'Bob']],
    ['Lobby', 'POST', ['Ann', 'Bob']],
    ['Lobby', 'FIND', INSIDE],
    ['Lobby', 'MANAGE', ['Mia']],
    ['Stage', 'ENTER', ['Ann', 'Bob', 'Gone', 'Mia']],
    ['Stage', 'POST', ['Ann']],
    ['Square', 'ENTER', ['Ann', 'Bob', 'Gone', 'Mia']],
    ['Vault', 'ENTER', ['Ann']],
    ['Vault', 'FIND', ['Ann', 'Mia']],
    ['Attic', 'ENTER', []],
    ['Attic', 'FIND', ['Mia']],
    ['Bench', 'ENTER', ['Eve']],
  ])('in %s: %s', async (room, action, expected) => {
    const { totalCount, nodes } = await who(room, `action: ${action}`);
    expect(nodes.map(({ displayName }) => displayName)).toEqual(expected);
    expect(totalCount).toBe(expected.length);
  });

  it('is chosen by kind and SIP address, and paged', async () => {
    expect(await who('Lobby', 'action: FIND, kind: [USER], filter: "m*"')).toMatchObject({
      totalCount: 1,
      nodes: [{ displayName: 'Mia' }],
    });
    const first = await who('Lobby', 'action: FIND, first: 4');
    expect(first).toMatchObject({ totalCount: 11, pageInfo: { hasNextPage: true } });
    const next = await who('Lobby', `action: FIND, first: 7, after: "${first.pageInfo.endCursor}"`);
    expect([...first.nodes, ...next.nodes].map(({ displayName }) => displayName)).toEqual(INSIDE);
    expect(next.pageInfo.hasNextPage).toBe(false);
  });

  it('is told to administrators, viewers, managers and creators', async () => {
    for (const as of ['administrator', 'viewer', 'Mia', 'Bob'])
      expect((await who('Lobby', 'action: MANAGE', as)).totalCount).toBe(1);
    expect(await organisation.refusal(whoCan('Stage', 'action: ENTER'), {}, 'Mia')).toMatchObject({
      code: 'FORBIDDEN',
      message: 'Only managers of the room "Stage" see who is eligible in it.',
    });
  });

  it('takes the same statements for 1 room and for all', async () => {
    const all = await organisation.gateway.store.read.find(Room);
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Room {
      enter: whoCan(action: ENTER) { totalCount nodes { displayName } } post: whoCan(action: POST) { totalCount }
      find: whoCan(action: FIND) { totalCount } manage: whoCan(action: MANAGE) { totalCount } } } }`;
    const ask = (ids: number[]) => () => organisation.data(query, { ids: ids.map((id) => toGlobalId('Room', id)) });
    const ids = all.map(({ id }) => id);
    // The index follows what was made anew.
    await ask(ids)();
    const one = await organisation.gateway.statementsOf(ask(ids.slice(0, 1)));
    const many = await organisation.gateway.statementsOf(ask(ids));
    expect(ids.length).toBeGreaterThan(6);
    expect(many.length).toBe(one.length);
  });
});

describe('what somebody can', () => {
  const RED = 'red.litwareinc.com\\';

  it.each([
    ['Ann', 'ENTER', ['Lobby', 'Lobby', 'Square', 'Stage', 'Vault']],
    ['Ann', 'POST', ['Lobby', 'Lobby', 'Square', 'Stage', 'Vault']],
    ['Bob', 'POST', ['Lobby', 'Lobby', 'Square']],
    ['Mia', 'FIND', ['Attic', 'Bench', 'Lobby', 'Lobby', 'Square', 'Stage', 'Vault']],
    ['Mia', 'MANAGE', ['Attic', 'Lobby', 'Vault']],
    ['Cid', 'ENTER', []],
    ['Staff', 'ENTER', []],
    ['Team', 'FIND', ['Lobby', 'Lobby', 'Square', 'Stage']],
    ['Dan', 'FIND', []],
  ])('%s: %s', async (principal, action, expected) => {
    const { totalCount, nodes } = await rooms(principal, `action: ${action}`);
    expect(nodes.map(({ name }) => name)).toEqual(expected);
    expect(totalCount).toBe(expected.length);
  });

  it('is filtered, ordered and paged as all rooms are', async () => {
    const found = await rooms(
      'Mia',
      'action: FIND, where: { privacy: { eq: CLOSED } }, order: { field: NAME, direction: DESC }, first: 2',
    );
    expect(found).toMatchObject({ totalCount: 5, nodes: [{ name: 'Stage' }, { name: 'Lobby' }] });
    const next = await rooms(
      'Mia',
      `action: FIND, where: { privacy: { eq: CLOSED } }, order: { field: NAME, direction: DESC }, first: 9, after: "${found.pageInfo.endCursor}"`,
    );
    expect(next.nodes.map(({ name }) => name)).toEqual(['Lobby', 'Bench', 'Attic']);
  });

  it('is told to a user of others where it manages the room or creates in the category, of those rooms that it finds', async () => {
    expect((await rooms('Mia', 'action: MANAGE', 'Bob')).nodes).toEqual([{ name: 'Lobby', identity: `${RED}Lobby` }]);
    expect(await rooms('Ann', 'action: ENTER', 'Mia')).toMatchObject({
      totalCount: 2,
      nodes: [{ identity: `${RED}Lobby` }, { name: 'Vault' }],
    });
    expect(await rooms('Ann', 'action: ENTER', 'Eve')).toMatchObject({ totalCount: 0, nodes: [] });
    expect((await rooms('Eve', 'action: ENTER', 'Eve')).nodes).toEqual([{ name: 'Bench', identity: `${RED}Bench` }]);
  });

  it('of others and effective lists is told likewise, listings wherever the room is found', async () => {
    const query = `{ principal(identity: "Ann") { enterableRooms { nodes { name } } presentedRooms { totalCount }
      listedRooms { nodes { name } } } mia: principal(identity: "Mia") { managedRooms { totalCount } } }`;
    expect(await organisation.data(query, {}, 'Cid')).toEqual({
      principal: {
        enterableRooms: { nodes: [] },
        presentedRooms: { totalCount: 0 },
        listedRooms: { nodes: [{ name: 'Stage' }] },
      },
      mia: { managedRooms: { totalCount: 0 } },
    });
    expect(await organisation.data(query, {}, 'Bob')).toEqual({
      principal: {
        enterableRooms: { nodes: [{ name: 'Lobby' }, { name: 'Square' }, { name: 'Stage' }] },
        presentedRooms: { totalCount: 1 },
        listedRooms: { nodes: [{ name: 'Stage' }] },
      },
      mia: { managedRooms: { totalCount: 1 } },
    });
  });

  it('takes the same statements for 1 principal and for all', async () => {
    const all = await organisation.gateway.store.read.find(Principal);
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Principal {
      enter: can(action: ENTER) { totalCount nodes { name } } post: can(action: POST) { totalCount }
      find: can(action: FIND) { totalCount } manage: can(action: MANAGE) { totalCount } } } }`;
    const ask = (ids: number[]) => () =>
      organisation.data(query, { ids: ids.map((id) => toGlobalId('Principal', id)) });
    const ids = all.map(({ id }) => id);
    // The index follows what was made anew.
    await ask(ids)();
    const one = await organisation.gateway.statementsOf(ask(ids.slice(0, 1)));
    const many = await organisation.gateway.statementsOf(ask(ids));
    expect(ids.length).toBeGreaterThan(15);
    expect(many.length).toBe(one.length);
  });
});
