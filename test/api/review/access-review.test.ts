import type { TestOrganisation } from '../../support/described-organisation';
import { change } from '../../support/change';
import { begin } from './scene';

interface Finding {
  kind: string;
  list: string;
  owner: { name: string };
  principal: { displayName: string } | null;
  by: { entry: { displayName: string }; path: { edge: string | null; principal: { displayName: string } }[] } | null;
  message: string;
}

interface Review {
  entryCount: number;
  entryLimit: number;
  counts: { kind: string; count: number }[];
  findings: {
    totalCount: number;
    nodes: Finding[];
    edges: { cursor: string }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean };
  };
}

const FINDINGS = `totalCount nodes {
  kind list owner { name } principal { displayName } by { entry { displayName } path { edge principal { displayName } } } message
} edges { cursor } pageInfo { hasNextPage hasPreviousPage }`;
const ARGUMENTS = 'where: $where, first: $first, after: $after, last: $last, before: $before';
const VARIABLES = '$where: AccessFindingFilter, $first: Int, $after: String, $last: Int, $before: String';
const REVIEW = `entryCount entryLimit counts { kind count } findings(${ARGUMENTS}) { ${FINDINGS} }`;
const OF_POOL = `query (${VARIABLES}) { thing: pool(identity: "red.litwareinc.com") { accessReview { ${REVIEW} } } }`;
const OF_CATEGORY = `query (${VARIABLES}) {
  thing: category(identity: "red.litwareinc.com\\\\Narrow") { accessReview { ${REVIEW} } }
}`;

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await begin();
});

async function review(variables: object = {}, { query = OF_POOL, as = 'administrator' } = {}): Promise<Review> {
  const { thing } = await organisation.data<{ thing: { accessReview: Review } }>(query, variables, as);
  return thing.accessReview;
}

/** As `KIND list of owner: entry < by the way up`. */
const told = ({ findings }: Review) =>
  findings.nodes.map(({ kind, list, owner, principal, by }) => {
    const way = by?.path.slice(1).map((step) => ` < ${step.principal.displayName}`) ?? [];
    expect(by?.path[0]?.principal).toEqual(by ? principal : undefined);
    expect(by?.path.at(-1)?.principal).toEqual(by?.entry);
    return `${kind} ${list} of ${owner.name}: ${principal?.displayName ?? '-'}${by ? way.join('') || ' itself' : ''}`;
  });

const OF_NARROW = [
  'OUTSIDE_WALL MEMBERS of Corner: Ann',
  'EMPTY MEMBERS of Corner: Void',
  'OUTSIDE_WALL MEMBERS of Corner: Void',
  'OUTSIDE_WALL MANAGERS of Corner: Dan',
];
const OF_GENERAL = [
  'COVERED ALLOWED of General: Eve < Ring 1',
  'COVERED ALLOWED of General: Ring 2 < Ring 1',
  'COVERED ALLOWED of General: Sales < Team < Staff',
  'EMPTY ALLOWED of General: Void',
  'MISSING ALLOWED of General: Gone',
  'SHADOWED ALLOWED of General: Fay itself',
  'SHADOWED CREATORS of General: Fay itself',
];
const OF_ITS_ROOMS = [
  'COVERED MEMBERS of Lobby: Bob < Sales < Team',
  'SHADOWED MEMBERS of Lobby: Fay itself',
  'MISSING MEMBERS of Vault: Gone',
  'SHADOWED MEMBERS of Vault: Fay itself',
  'NO_MANAGER MANAGERS of Vault: -',
  'MISSING MEMBERS of Square: Gone',
  'MISSING MANAGERS of Square: Gone',
  'NO_MANAGER MANAGERS of Square: -',
  'COVERED MEMBERS of Stage: Team < Staff',
  'COVERED PRESENTERS of Stage: Dan < Team',
];

