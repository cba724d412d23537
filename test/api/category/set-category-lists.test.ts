import { TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

const ENTRY = 'identity principal { displayName }';
const ACCESS = 'totalCount pairCount nodes { roomCount principal { displayName } rooms { name } }';
const SET_CATEGORY = `mutation SetCategory($input: SetCategoryInput!) {
  setCategory(input: $input) {
    plan
    changes { path before after added { ${ENTRY} } removed { ${ENTRY} } }
    warnings { code message }
    impact { gained { ${ACCESS} } lost { ${ACCESS} } }
    invitedCount
    auditEntry { id invitations { count room { name } users { totalCount nodes { displayName } } } }
    category { version allowedMembers { nodes { displayName } } deniedMembers { nodes { displayName } } creators { nodes { displayName } } }
  }
}`;

interface Named {
  displayName: string;
}
interface Access {
  totalCount: number;
  pairCount: number;
  nodes: { roomCount: number; principal: Named; rooms: { name: string }[] }[];
}
interface Answer {
  plan: string | null;
  changes: object[];
  warnings: { code: string; message: string }[];
  impact: { gained: Access; lost: Access } | null;
  invitedCount: number;
  auditEntry: { invitations: { count: number; room: { name: string }; users: { nodes: Named[] } }[] } | null;
  category: { version: number } & Record<'allowedMembers' | 'deniedMembers' | 'creators', { nodes: Named[] }>;
}

const GENERAL = 'red.litwareinc.com\\General';
let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

const set = async (input: object): Promise<Answer> =>
  (await organisation.data<{ setCategory: Answer }>(SET_CATEGORY, { input })).setCategory;
const refused = (input: object) => organisation.refusal(SET_CATEGORY, { input });

const names = ({ nodes }: { nodes: Named[] }) => nodes.map(({ displayName }) => displayName);
const entered = ({ nodes }: Access) =>
  Object.fromEntries(
    nodes.map(({ principal, rooms }) => [
      principal.displayName,
      rooms
        .map(({ name }) => name)
        .sort()
        .join(),
    ]),
  );
const invited = ({ auditEntry }: Answer) =>
  Object.fromEntries(auditEntry!.invitations.map(({ room, users }) => [room.name, names(users).join()]));
const user = (displayName: string) => ({
  identity: `sip:${displayName.toLowerCase()}@litwareinc.com`,
  principal: { displayName },
});
const group = (displayName: string) => ({
  identity: `CN=${displayName},DC=litwareinc,DC=com`,
  principal: { displayName },
});

describe('a list', () => {
  const list = async (deniedMembers: object | null) => {
    const { category, changes, warnings } = await set({ identity: GENERAL, deniedMembers });
    return { names: names(category.deniedMembers), version: category.version, changes, warnings };
  };
  const changed = (added: object[], removed: object[]) => [
    { path: 'deniedMembers', before: null, after: null, added, removed },
  ];

  it('takes entries in any form of identity, each once', async () => {
    const add = ['sip:DAN@litwareinc.com', 'dan', 'CN=Dan, DC=litwareinc, DC=com', 'Lab'];
    expect(await list({ add })).toEqual({
      names: ['Dan', 'Lab'],
      version: 2,
      changes: changed([user('Dan'), { ...group('Lab'), identity: 'OU=Lab,DC=litwareinc,DC=com' }], []),
      warnings: [],
    });
  });

  it('loses entries, and says which ones were none', async () => {
    await list({ add: ['Dan', 'Kit'] });
    expect(await list({ remove: ['Dan', 'Eve'] })).toEqual({
      names: ['Kit'],
      version: 3,
      changes: changed([], [user('Dan')]),
      warnings: [{ code: 'NOT_LISTED', message: 'sip:eve@litwareinc.com was not among the deniedMembers.' }],
    });
  });

  it('takes and loses entries at once', async () => {
    await list({ add: ['Dan', 'Kit'] });
    expect(await list({ add: ['Fay'], remove: ['Dan'] })).toMatchObject({
      names: ['Fay', 'Kit'],
      changes: changed([user('Fay')], [user('Dan')]),
    });
  });

  it('is replaced, emptied by an empty one, and cleared by a null', async () => {
    expect(await list({ replace: ['Fay', 'Dan'] })).toMatchObject({ names: ['Dan', 'Fay'] });
    expect(await list({ replace: ['Dan', 'Kit'] })).toMatchObject({ names: ['Dan', 'Kit'] });
    expect(await list({ replace: [] })).toMatchObject({ names: [], version: 4 });
    await list({ add: ['Dan'] });
    expect(await list(null)).toMatchObject({ names: [], changes: changed([], [user('Dan')]) });
  });

  it('stays where nothing is said of it', async () => {
    const { category } = await set({
      identity: 'Spare',
      description: 'Quiet',
      creators: {},
      deniedMembers: { add: [] },
    });
    expect([names(category.deniedMembers), names(category.creators)]).toEqual([['Team'], ['Dan']]);
  });

  it.each([
    [{ add: ['Dan', 'Nobody'] }, 'NOT_FOUND', 'add[1]', '"Nobody" names no principal of the directory.'],
    [
      { replace: ['A*'] },
      'BAD_USER_INPUT',
      'replace[0]',
      '"A*" has a wildcard, which is accepted only where several principals are meant.',
    ],
    [{ remove: [''] }, 'BAD_USER_INPUT', 'remove[0]', 'An identity is empty.'],
    [
      { add: ['Twin'] },
      'AMBIGUOUS_IDENTITY',
      'add[0]',
      '"Twin" names 2 principals; a SIP address or distinguished name tells them apart.',
    ],
    [{ replace: [], add: ['Dan'] }, 'BAD_USER_INPUT', 'replace', 'Give "replace", or "add" and "remove", not both.'],
  ])('is refused where it says %j', async (allowedMembers, code, parameter, message) => {
    expect(await refused({ identity: GENERAL, description: 'Not written', allowedMembers })).toMatchObject({
      code,
      parameter: `input.allowedMembers.${parameter}`,
      message,
    });
  });
});

describe('the creators', () => {
  it.each([
    [GENERAL, { add: ['Ann', 'Eve'] }, 'add[1]', 'Eve', 'NOT_ALLOWED', [], 'none of the allowed members reaches it'],
    [
      'Spare',
      { replace: ['Ann'] },
      'replace[0]',
      'Ann',
      'DENIED',
      ['CN=Team,DC=litwareinc,DC=com'],
      'it is denied by CN=Team,DC=litwareinc,DC=com',
    ],
  ])('of %s, %j, must be inside the wall', async (identity, creators, parameter, name, reason, deniedBy, why) => {
    const category = identity.includes('\\') ? identity : `red.litwareinc.com\\${identity}`;
    const entry = `sip:${name.toLowerCase()}@litwareinc.com`;
    expect(await refused({ identity, creators })).toEqual({
      code: 'NOT_ELIGIBLE',
      parameter: `input.creators.${parameter}`,
      cmdlet: 'Set-CsPersistentChatCategory',
      message: `${entry} is outside the wall of the category ${category}: ${why}.`,
      entry,
      reason,
      deniedBy,
    });
  });

  it('may be let in by the same change', async () => {
    const lists = { allowedMembers: { add: ['Lab'] }, creators: { add: ['Eve'] } };
    expect(names((await set({ identity: GENERAL, ...lists })).category.creators)).toEqual(['Eve', 'Team']);
    expect(
      await refused({ identity: GENERAL, deniedMembers: { add: ['Cid'] }, creators: { add: ['Cid'] } }),
    ).toMatchObject({
      code: 'NOT_ELIGIBLE',
      reason: 'DENIED',
    });
  });
});

describe('a narrower wall', () => {
  it('takes entry from users, and names the entries that it cuts off, which stay listed', async () => {
    const { impact, warnings, invitedCount } = await set({ identity: GENERAL, deniedMembers: { add: ['Team'] } });
    expect(impact!.lost).toMatchObject({ totalCount: 2, pairCount: 6 });
    expect(entered(impact!.lost)).toEqual({ Ann: 'Lobby,Square,Stage', Bob: 'Lobby,Square,Stage' });
    expect(impact!.gained).toEqual({ totalCount: 0, pairCount: 0, nodes: [] });
    const team = 'CN=Team,DC=litwareinc,DC=com';
    expect(warnings).toEqual([
      {
        code: 'ENTRIES_CUT_OFF',
        message: `Entries stay listed without effect, outside the new wall: ${team} (creator in General), ${team} (member of Lobby), sip:ann@litwareinc.com (member of Square), ${team} (presenter of Stage).`,
      },
    ]);
    expect(invitedCount).toBe(0);
    const room = '{ room(identity: "Lobby") { version members { nodes { displayName } } } }';
    expect(await organisation.data(room)).toEqual({
      room: { version: 1, members: { nodes: [{ displayName: 'Cid' }, { displayName: 'Team' }] } },
    });
  });

  it('warns of nothing that was without effect before, or that goes by the same change', async () => {
    await set({ identity: GENERAL, deniedMembers: { add: ['Team'] } });
    const narrower = { allowedMembers: { replace: ['Cid'] }, creators: null };
    expect((await set({ identity: GENERAL, ...narrower })).warnings).toEqual([]);
  });

  it('takes entry from nobody who is let in another way', async () => {
    const { impact } = await set({ identity: GENERAL, allowedMembers: { replace: ['Team', 'Cid'] } });
    expect(impact).toMatchObject({ gained: { totalCount: 0 }, lost: { totalCount: 0 } });
  });
});

describe('a wider wall', () => {
  it('gives entry to users and invites them where a room and its category do', async () => {
    const answer = await set({
      identity: 'Science',
      allowedMembers: { add: ['Cid', 'Mute', 'Off'] },
      deniedMembers: null,
    });
    expect(answer.impact!.gained).toMatchObject({ totalCount: 2, pairCount: 4 });
    expect(entered(answer.impact!.gained)).toEqual({ Cid: 'Notes,Quiet', Fay: 'Notes,Quiet' });
    expect(answer.invitedCount).toBe(2);
    expect(invited(answer)).toEqual({ Notes: 'Cid,Fay' });
    expect(answer.auditEntry!.invitations).toMatchObject([{ count: 2 }]);
  });

  it('invites nobody where the category does not, and as many rooms as there are where it does', async () => {
    const off = await set({ identity: 'Science', allowedMembers: { add: ['Cid'] }, invitations: false });
    expect([off.invitedCount, invited(off)]).toEqual([0, {}]);
    await organisation.reset();
    await organisation.data(
      'mutation { setRoom(input: { identity: "Quiet", invitations: INHERIT }) { invitedCount } }',
    );
    const on = await set({ identity: 'Science', allowedMembers: { add: ['Cid'] } });
    expect([on.invitedCount, invited(on)]).toEqual([1, { Notes: 'Cid', Quiet: 'Cid' }]);
  });

  it('invites nobody whom it only plans to let in', async () => {
    const before = await organisation.stored();
    const planned = await set({ identity: 'Science', allowedMembers: { add: ['Cid'] }, whatIf: true });
    expect([planned.invitedCount, planned.auditEntry]).toEqual([1, null]);
    expect(await organisation.stored()).toEqual(before);
    const made = await set({ identity: 'Science', allowedMembers: { add: ['Cid'] }, confirm: planned.plan });
    expect(made.impact).toEqual(planned.impact);
    expect(invited(made)).toEqual({ Notes: 'Cid' });
  });
});

it('tells who gains and who loses by one change', async () => {
  const { impact } = await set({ identity: 'Science', allowedMembers: { replace: ['Cid', 'Eve'] } });
  expect(entered(impact!.gained)).toEqual({ Cid: 'Notes,Quiet' });
  expect(entered(impact!.lost)).toEqual({ Ann: 'Bench,Notes,Quiet' });
});

it.each([true, false])('pages through the impact in both directions, under whatIf: %s', async (whatIf) => {
  const query = `mutation Page($input: SetCategoryInput!, $first: Int, $after: String, $last: Int, $before: String) {
    setCategory(input: $input) { impact { gained(first: $first, after: $after, last: $last, before: $before) {
      totalCount edges { cursor node { principal { displayName } } } pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
    } } }
  }`;
  interface Page {
    setCategory: {
      impact: { gained: { edges: { node: { principal: Named } }[]; pageInfo: { endCursor: string | null } } };
    };
  }
  // The same key gives the first answer again, page by page.
  const input = { identity: 'atl.litwareinc.com\\general', allowedMembers: { add: ['Staff', 'Dan', 'Eve'] }, whatIf };
  await organisation.data(
    'mutation { newRoom(input: { name: "Hall", category: "atl.litwareinc.com\\\\general" }) { invitedCount } }',
  );
  const page = async (variables: object) => {
    const keyed = { ...input, idempotencyKey: whatIf ? undefined : 'pages' };
    const { setCategory } = await organisation.data<Page>(query, { input: keyed, ...variables });
    const { edges, pageInfo } = setCategory.impact.gained;
    return { names: edges.map(({ node }) => node.principal.displayName).join(), ...pageInfo };
  };
  const first = await page({ first: 2 });
  expect(first).toMatchObject({ names: 'Ann,Bob', hasNextPage: true, hasPreviousPage: false });
  const next = await page({ first: 2, after: first.endCursor });
  expect(next).toMatchObject({ names: 'Cid,Dan', hasNextPage: true, hasPreviousPage: true });
  expect(await page({ first: 2, after: next.endCursor })).toMatchObject({ names: 'Eve', hasNextPage: false });
  expect(await page({ last: 2, before: next.endCursor })).toMatchObject({ names: 'Bob,Cid', hasPreviousPage: true });
  expect(await page({ last: 2 })).toMatchObject({ names: 'Dan,Eve', hasNextPage: false, hasPreviousPage: true });
});
