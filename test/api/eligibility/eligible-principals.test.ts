import { type DescribedOrganisation, TestOrganisation } from '../../support/described-organisation';

const described: DescribedOrganisation = {
  directory: {
    Lab: { kind: 'organizationalUnit' },
    'Lab Desk': { kind: 'organizationalUnit', in: 'Lab' },
    Eve: { in: 'Lab' },
    Zoë: { in: 'Lab Desk', sip: 'sip:Zoe.Lab@litwareinc.com' },
    Ann: {},
    Bob: {},
    'Other Bob': { displayName: 'Bob', sip: 'sip:bob2@contoso.com' },
    Cid: {},
    Mute: { sip: null },
    Off: { disabled: true },
    Kit: { kind: 'contact', sip: 'sip:kit@contoso.com' },
    Inner: { members: ['Ann', 'Bob', 'Kit'], in: 'Lab' },
    Outer: { members: ['Inner', 'Mute', 'Off'] },
    Banned: { members: ['Off', 'Other Bob'] },
  },
  pools: {
    'red.litwareinc.com': {
      categories: {
        Work: {
          allowed: ['Outer', 'Lab', 'Other Bob'],
          denied: ['Banned'],
          creators: ['Bob'],
          rooms: {
            Desk: { members: ['Inner'], managers: ['Mute'] },
            Stage: { type: 'AUDITORIUM', members: ['Inner', 'Eve'], privacy: 'OPEN' },
            Hall: { type: 'AUDITORIUM' },
          },
        },
        Empty: { allowed: [], rooms: { Void: {} } },
      },
    },
  },
};

/** Everybody inside the wall of "Work", in display order. */
const INSIDE = ['Ann', 'Bob', 'Eve', 'Inner', 'Kit', 'Lab', 'Lab Desk', 'Mute', 'Outer', 'Zoë'];

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(described);
});
beforeEach(() => organisation.reset());

interface Principals {
  totalCount: number;
  nodes: { displayName: string }[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean };
}

const PAGE = '{ totalCount nodes { displayName } edges { cursor } pageInfo { hasNextPage hasPreviousPage } }';

const inRoom = (name: string, args = '') =>
  `{ owner: room(identity: "${name}") { eligiblePrincipals${args} ${PAGE} } }`;
const inCategory = (name: string, args = '') =>
  `{ owner: category(identity: "${name}") { eligiblePrincipals${args} ${PAGE} } }`;

async function eligible(query: string, as?: string): Promise<Principals> {
  return (await organisation.data<{ owner: { eligiblePrincipals: Principals } }>(query, {}, as)).owner
    .eligiblePrincipals;
}

const namesOf = ({ nodes }: Principals) => nodes.map(({ displayName }) => displayName);

it('are all that the allowed reach and the denied do not, of every kind', async () => {
  const found = await eligible(inCategory('Work'));
  expect(namesOf(found)).toEqual(INSIDE);
  expect(found.totalCount).toBe(10);
  expect(await eligible(inCategory('Empty'))).toMatchObject({ totalCount: 0, nodes: [] });
});

describe('in a room', () => {
  it.each([
    ['Desk', '', INSIDE],
    ['Desk', '(role: MEMBER)', INSIDE],
    ['Desk', '(role: MANAGER)', INSIDE],
    ['Stage', '(role: MEMBER)', INSIDE],
    ['Stage', '(role: PRESENTER)', ['Ann', 'Bob', 'Eve', 'Inner', 'Kit']],
    ['Hall', '(role: PRESENTER)', INSIDE],
    ['Void', '(role: MANAGER)', []],
  ])('%s%s', async (room, args, expected) => {
    const found = await eligible(inRoom(room, args));
    expect(namesOf(found)).toEqual(expected);
    expect(found.totalCount).toBe(expected.length);
  });

  it('that is Normal are no presenters', async () => {
    expect(await organisation.refusal(inRoom('Desk', '(role: PRESENTER)'))).toEqual({
      message: '"Desk" is a Normal room: only an auditorium has presenters.',
      code: 'BAD_USER_INPUT',
      parameter: 'role',
      cmdlet: 'Get-CsPersistentChatEligiblePrincipal',
    });
  });
});

describe('are chosen', () => {
  it.each([
    ['(kind: [USER])', ['Ann', 'Bob', 'Eve', 'Mute', 'Zoë']],
    ['(kind: [GROUP, CONTACT])', ['Inner', 'Kit', 'Outer']],
    ['(kind: [ORGANIZATIONAL_UNIT, DOMAIN])', ['Lab', 'Lab Desk']],
    ['(kind: [])', []],
    ['(kind: null)', INSIDE],
    ['(filter: "*")', ['Ann', 'Bob', 'Eve', 'Kit', 'Zoë']],
    ['(filter: "*contoso.com")', ['Kit']],
    ['(filter: "sip:*@LITWAREINC.com")', ['Ann', 'Bob', 'Eve', 'Zoë']],
    ['(filter: "ann@litwareinc.com")', ['Ann']],
    ['(filter: "ann")', []],
    ['(filter: "???@*")', ['Ann', 'Bob', 'Eve', 'Kit']],
    ['(filter: "zoe.lab@*")', ['Zoë']],
    ['(filter: "zoe?lab@*")', ['Zoë']],
    ['(filter: "[a-z]*")', []],
    ['(filter: "s*")', []],
    ['(kind: [CONTACT], filter: "k*")', ['Kit']],
    ['(kind: [GROUP], filter: "*")', []],
  ])('by %s', async (args, expected) => {
    for (const query of [
      inCategory('Work', args),
      inRoom('Desk', args),
      inRoom('Hall', args.replace('(', '(role: PRESENTER, ')),
    ]) {
      const found = await eligible(query);
      expect(namesOf(found)).toEqual(expected);
      expect(found.totalCount).toBe(expected.length);
    }
  });

  it('by no text of more than 1,024 characters', async () => {
    expect(await organisation.refusal(inRoom('Desk', `(filter: "${'*'.repeat(1025)}")`))).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'filter',
    });
  });
});

