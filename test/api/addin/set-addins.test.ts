import { randomUUID } from 'node:crypto';

import { ChangeSequence } from '../../../src/database/change-sequence.entity';
import { type BulkAnswer, bulkDocument, trailOf } from '../../support/bulk';
import { change } from '../../support/change';
import { DAWN, TestOrganisation } from '../../support/described-organisation';
import { LINKS, manyAddins } from './many-addins.scene';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const SET_ADDINS = bulkDocument('setAddins');
const URL = 'https://portal.litwareinc.com/';
const WIKIS = { name: { eq: 'wiki' } };

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start(manyAddins, { now: () => NOW });
});
beforeEach(() => organisation.reset());

const set = async (input: object): Promise<BulkAnswer> =>
  (await organisation.data<{ bulk: BulkAnswer }>(SET_ADDINS, { input })).bulk;
const refused = (input: object, as?: string) => organisation.refusal(SET_ADDINS, { input }, as);
const moved = (from: string) => [{ path: 'url', before: from, after: URL }];
const RED = 'red.litwareinc.com\\Wiki';
const ATL = 'atl.litwareinc.com\\wiki';

it('changes all that the filter takes, in every pool, each with its own audit entry', async () => {
  const { operationId, ...answer } = await set({ where: WIKIS, url: URL });
  const results = [
    { identity: RED, changes: moved('https://wiki.litwareinc.com/'), error: null },
    { identity: ATL, changes: moved('https://wiki.litwareinc.com/atlanta'), error: null },
  ];
  expect(answer).toEqual({
    succeeded: 2,
    failed: 0,
    plan: null,
    warnings: [],
    results: { totalCount: 2, nodes: results },
  });
  expect(await trailOf(organisation, operationId)).toEqual(
    results.map(({ identity, changes }) => ({ operation: 'setAddins', nodeType: 'Addin', identity, changes })),
  );
  const query = `query ($where: AddinFilter) { addins(where: $where) { nodes { identity version updatedAt } } }`;
  expect(await organisation.data(query, { where: { url: { eq: URL } } })).toEqual({
    addins: {
      nodes: [
        { identity: RED, version: 2, updatedAt: NOW.toISOString() },
        { identity: ATL, version: 2, updatedAt: NOW.toISOString() },
      ],
    },
  });
});

it('counts those that are so already as succeeded, and leaves them as they are', async () => {
  await change(organisation, 'setAddin', { identity: RED, url: URL });
  const { operationId, ...answer } = await set({ where: WIKIS, url: URL });
  expect(answer).toMatchObject({
    succeeded: 2,
    results: { nodes: [{ identity: RED, changes: [], error: null }, { identity: ATL }] },
  });
  expect(await trailOf(organisation, operationId)).toMatchObject([{ identity: ATL }]);
  const query = 'query ($identity: String) { addin(identity: $identity) { version } }';
  expect(await organisation.data(query, { identity: RED })).toEqual({ addin: { version: 2 } });
});

it('writes nothing where all are so already, and says it', async () => {
  const before = await organisation.stored();
  expect(await set({ where: WIKIS })).toMatchObject({
    succeeded: 2,
    operationId: null,
    warnings: [{ code: 'NOTHING_CHANGED', message: 'Everything is as the input says already; nothing is written.' }],
  });
  expect(await organisation.stored()).toEqual(before);
});

it('succeeds with none where the filter takes none', async () => {
  const before = await organisation.stored();
  expect(await set({ where: { name: { eq: 'Nothing' } }, url: URL })).toEqual({
    succeeded: 0,
    failed: 0,
    plan: null,
    operationId: null,
    warnings: [
      { code: 'NOTHING_CHANGED', message: 'Nothing that can be changed meets the conditions; nothing is written.' },
    ],
    results: { totalCount: 0, nodes: [] },
  });
  expect(await organisation.stored()).toEqual(before);
});

it('takes all where the filter is empty', async () => {
  expect(await set({ where: {}, url: URL })).toMatchObject({ succeeded: LINKS.length + 5, failed: 0 });
});

it('takes as many statements for three hundred as for one', async () => {
  const { gateway } = organisation;
  const one = await gateway.statementsOf(() => set({ where: { name: { eq: LINKS[0] } }, url: URL }));
  const many = await gateway.statementsOf(() => set({ where: { name: { like: 'Link*' } }, url: URL }));
  expect(many).toHaveLength(one.length);
  expect(await set({ where: { url: { eq: URL } } })).toMatchObject({ succeeded: 300 });
});

describe('the results', () => {
  const PAGE = `mutation ($input: SetAddinsInput!, $first: Int, $after: String, $last: Int, $before: String) {
    setAddins(input: $input) {
      results(first: $first, after: $after, last: $last, before: $before) {
        totalCount edges { cursor } nodes { identity node { id } } pageInfo { hasNextPage hasPreviousPage endCursor }
      }
    }
  }`;
  interface Page {
    totalCount: number;
    edges: { cursor: string }[];
    nodes: { identity: string; node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
  }
  const input = { where: { name: { like: 'Link*' } }, url: URL, whatIf: true };
  const page = async (args: object): Promise<Page> =>
    (await organisation.data<{ setAddins: { results: Page } }>(PAGE, { input, ...args })).setAddins.results;
  const named = ({ nodes }: Page) => nodes.map(({ identity }) => identity.slice('red.litwareinc.com\\'.length));

  it('are paged forwards and backwards, by id', async () => {
    const first = await page({ first: 3 });
    expect([named(first), first.totalCount, first.pageInfo.hasNextPage, first.pageInfo.hasPreviousPage]).toEqual([
      LINKS.slice(0, 3),
      300,
      true,
      false,
    ]);
    expect(first.nodes[0]!.node.id).toBe(await organisation.globalId('Addin', LINKS[0]!));
    const second = await page({ first: 400, after: first.pageInfo.endCursor });
    expect([named(second), second.pageInfo.hasNextPage]).toEqual([LINKS.slice(3), false]);
    const last = await page({ last: 2 });
    expect([named(last), last.pageInfo.hasPreviousPage]).toEqual([LINKS.slice(-2), true]);
    expect(named(await page({ last: 2, before: last.edges[0]!.cursor }))).toEqual(LINKS.slice(-4, -2));
  });

  it('take no cursor of another list, and no more than 500', async () => {
    const { addins } = await organisation.data<{ addins: { pageInfo: { endCursor: string } } }>(
      '{ addins(first: 1) { pageInfo { endCursor } } }',
    );
    expect(await organisation.refusal(PAGE, { input, after: addins.pageInfo.endCursor })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'after',
    });
    expect(await organisation.refusal(PAGE, { input, first: 501 })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'first',
    });
  });
});