it('finds what has no effect in the lists of a pool, with the ways that show it', async () => {
  const { findings, ...reviewed } = await review();
  expect(reviewed).toEqual({
    entryCount: 35,
    entryLimit: 2_000_000,
    counts: [
      { kind: 'COVERED', count: 6 },
      { kind: 'SHADOWED', count: 4 },
      { kind: 'OUTSIDE_WALL', count: 3 },
      { kind: 'MISSING', count: 4 },
      { kind: 'EMPTY', count: 2 },
      { kind: 'NO_MANAGER', count: 2 },
    ],
  });
  const all = told({ ...reviewed, findings });
  expect(findings.totalCount).toBe(21);
  expect(all.toSorted()).toEqual([...OF_GENERAL, ...OF_ITS_ROOMS, ...OF_NARROW].toSorted());
  expect(all.slice(0, 7).toSorted()).toEqual(OF_GENERAL.toSorted());
});

it('says each finding in a sentence', async () => {
  const { findings } = await review();
  const messages = new Map(findings.nodes.map(({ kind, list, message }) => [`${kind} ${list}`, message]));
  expect(Object.fromEntries(messages)).toMatchObject({
    'COVERED PRESENTERS':
      'The presenter "Dan" of the room "Stage" changes nothing: "Team" reaches all that it reaches.',
    'SHADOWED CREATORS':
      'The creator "Fay" of the category "General" has no effect: all that it reaches is denied, itself by "Fay".',
    'OUTSIDE_WALL MANAGERS':
      'The manager "Dan" of the room "Corner" has no effect: nothing that it reaches is inside the wall of the category "Narrow".',
    'MISSING ALLOWED':
      'The allowed member "Gone" of the category "General" reaches nobody: it is missing from the directory.',
    'EMPTY MEMBERS': 'The member "Void" of the room "Corner" reaches no user.',
    'NO_MANAGER MANAGERS':
      'Only administrators can manage the room "Square": its managers reach no enabled user with a SIP address inside the wall, or none are listed.',
  });
});

it('reviews a category with its rooms by itself', async () => {
  const reviewed = await review({}, { query: OF_CATEGORY });
  expect(reviewed.entryCount).toBe(6);
  expect(told(reviewed).toSorted()).toEqual(OF_NARROW.toSorted());
});

describe('a filter', () => {
  it.each([
    [{}, 21],
    [{ kind: { eq: 'SHADOWED' } }, 4],
    [{ kind: { in: ['SHADOWED', 'EMPTY'] }, list: { ne: 'ALLOWED' } }, 4],
    [{ kind: { ne: 'COVERED' }, list: { in: ['CREATORS', 'PRESENTERS'] } }, 1],
    [{ category: { name: { eq: 'General' } } }, 17],
    [{ room: { name: { in: ['Lobby', 'Stage'] } } }, 4],
    [{ not: { room: {} } }, 7],
    [{ principal: { displayName: { eq: 'Fay' } } }, 4],
    [{ principal: { reachedBy: 'Team' } }, 4],
    [{ not: { principal: {} } }, 2],
    [{ or: [{ kind: { eq: 'EMPTY' } }, { room: { privacy: { eq: 'OPEN' } } }] }, 5],
    [{ and: [{ list: { eq: 'MEMBERS' } }, { not: { kind: { in: ['MISSING'] } } }] }, 7],
    [{ room: { name: { eq: 'Shelf' } } }, 0],
  ])('takes as %j says', async (where, count) => {
    const { findings } = await review({ where });
    expect([findings.totalCount, findings.nodes.length]).toEqual([count, count]);
  });

  it('is refused where a condition is null, or names nobody', async () => {
    expect(await organisation.refusal(OF_POOL, { where: { or: [{ kind: { eq: null } }] } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'where.or[0].kind.eq',
    });
    expect(await organisation.refusal(OF_POOL, { where: { principal: { reachedBy: 'Nobody' } } })).toMatchObject({
      code: 'NOT_FOUND',
      parameter: 'where.principal.reachedBy',
      message: '"Nobody" names no principal of the directory.',
    });
  });

  it('is refused where it asks for more things than can be looked up', async () => {
    const or = Array.from({ length: 21 }, (_, i) => ({ room: { name: { eq: `Room ${i}` } } }));
    expect(await organisation.refusal(OF_POOL, { where: { or } })).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      parameter: 'where.or[20].room',
      limit: 20,
      message: 'The filter has more than 20 conditions on categories, rooms and principals.',
    });
    const nested = Array.from({ length: 11 }).reduce<object>((inner) => ({ not: inner }), {});
    expect(await organisation.refusal(OF_POOL, { where: nested })).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });
});

