import { type BulkAnswer, bulkDocument, trailOf } from '../../support/bulk';
import { TestOrganisation } from '../../support/described-organisation';
import type { ChangeAnswer } from './documents';
import { scene } from './scene';

const ACCESS = 'totalCount pairCount';
const REMOVE_ROOMS = bulkDocument('removeRooms', {
  besides: `impact { gained { ${ACCESS} } lost { ${ACCESS} } }`,
});
const GENERAL = { category: { name: { eq: 'General' } } };
const RED = 'red.litwareinc.com';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

const remove = async (input: object): Promise<BulkAnswer & Pick<ChangeAnswer, 'impact'>> =>
  (await organisation.data<{ bulk: BulkAnswer & Pick<ChangeAnswer, 'impact'> }>(REMOVE_ROOMS, { input })).bulk;

const left = async (): Promise<string[]> => {
  const { rooms } = await organisation.data<{ rooms: { nodes: { name: string }[] } }>('{ rooms { nodes { name } } }');
  return rooms.nodes.map(({ name }) => name);
};

it('removes all rooms that the filter takes, with their lists, each with its own audit entry', async () => {
  const { operationId, ...answer } = await remove({ where: GENERAL });
  expect(answer).toMatchObject({ succeeded: 3, failed: 0, plan: null });
  expect(answer.impact).toEqual({
    gained: { totalCount: 0, pairCount: 0 },
    lost: { totalCount: 4, pairCount: 9 },
  });
  const trail = await trailOf(organisation, operationId);
  expect(trail.map(({ operation, identity }) => [operation, identity])).toEqual([
    ['removeRooms', `${RED}\\Lobby`],
    ['removeRooms', `${RED}\\Stage`],
    ['removeRooms', `${RED}\\Square`],
  ]);
  expect(trail[0]!.changes).toEqual(
    expect.arrayContaining([
      { path: 'name', before: 'Lobby', after: null },
      { path: 'members', before: null, after: null },
    ]),
  );
  expect(await left()).toEqual(['Bench', 'Floor']);
  const entries = await organisation.gateway.store.read.query(
    "SELECT COUNT(*) AS count FROM access_entries WHERE list IN ('MEMBERS', 'MANAGERS', 'PRESENTERS')",
  );
  expect(entries).toEqual([{ count: 2 }]);
});

it('is planned first, and then carried out as planned', async () => {
  const before = await organisation.stored();
  const { plan, results } = await remove({ where: GENERAL, whatIf: true });
  expect(results.totalCount).toBe(3);
  expect(await organisation.stored()).toEqual(before);
  expect(await remove({ where: GENERAL, confirm: plan })).toMatchObject({ succeeded: 3 });
  expect(await organisation.refusal(REMOVE_ROOMS, { input: { where: GENERAL, confirm: plan } })).toMatchObject({
    code: 'PLAN_STALE',
  });
});

it('succeeds with none where the filter takes none', async () => {
  expect(await remove({ where: { name: { eq: 'Nothing' } } })).toMatchObject({ succeeded: 0, operationId: null });
  expect(await left()).toHaveLength(5);
});

it('is refused where nothing says which rooms, and to everybody but administrators', async () => {
  expect(await organisation.refusal(REMOVE_ROOMS, { input: {} })).toMatchObject({
    code: 'BAD_USER_INPUT',
    parameter: 'input.where',
  });
  for (const as of ['viewer', 'Mia']) {
    expect(await organisation.refusal(REMOVE_ROOMS, { input: { where: {} } }, as)).toMatchObject({ code: 'FORBIDDEN' });
  }
});