describe('a plan', () => {
  const input = { where: WIKIS, url: URL };
  const planned = async (): Promise<string> => (await set({ ...input, whatIf: true })).plan!;
  const stale = { code: 'PLAN_STALE', parameter: 'input.confirm' };

  it('says what would change, and changes nothing', async () => {
    const before = await organisation.stored();
    expect(await set({ ...input, whatIf: true })).toMatchObject({
      succeeded: 2,
      failed: 0,
      plan: expect.stringMatching(/^[\w-]{43}\.[\w.-]+$/),
      operationId: null,
      results: { nodes: [{ changes: moved('https://wiki.litwareinc.com/') }, { identity: ATL }] },
    });
    expect(await organisation.stored()).toEqual(before);
  });

  it('is carried out when it is confirmed', async () => {
    expect(await set({ ...input, confirm: await planned(), reason: 'Agreed' })).toMatchObject({
      succeeded: 2,
      plan: null,
      operationId: expect.any(String),
    });
  });

  it('is stale once one of the things changed, or another meets the filter', async () => {
    const confirm = await planned();
    await change(organisation, 'setAddin', { identity: ATL, url: 'https://else.litwareinc.com/' });
    expect(await refused({ ...input, confirm })).toMatchObject(stale);
    const again = await planned();
    await change(organisation, 'setAddin', { identity: 'Map', url: 'https://map.litwareinc.com/2' });
    expect(await set({ ...input, confirm: again })).toMatchObject({ succeeded: 2 });

    const all = { where: {}, url: URL };
    const { plan } = await set({ ...all, whatIf: true });
    await change(organisation, 'newAddin', { name: 'One more', url: URL, pool: 'red.litwareinc.com' });
    expect(await refused({ ...all, confirm: plan })).toMatchObject(stale);
  });

  it('is stale for another input, and for another operation', async () => {
    const confirm = await planned();
    expect(await refused({ ...input, where: {}, confirm })).toMatchObject(stale);
    const single = await organisation.data<{ setAddin: { plan: string } }>(
      `mutation ($input: SetAddinInput!) { setAddin(input: $input) { plan } }`,
      { input: { identity: RED, url: URL, whatIf: true } },
    );
    expect(await refused({ ...input, confirm: single.setAddin.plan })).toMatchObject(stale);
    const removing = bulkDocument('removeAddins');
    expect(await organisation.refusal(removing, { input: { where: WIKIS, confirm } })).toMatchObject(stale);
  });

  it('is stale in another store', async () => {
    const confirm = await planned();
    await organisation.gateway.store.write((tx) => tx.update(ChangeSequence, { id: 1 }, { storeId: randomUUID() }));
    expect(await refused({ ...input, confirm })).toMatchObject(stale);
  });
});

it('gives a retry by its key the first answer', async () => {
  const input = { where: WIKIS, url: URL, idempotencyKey: 'key' };
  const first = await set(input);
  await change(organisation, 'setAddin', { identity: RED, url: 'https://later.litwareinc.com/' });
  expect(await set(input)).toEqual(first);
});

describe('a refusal, which writes nothing,', () => {
  it.each([
    [
      { where: undefined },
      'BAD_USER_INPUT',
      'input.where',
      'Say which are meant, by "where"; "where: {}" takes all that there are.',
    ],
    [
      { where: null },
      'BAD_USER_INPUT',
      'input.where',
      'Say which are meant, by "where"; "where: {}" takes all that there are.',
    ],
    [{ url: null }, 'BAD_USER_INPUT', 'input.url', '"url" can\'t be null; leave it out to let it stay.'],
    [
      { url: 'ftp://files.litwareinc.com/' },
      'BAD_USER_INPUT',
      'input.url',
      'The address ftp://files.litwareinc.com/ begins with "ftp:"; rooms show pages of "http:" and "https:" only.',
    ],
    [
      { where: { name: null } },
      'BAD_USER_INPUT',
      'input.where.name',
      '"input.where.name" is null; leave it out, or ask for null by isNull, where the field has it.',
    ],
  ])('comes for %j', async (fault, code, parameter, message) => {
    expect(await refused({ where: {}, url: URL, ...fault })).toMatchObject({ code, parameter, message });
  });

  it('comes to everybody but administrators', async () => {
    for (const as of ['viewer', 'Ann']) {
      expect(await refused({ where: WIKIS, url: URL }, as)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

it('leaves what the filter does not take as it was', async () => {
  await set({ where: WIKIS, url: URL });
  const query = '{ addin(identity: "Map") { url version updatedAt history { totalCount } } }';
  expect(await organisation.data(query)).toEqual({
    addin: {
      url: 'https://map.litwareinc.com/',
      version: 1,
      updatedAt: DAWN.toISOString(),
      history: { totalCount: 0 },
    },
  });
});