describe('pages', () => {
  it('lead through all findings, forwards and backwards', async () => {
    const all = told(await review());
    const forwards: string[] = [];
    let after: string | undefined;
    for (let more = true; more;) {
      const page = await review({ first: 8, after });
      expect(page.findings.pageInfo.hasPreviousPage).toBe(after !== undefined);
      forwards.push(...told(page));
      after = page.findings.edges.at(-1)?.cursor;
      more = page.findings.pageInfo.hasNextPage;
    }
    expect(forwards).toEqual(all);
    const backwards: string[] = [];
    let before: string | undefined;
    for (let more = true; more;) {
      const page = await review({ last: 8, before });
      expect(page.findings.pageInfo.hasNextPage).toBe(before !== undefined);
      backwards.unshift(...told(page));
      before = page.findings.edges[0]?.cursor;
      more = page.findings.pageInfo.hasPreviousPage;
    }
    expect(backwards).toEqual(all);
  });

  it('keep their places where findings before them go', async () => {
    const { findings } = await review();
    const after = findings.edges[9]!.cursor;
    await change(organisation, 'setCategory', {
      identity: 'red.litwareinc.com\\General',
      allowedMembers: { remove: ['Sales', 'Eve'] },
    });
    expect(told(await review({ after }))).toEqual(told({ findings } as Review).slice(10));
    await begin(organisation);
  });

  it('are empty where none is asked for', async () => {
    const { findings } = await review({ first: 0 });
    expect([findings.totalCount, findings.nodes]).toEqual([21, []]);
  });

  it('refuse a cursor of another list, and a page that is too large', async () => {
    const { rooms } = await organisation.data<{ rooms: { edges: { cursor: string }[] } }>(
      '{ rooms(first: 1) { edges { cursor } } }',
    );
    expect(await organisation.refusal(OF_POOL, { after: rooms.edges[0]!.cursor })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'after',
    });
    expect(await organisation.refusal(OF_POOL, { first: 501 })).toMatchObject({ parameter: 'first' });
  });
});

describe('callers', () => {
  it('that read only are told, too', async () => {
    expect((await review({}, { as: 'viewer' })).entryCount).toBe(35);
  });

  it('that are users are not, not even creators', async () => {
    const query = '{ categories(first: 5) { nodes { name accessReview { entryCount } } } }';
    const answer = await organisation.ask<{ categories: { nodes: object[] } }>(query, {}, 'Ann');
    expect(answer.data!.categories.nodes).toContainEqual({ name: 'General', accessReview: null });
    expect(new Set(answer.errors!.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']));
    expect(await organisation.refusal(OF_POOL, {}, 'Ann')).toMatchObject({ code: 'FORBIDDEN' });
  });
});

it('is made anew after a change of a list, or of the directory', async () => {
  const before = await review();
  await change(organisation, 'setRoom', { identity: 'Lobby', members: { remove: ['Bob'] } });
  const after = await review();
  expect([after.entryCount, after.findings.totalCount]).toEqual([before.entryCount - 1, 20]);
  await organisation.reset();
  expect((await review()).counts).toContainEqual({ kind: 'MISSING', count: 0 });
  await begin(organisation);
  expect((await review()).findings.totalCount).toBe(21);
});

it('takes the same statements for a page of few findings and for one of many, and none for the lists while nothing changes', async () => {
  await review();
  const statements = async (variables: object) =>
    (await organisation.gateway.statementsOf(() => review(variables))).length;
  const [one, many] = [await statements({ first: 8 }), await statements({ first: 100 })];
  expect(many).toBe(one);
  const again = await organisation.gateway.statementsOf(() => review());
  expect(again.filter((sql) => sql.includes('GROUP_CONCAT(principal_id)'))).toEqual([]);
});
