import { resultConnection, type ThingResult } from '../../../src/changes/bulk/thing-result';
import { ErrorCode } from '../../../src/errors';
import type { ConnectionArgs } from '../../../src/graphql/connection';
import { encodeCursor } from '../../../src/graphql/cursor';

const result = (id: number, error: ThingResult['error'] = null): ThingResult => ({
  type: 'Room',
  id,
  identity: `room ${id}`,
  changes: [],
  error,
});
const failed = { code: ErrorCode.IN_USE, message: 'It is used.', parameter: null };
/** The failed ones have ids among those of the others. */
const RESULTS = [result(4, failed), result(7, failed), ...[1, 2, 5, 9].map((id) => result(id))];

const page = async (args: ConnectionArgs) => {
  const connection = resultConnection(RESULTS, RESULTS.length, args);
  const [nodes, { hasNextPage, hasPreviousPage, startCursor, endCursor }] = await Promise.all([
    connection.nodes,
    connection.pageInfo,
  ]);
  return { ids: nodes.map(({ id }) => id), hasNextPage, hasPreviousPage, startCursor, endCursor };
};

it('pages from the failed ones on', async () => {
  const first = await page({ first: 3 });
  expect(first).toMatchObject({ ids: [4, 7, 1], hasNextPage: true, hasPreviousPage: false });
  const second = await page({ first: 2, after: first.endCursor });
  expect(second).toMatchObject({ ids: [2, 5], hasNextPage: true, hasPreviousPage: true });
  expect(await page({ first: 2, after: second.endCursor })).toMatchObject({ ids: [9], hasNextPage: false });
});

it('pages back to the failed ones', async () => {
  const last = await page({ last: 3 });
  expect(last).toMatchObject({ ids: [2, 5, 9], hasNextPage: false, hasPreviousPage: true });
  const before = await page({ last: 2, before: last.startCursor });
  expect(before).toMatchObject({ ids: [7, 1], hasNextPage: true, hasPreviousPage: true });
  expect(await page({ last: 2, before: before.startCursor })).toMatchObject({ ids: [4], hasPreviousPage: false });
});

it('takes what is between two cursors, and a page of none', async () => {
  const { startCursor } = await page({ first: 1 });
  const { endCursor } = await page({ last: 1 });
  expect(await page({ after: startCursor, before: endCursor })).toMatchObject({ ids: [7, 1, 2, 5] });
  expect(await page({ first: 0 })).toMatchObject({ ids: [], hasNextPage: true, startCursor: null });
});

it('counts also those that are not kept', async () => {
  expect(await resultConnection(RESULTS, 900, {}).totalCount).toBe(900);
});

it('refuses the cursors of other lists', async () => {
  const after = encodeCursor('room', [1, 4]);
  await expect(page({ after })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', extensions: { parameter: 'after' } });
  await expect(page({ before: 'x' })).rejects.toMatchObject({ extensions: { parameter: 'before' } });
});
