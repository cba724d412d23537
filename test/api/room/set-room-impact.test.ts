import { type DescribedOrganisation, TestOrganisation } from '../../support/described-organisation';
import { type ChangeAnswer, entry, SET_ROOM } from './documents';
import { scene } from './scene';

const USERS = 620;
const crowd = Array.from({ length: USERS }, (_, i) => `User ${String(i).padStart(3, '0')}`);

/** The scene, and a category with one big group in a pool of its own. */
const organisationWithCrowd: DescribedOrganisation = {
  directory: {
    ...scene.directory,
    ...Object.fromEntries(crowd.map((name, i) => [name, { sip: `sip:user${i}@litwareinc.com` }])),
    Crowd: { members: crowd },
  },
  pools: {
    ...scene.pools,
    'dub.litwareinc.com': {
      categories: { Crowded: { allowed: ['Crowd'], rooms: { Arena: { members: [crowd[0]!] } } } },
    },
  },
};

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(organisationWithCrowd);
});
beforeEach(() => organisation.reset());

async function setRoom(input: object): Promise<ChangeAnswer> {
  const { setRoom: set } = await organisation.data<{ setRoom: ChangeAnswer }>(SET_ROOM, { input });
  return set;
}

describe('who gains and who loses entry', () => {
  const none = { gained: [], lost: [] };

  it.each([
    ['members who are added', { members: { add: ['Mia', 'Kit', 'Mute', 'Off'] } }, { gained: ['Mia'], lost: [] }],
    ['a group that is added', { members: { add: ['Staff'] } }, { gained: ['Cid', 'Mia'], lost: [] }],
    ['members who are replaced', { members: { replace: ['Bob', 'Cid'] } }, { gained: ['Cid'], lost: ['Ann'] }],
    ['members who are listed twice', { members: { add: ['Ann'] } }, none],
    ['managers', { managers: { add: ['Cid'] } }, none],
    ['a closed room that becomes open', { privacy: 'OPEN' }, { gained: ['Cid', 'Mia'], lost: [] }],
    ['a closed room that becomes secret', { privacy: 'SECRET' }, none],
    ['a room that is disabled', { disabled: true }, { gained: [], lost: ['Ann', 'Bob'] }],
    ['a room that is disabled and emptied', { disabled: true, members: null }, { gained: [], lost: ['Ann', 'Bob'] }],
    [
      'a room that is opened and narrowed',
      { privacy: 'OPEN', members: { replace: ['Cid'] } },
      { gained: ['Cid', 'Mia'], lost: [] },
    ],
  ])('is told of %s', async (_what, input, expected) => {
    const planned = await setRoom({ identity: 'Lobby', ...input, whatIf: true });
    expect(entry(planned)).toEqual(expected);
    const made = await setRoom({ identity: 'Lobby', ...input });
    expect(made.impact).toEqual(planned.impact);
  });

  it.each([
    ['the description', { description: 'Quiet' }],
    ['the name', { name: 'Foyer' }],
    ['the type', { type: 'AUDITORIUM' }],
    ['the invitations', { invitations: 'FALSE' }],
    ['the add-in', { addin: 'Wiki' }],
  ])('has nothing to do with %s', async (_what, input) => {
    expect((await setRoom({ identity: 'Lobby', ...input })).impact).toBeNull();
  });

  it('is told of a disabled room when it is enabled', async () => {
    await setRoom({ identity: 'Lobby', disabled: true });
    expect(entry(await setRoom({ identity: 'Lobby', members: { add: ['Cid'] } }))).toEqual(none);
    expect(entry(await setRoom({ identity: 'Lobby', disabled: false }))).toEqual({
      gained: ['Ann', 'Bob', 'Cid'],
      lost: [],
    });
  });

  it('is told as the room stands after the change', async () => {
    const query = `mutation { setRoom(input: { identity: "Lobby", privacy: OPEN }) {
      impact { gained { nodes { roomCount rooms { name privacy } principal { sipAddress } } } } } }`;
    const { setRoom: set } = await organisation.data<{ setRoom: unknown }>(query);
    const rooms = [{ name: 'Lobby', privacy: 'OPEN' }];
    expect(set).toEqual({
      impact: {
        gained: {
          nodes: ['cid', 'mia'].map((name) => ({
            roomCount: 1,
            rooms,
            principal: { sipAddress: `sip:${name}@litwareinc.com` },
          })),
        },
      },
    });
  });
});

