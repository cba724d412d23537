import { type BulkAnswer, bulkDocument, trailOf } from '../../support/bulk';
import { change } from '../../support/change';
import { TestOrganisation } from '../../support/described-organisation';
import { LINKS, manyAddins } from './many-addins.scene';

const REMOVE_ADDINS = bulkDocument('removeAddins');
const TICKET_ROOMS = Array.from({ length: 10 }, (_, i) => `Room ${String(i + 1).padStart(2, '0')}`).join(', ');
const IN_RED = { pool: { fqdn: { like: 'red*' } } };
const TICKETS_USED = `The add-in red.litwareinc.com\\Tickets is used in ${TICKET_ROOMS} and 2 more; with "force" it goes from there too.`;
const MAP_USED = 'The add-in red.litwareinc.com\\Map is used in Atlas, Globe; with "force" it goes from there too.';

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start(manyAddins);
});
beforeEach(() => organisation.reset());

const remove = async (input: object): Promise<BulkAnswer> =>
  (await organisation.data<{ bulk: BulkAnswer }>(REMOVE_ADDINS, { input })).bulk;
const refused = (input: object, as?: string) => organisation.refusal(REMOVE_ADDINS, { input }, as);
const left = async (): Promise<string[]> => {
  const query = '{ addins(where: { not: { name: { like: "Link*" } } }) { nodes { identity } } }';
  const { addins } = await organisation.data<{ addins: { nodes: { identity: string }[] } }>(query);
  return addins.nodes.map(({ identity }) => identity);
};

it('removes those that no room uses, each with an audit entry of one operation', async () => {
  const { operationId, ...answer } = await remove({ where: { name: { in: ['Wiki', 'Écran'] } } });
  const gone = (identity: string, url: string) => ({
    identity,
    changes: [
      { path: 'name', before: identity.split('\\')[1], after: null },
      { path: 'url', before: url, after: null },
    ],
  });
  const removed = [
    gone('red.litwareinc.com\\Wiki', 'https://wiki.litwareinc.com/'),
    gone('red.litwareinc.com\\Écran', 'http://screen.litwareinc.com/a?b=c#d'),
    gone('atl.litwareinc.com\\wiki', 'https://wiki.litwareinc.com/atlanta'),
  ];
  expect(answer).toEqual({
    succeeded: 3,
    failed: 0,
    plan: null,
    warnings: [],
    results: { totalCount: 3, nodes: removed.map((each) => ({ ...each, error: null })) },
  });
  expect(await trailOf(organisation, operationId)).toEqual(
    removed.map((each) => ({ ...each, operation: 'removeAddins', nodeType: 'Addin' })),
  );
  expect(await left()).toEqual(['red.litwareinc.com\\Map', 'red.litwareinc.com\\Tickets']);
});

