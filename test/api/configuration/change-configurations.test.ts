import { type BulkAnswer, bulkDocument, trailOf } from '../../support/bulk';
import { ConfiguredOrganisation } from '../../support/configured-organisation';

const SET = bulkDocument('setConfigurations');
const REMOVE = bulkDocument('removeConfigurations');
const REDMOND = 'site:Redmond';
const FIRST = 'service:PersistentChatServer:red-1.litwareinc.com';
const ATLANTA = 'service:PersistentChatServer:atl.litwareinc.com';

let scene: ConfiguredOrganisation;

beforeAll(async () => {
  scene = await ConfiguredOrganisation.start([
    ['newConfiguration', { identity: REDMOND, defaultChatHistory: 100 }],
    ['newConfiguration', { identity: FIRST, defaultChatHistory: 200 }],
    ['newConfiguration', { identity: ATLANTA, roomManagementUrl: 'https://rooms.litwareinc.com/' }],
  ]);
});
beforeEach(() => scene.reset());

const bulk = async (query: string, input: object): Promise<BulkAnswer> =>
  (await scene.data<{ bulk: BulkAnswer }>(query, { input })).bulk;

it('changes all with a longer history, as the documentation pipes them', async () => {
  const answer = await bulk(SET, { where: { defaultChatHistory: { gt: 75 } }, defaultChatHistory: 75 });
  expect(answer).toMatchObject({ succeeded: 2, failed: 0, plan: null, warnings: [] });
  const change = (identity: string, before: number) => ({
    identity,
    changes: [{ path: 'defaultChatHistory', before, after: 75 }],
  });
  expect(answer.results).toEqual({
    totalCount: 2,
    nodes: [change(REDMOND, 100), change(FIRST, 200)].map((each) => ({ ...each, error: null })),
  });
  expect(await trailOf(scene.organisation, answer.operationId)).toMatchObject([
    { operation: 'setConfigurations', nodeType: 'Configuration', ...change(REDMOND, 100) },
    { operation: 'setConfigurations', nodeType: 'Configuration', ...change(FIRST, 200) },
  ]);
});

it('changes all without a page of their own', async () => {
  const where = { roomManagementUrl: { isNull: true } };
  expect(await bulk(SET, { where, roomManagementUrl: 'https://new.litwareinc.com/' })).toMatchObject({ succeeded: 3 });
  const query = '{ configurations(where: { roomManagementUrl: { isNull: true } }) { totalCount } }';
  expect(await scene.data(query)).toEqual({ configurations: { totalCount: 0 } });
});

it('takes as many statements for three as for one', async () => {
  const one = await scene.statementsOf(() => bulk(SET, { filter: 'site:*', maxFileSizeKB: 1 }));
  const three = await scene.statementsOf(() => bulk(SET, { filter: 's*', maxFileSizeKB: 2 }));
  expect(three).toHaveLength(one.length);
});

it('removes those of a pattern, and resets the global one', async () => {
  await scene.data('mutation { setConfiguration(input: { maxFileSizeKB: 5 }) { operationId } }');
  expect(await bulk(REMOVE, { where: {}, force: true })).toMatchObject({ succeeded: 4, failed: 0 });
  const query = '{ configurations { nodes { identity maxFileSizeKB } } }';
  expect(await scene.data(query)).toEqual({
    configurations: { nodes: [{ identity: 'global', maxFileSizeKB: 20_000 }] },
  });
});

it('succeeds with none where none is meant', async () => {
  expect(await bulk(REMOVE, { filter: 'site:Nowhere*' })).toMatchObject({ succeeded: 0, failed: 0, operationId: null });
});

it('is planned and confirmed', async () => {
  const { plan } = await bulk(REMOVE, { filter: 'service:*', whatIf: true });
  expect(await bulk(REMOVE, { filter: 'service:*', confirm: plan })).toMatchObject({ succeeded: 2, plan: null });
});

it.each([
  [
    SET,
    { defaultChatHistory: 75 },
    'input.where',
    'Say which are meant, by "where" or "filter"; "where: {}" takes all that there are.',
  ],
  [REMOVE, {}, 'input.where', 'Say which are meant, by "where" or "filter"; "where: {}" takes all that there are.'],
  [
    SET,
    { where: {}, defaultChatHistory: 501 },
    'input.defaultChatHistory',
    'The default chat history is 501; it may be from 1 to 500 messages.',
  ],
  [SET, { where: { scope: null } }, 'input.where.scope', expect.stringContaining('"input.where.scope" is null')],
])('refuses %s with %j', async (query, input, parameter, message) => {
  expect(await scene.refusal(query, { input })).toMatchObject({ code: 'BAD_USER_INPUT', parameter, message });
});