describe('an impact on more users than fit on a page', () => {
  const PAGE = `mutation ($input: SetRoomInput!, $first: Int, $after: String, $last: Int, $before: String) {
    setRoom(input: $input) { impact { gained(first: $first, after: $after, last: $last, before: $before) {
      totalCount pairCount
      edges { cursor node { principal { displayName } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }`;

  interface Page {
    totalCount: number;
    pairCount: number;
    edges: { cursor: string; node: { principal: { displayName: string } } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  }

  const gainers = crowd.slice(1);
  const opening = { identity: 'Arena', privacy: 'OPEN' };

  async function page(args: object, input: object): Promise<Page> {
    const { setRoom: set } = await organisation.data<{ setRoom: { impact: { gained: Page } } }>(PAGE, {
      input,
      ...args,
    });
    return set.impact.gained;
  }

  const namesOf = ({ edges }: Page) => edges.map(({ node }) => node.principal.displayName);

  it('is paged forward through all of them under whatIf', async () => {
    const input = { ...opening, whatIf: true };
    const first = await page({ first: 500 }, input);
    expect(namesOf(first)).toEqual(gainers.slice(0, 500));
    expect(first).toMatchObject({
      totalCount: 619,
      pairCount: 619,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const second = await page({ first: 500, after: first.pageInfo.endCursor }, input);
    expect(namesOf(second)).toEqual(gainers.slice(500));
    expect(second).toMatchObject({ totalCount: 619, pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  });

  it('is paged backward under whatIf', async () => {
    const input = { ...opening, whatIf: true };
    const last = await page({ last: 100 }, input);
    expect(namesOf(last)).toEqual(gainers.slice(-100));
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const before = await page({ last: 500, before: last.pageInfo.startCursor }, input);
    expect(namesOf(before)).toEqual(gainers.slice(-600, -100));
    const start = await page({ last: 500, before: before.pageInfo.startCursor }, input);
    expect(namesOf(start)).toEqual(gainers.slice(0, 19));
    expect(start.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  });

  it('is paged between two cursors', async () => {
    const input = { ...opening, whatIf: true };
    const { edges } = await page({ first: 10 }, input);
    const between = { after: edges[2]!.cursor, before: edges[7]!.cursor };
    expect(namesOf(await page({ first: 3, ...between }, input))).toEqual(gainers.slice(3, 6));
    expect(namesOf(await page({ last: 3, ...between }, input))).toEqual(gainers.slice(4, 7));
    expect(namesOf(await page({ first: 9, ...between }, input))).toEqual(gainers.slice(3, 7));
  });

  it('is counted without a page, and gives 50 where no size is said', async () => {
    const input = { ...opening, whatIf: true };
    const nothing = { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null };
    expect(await page({ first: 0 }, input)).toEqual({ totalCount: 619, pairCount: 619, edges: [], pageInfo: nothing });
    expect(namesOf(await page({}, input))).toEqual(gainers.slice(0, 50));
  });

  it('goes on after a user who is gone from the directory', async () => {
    const input = { ...opening, whatIf: true };
    const { pageInfo } = await page({ first: 5 }, input);
    const { [gainers[4]!]: _gone, Crowd: _crowd, ...directory } = organisationWithCrowd.directory;
    await organisation.sync({ ...directory, Crowd: { members: crowd.filter((name) => name !== gainers[4]) } });
    expect(namesOf(await page({ first: 2, after: pageInfo.endCursor }, input))).toEqual(gainers.slice(5, 7));
  });

  it('shows the first 500 after a commit, also to a retry, and counts all', async () => {
    const input = { ...opening, idempotencyKey: 'open-arena' };
    const first = await page({ first: 500 }, input);
    expect(namesOf(first)).toEqual(gainers.slice(0, 500));
    expect(first).toMatchObject({ totalCount: 619, pairCount: 619 });
    const tenth = first.edges[9]!.cursor;
    expect(namesOf(await page({ first: 3, after: tenth }, input))).toEqual(gainers.slice(10, 13));
    expect(namesOf(await page({ last: 3, before: tenth }, input))).toEqual(gainers.slice(6, 9));
    expect(namesOf(await page({ last: 2 }, input))).toEqual(gainers.slice(498, 500));
    expect(namesOf(await page({ first: 50, after: first.pageInfo.endCursor }, input))).toEqual([]);
  });

  it.each([
    [{ first: -1 }, '"first" is -1; it can\'t be negative.', 'first'],
    [{ last: 501 }, '"last" is 501; a page has at most 500 entries.', 'last'],
    [{ first: 1, last: 1 }, 'Give "first" or "last", not both.', 'last'],
    [{ after: 'here' }, '"here" is not a cursor.', 'after'],
    [
      { before: Buffer.from('["room,sortKey ASC,id ASC","a",1]').toString('base64url') },
      'The cursor in "before" belongs to another list, or to this one in another order.',
      'before',
    ],
  ])('refuses %j', async (args, message, parameter) => {
    expect(await organisation.refusal(PAGE, { input: { ...opening, whatIf: true }, ...args })).toMatchObject({
      message,
      code: 'BAD_USER_INPUT',
      parameter,
    });
  });
});

it('takes the same statements for one entry and for hundreds', async () => {
  const { gateway } = organisation;
  const replace = (names: string[]) =>
    setRoom({ identity: 'Arena', members: { replace: names }, managers: { replace: names } });
  await replace(crowd.slice(0, 2));
  const one = await gateway.statementsOf(() => replace(crowd.slice(2, 3)));
  await replace(crowd.slice(3));
  const hundreds = await gateway.statementsOf(() => replace(crowd.slice(0, 3)));
  expect(hundreds.length).toBe(one.length);
  const more = await gateway.statementsOf(() => replace(crowd));
  expect(more.length).toBeLessThanOrEqual(one.length);
});

describe('who is invited', () => {
  const invited = ({ auditEntry }: ChangeAnswer) =>
    auditEntry!.invitations.flatMap(({ users }) => users.nodes.map(({ displayName }) => displayName));

  it('is every user who is newly within the members, once', async () => {
    const set = await setRoom({ identity: 'Bench', members: { add: ['Lab', 'Mia'] } });
    expect(invited(set)).toEqual(['Mia']);
    expect(set.invitedCount).toBe(1);
    expect(invited(await setRoom({ identity: 'Bench', members: { remove: ['Mia'] } }))).toEqual([]);
    expect(invited(await setRoom({ identity: 'Bench', members: { add: ['Mia'] } }))).toEqual(['Mia']);
  });

  it('is told by a plan before', async () => {
    const { invitedCount, auditEntry } = await setRoom({ identity: 'Bench', members: { add: ['Mia'] }, whatIf: true });
    expect({ invitedCount, auditEntry }).toEqual({ invitedCount: 1, auditEntry: null });
  });

  it('is nobody where the room does not inherit it, or the category does not invite', async () => {
    expect(invited(await setRoom({ identity: 'Bench', invitations: 'FALSE', members: { add: ['Mia'] } }))).toEqual([]);
    expect(invited(await setRoom({ identity: 'Lobby', members: { add: ['Mia'] } }))).toEqual([]);
  });

  it('is nobody who was a member before the room began to invite', async () => {
    await setRoom({ identity: 'Bench', invitations: 'FALSE', members: { add: ['Mia'] } });
    expect(invited(await setRoom({ identity: 'Bench', invitations: 'INHERIT' }))).toEqual([]);
  });

  it('is a new member of a disabled room too, who may come when it is enabled', async () => {
    await setRoom({ identity: 'Bench', disabled: true });
    expect(invited(await setRoom({ identity: 'Bench', members: { add: ['Mia'] } }))).toEqual(['Mia']);
    expect(invited(await setRoom({ identity: 'Bench', disabled: false }))).toEqual([]);
  });

  it('is nobody when a room becomes open, for its members are the same', async () => {
    expect(invited(await setRoom({ identity: 'Bench', privacy: 'OPEN' }))).toEqual([]);
  });

  it('is the rest of the category when the members are cleared', async () => {
    expect(invited(await setRoom({ identity: 'Bench', members: null }))).toEqual(['Mia']);
  });
});