describe('are paged', () => {
  it('forward and backward, by cursors', async () => {
    const first = await eligible(inCategory('Work', '(first: 4)'));
    expect(namesOf(first)).toEqual(INSIDE.slice(0, 4));
    expect(first).toMatchObject({ totalCount: 10, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const next = await eligible(inCategory('Work', `(first: 4, after: "${first.edges[3]!.cursor}")`));
    expect(namesOf(next)).toEqual(INSIDE.slice(4, 8));
    const last = await eligible(inCategory('Work', `(last: 3, before: "${next.edges[3]!.cursor}")`));
    expect(namesOf(last)).toEqual(INSIDE.slice(4, 7));
    expect(last.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: true });
  });

  it('after a principal who is not eligible any more, or gone from the directory', async () => {
    const { edges } = await eligible(inCategory('Work', '(first: 3)'));
    const after = `(first: 2, after: "${edges[2]!.cursor}")`;
    await organisation.data(
      'mutation { setCategory(input: { identity: "Work", deniedMembers: { add: ["Eve"] } }) { plan } }',
    );
    expect(namesOf(await eligible(inCategory('Work', after)))).toEqual(['Inner', 'Kit']);
    const { Eve: _gone, ...directory } = described.directory;
    await organisation.sync(directory);
    expect(namesOf(await eligible(inCategory('Work', after)))).toEqual(['Inner', 'Kit']);
  });

  it('with a page of none, and refused beyond bounds', async () => {
    expect(await eligible(inRoom('Desk', '(first: 0)'))).toMatchObject({
      totalCount: 10,
      nodes: [],
      pageInfo: { hasNextPage: true },
    });
    expect(await organisation.refusal(inRoom('Desk', '(first: -1)'))).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'first',
    });
    expect(await organisation.refusal(inRoom('Desk', '(last: 501)'))).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'last',
    });
    expect(await organisation.refusal(inRoom('Desk', '(after: "Ann")'))).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'after',
    });
  });
});

describe('are told', () => {
  const forbidden = { code: 'FORBIDDEN', cmdlet: 'Get-CsPersistentChatEligiblePrincipal' };

  it.each(['administrator', 'viewer', 'Bob'])('to %s, of a room and its category', async (who) => {
    expect((await eligible(inRoom('Desk'), who)).totalCount).toBe(10);
    expect((await eligible(inRoom('Hall', '(role: PRESENTER)'), who)).totalCount).toBe(10);
    expect((await eligible(inCategory('Work'), who)).totalCount).toBe(10);
  });

  it('to a manager, of the room but not of its category', async () => {
    expect((await eligible(inRoom('Desk'), 'Mute')).totalCount).toBe(10);
    expect(await organisation.refusal(inRoom('Stage'), {}, 'Mute')).toMatchObject({
      message: 'Only managers of the room "Stage" see who is eligible in it.',
      ...forbidden,
    });
    expect(await organisation.refusal(inCategory('Work'), {}, 'Mute')).toMatchObject({
      message: 'Only creators in the category "Work" see who is eligible in it.',
      ...forbidden,
    });
  });

  it('to no other user', async () => {
    for (const query of [inRoom('Stage'), inRoom('Desk'), inCategory('Work')]) {
      expect(await organisation.refusal(query, {}, 'Ann')).toMatchObject(forbidden);
      expect(await organisation.refusal(query, {}, 'Cid')).toMatchObject({ code: 'NOT_FOUND', parameter: 'identity' });
    }
  });

  it('to no creator whom the wall keeps out', async () => {
    await organisation.data(
      'mutation { setCategory(input: { identity: "Work", deniedMembers: { add: ["Inner"] } }) { plan } }',
    );
    expect(await organisation.refusal(inCategory('Work'), {}, 'Bob')).toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('follow the directory', async () => {
  const { Outer, ...directory } = structuredClone(described.directory);
  await organisation.sync({
    ...directory,
    Outer: { members: Outer!.members!.filter((name) => name !== 'Mute') },
    Zoë: { displayName: 'Aoë' },
  });
  expect(namesOf(await eligible(inCategory('Work')))).toEqual([
    'Ann',
    'Bob',
    'Eve',
    'Inner',
    'Kit',
    'Lab',
    'Lab Desk',
    'Outer',
  ]);
});