describe('where rooms use one of many', () => {
  it('removes none, and names the ones in the way', async () => {
    expect(await refused({ where: IN_RED })).toEqual({
      code: 'IN_USE',
      cmdlet: 'Remove-CsPersistentChatAddin',
      message: `Nothing was changed, because 2 of 304 can not be: red.litwareinc.com\\Tickets: ${TICKETS_USED} With "onError: CONTINUE" the others are changed.`,
      usedBy: [
        { type: 'Room', count: 12, identities: TICKET_ROOMS.split(', ').map((name) => `red.litwareinc.com\\${name}`) },
      ],
      failed: 2,
      failures: [
        { identity: 'red.litwareinc.com\\Tickets', code: 'IN_USE', message: TICKETS_USED, parameter: null },
        { identity: 'red.litwareinc.com\\Map', code: 'IN_USE', message: MAP_USED, parameter: null },
      ],
    });
    expect(await refused({ where: IN_RED, onError: 'ROLL_BACK' })).toMatchObject({ code: 'IN_USE', failed: 2 });
  });

  it('removes the others with CONTINUE, and tells of those first', async () => {
    const { operationId, results, ...answer } = await remove({ where: IN_RED, onError: 'CONTINUE' });
    expect(answer).toEqual({ succeeded: 302, failed: 2, plan: null, warnings: [] });
    expect(results.totalCount).toBe(304);
    expect(results.nodes.slice(0, 3)).toMatchObject([
      {
        identity: 'red.litwareinc.com\\Tickets',
        changes: [],
        error: { code: 'IN_USE', message: TICKETS_USED, parameter: null },
      },
      { identity: 'red.litwareinc.com\\Map', changes: [], error: { code: 'IN_USE', message: MAP_USED } },
      { identity: 'red.litwareinc.com\\Wiki', error: null },
    ]);
    expect(await trailOf(organisation, operationId)).toHaveLength(302);
    expect(await left()).toEqual([
      'red.litwareinc.com\\Map',
      'red.litwareinc.com\\Tickets',
      'atl.litwareinc.com\\wiki',
    ]);
  });

  it('plans nothing that could be confirmed, unless it is to go on', async () => {
    expect(await remove({ where: IN_RED, whatIf: true })).toMatchObject({ succeeded: 302, failed: 2, plan: null });
    const input = { where: IN_RED, onError: 'CONTINUE' };
    const { plan } = await remove({ ...input, whatIf: true });
    expect(await remove({ ...input, confirm: plan })).toMatchObject({ succeeded: 302, failed: 2, plan: null });
  });

  it('is stale once a room lets another of them go', async () => {
    const input = { where: IN_RED, onError: 'CONTINUE' };
    const { plan } = await remove({ ...input, whatIf: true });
    for (const identity of ['Atlas', 'Globe']) await change(organisation, 'setRoom', { identity, addin: null });
    expect(await refused({ ...input, confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
  });

  it('writes nothing where rooms use all of them, and says it', async () => {
    const before = await organisation.stored();
    const where = { name: { in: ['Tickets', 'Map'] } };
    expect(await remove({ where, onError: 'CONTINUE' })).toMatchObject({
      succeeded: 0,
      failed: 2,
      operationId: null,
      warnings: [{ code: 'NOTHING_CHANGED', message: 'None of them can be changed; nothing is written.' }],
    });
    expect(await organisation.stored()).toEqual(before);
  });
});

describe('with force', () => {
  const where = { name: { in: ['Map', 'Tickets'] } };

  it('takes them from their rooms too, each with an audit entry of the same operation', async () => {
    const { operationId, ...answer } = await remove({ where, force: true });
    expect(answer).toMatchObject({
      succeeded: 2,
      failed: 0,
      warnings: [
        {
          code: 'ADDIN_DETACHED',
          message: `The add-ins are gone from ${TICKET_ROOMS} and 4 more too.`,
        },
      ],
      results: {
        totalCount: 2,
        nodes: [{ identity: 'red.litwareinc.com\\Tickets' }, { identity: 'red.litwareinc.com\\Map' }],
      },
    });
    const trail = await trailOf(organisation, operationId);
    expect(trail.slice(0, 3)).toMatchObject([
      { nodeType: 'Addin', identity: 'red.litwareinc.com\\Tickets' },
      { nodeType: 'Addin', identity: 'red.litwareinc.com\\Map' },
      {
        operation: 'removeAddins',
        nodeType: 'Room',
        identity: 'red.litwareinc.com\\Room 01',
        changes: [{ path: 'addin', before: 'Tickets', after: null }],
      },
    ]);
    expect(trail.filter(({ nodeType }) => nodeType === 'Room')).toHaveLength(14);
    const query = '{ rooms(where: { addin: {} }) { totalCount } room(identity: "Globe") { version addin { name } } }';
    expect(await organisation.data(query)).toEqual({
      rooms: { totalCount: 0 },
      room: { version: 2, addin: null },
    });
  });

  it('takes as many statements for all as for one', async () => {
    const { gateway } = organisation;
    const one = await gateway.statementsOf(() => remove({ where: { name: { eq: 'Map' } }, force: true }));
    const all = await gateway.statementsOf(() => remove({ where: {}, force: true }));
    expect(all).toHaveLength(one.length);
    expect(await left()).toEqual([]);
  });

  it('is stale once another room has one of them', async () => {
    const { plan } = await remove({ where, force: true, whatIf: true });
    await change(organisation, 'setRoom', { identity: 'Lobby', addin: 'Map' });
    expect(await refused({ where, force: true, confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
  });
});

it('leaves no room with an add-in that is gone, where rooms take them at the same time', async () => {
  const assign = (identity: string, addin: string | null) =>
    change(organisation, 'setRoom', { identity, addin }).catch(() => undefined);
  await Promise.all([
    remove({ where: {}, force: true }),
    ...['Room 01', 'Room 02', 'Lobby'].map((room) => assign(room, 'Map')),
    assign('Atlas', LINKS[0]!),
  ]);
  const query = '{ rooms(where: { addin: {} }) { totalCount } }';
  expect(await organisation.data(query)).toEqual({ rooms: { totalCount: 0 } });
  expect(await left()).toEqual([]);
});

it('removes those that are gone already for none', async () => {
  const where = { name: { like: 'Link*' } };
  expect(await remove({ where })).toMatchObject({ succeeded: 300 });
  expect(await remove({ where })).toMatchObject({
    succeeded: 0,
    failed: 0,
    warnings: [
      { code: 'NOTHING_CHANGED', message: 'Nothing that can be changed meets the conditions; nothing is written.' },
    ],
  });
});

it('gives a retry by its key the first answer', async () => {
  const input = { where: IN_RED, onError: 'CONTINUE', idempotencyKey: 'key' };
  expect(await remove(input)).toEqual(await remove(input));
});

describe('a refusal, which writes nothing,', () => {
  it('comes where nobody says which', async () => {
    expect(await refused({ force: true })).toMatchObject({ code: 'BAD_USER_INPUT', parameter: 'input.where' });
  });

  it('comes to everybody but administrators', async () => {
    for (const as of ['viewer', 'Ann']) expect(await refused({ where: {} }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
