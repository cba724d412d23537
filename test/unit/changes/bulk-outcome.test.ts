import { bulkOutcome, keptOutcome, rolledBack } from '../../../src/changes/bulk/bulk-outcome';
import type { Plan, PlannedThing, RefusedThing } from '../../../src/changes/plan';
import { ErrorCode, GatewayError } from '../../../src/errors';

const planned = (id: number): PlannedThing => ({
  type: 'Room',
  id,
  identity: `room ${id}`,
  version: 1,
  changes: [{ path: 'disabled', before: false, after: true }],
});
const refused = (id: number): RefusedThing => ({
  type: 'Room',
  id,
  identity: `room ${id}`,
  error: new GatewayError(ErrorCode.NOT_ELIGIBLE, `${id} is out.`, {
    parameter: 'input.members',
    entry: 'Ann',
    reason: 'NOT_ALLOWED',
  }),
});
const plan: Plan = { things: [], warnings: [], write: () => Promise.resolve([]) };
const failure = (id: number) => ({
  identity: `room ${id}`,
  code: 'NOT_ELIGIBLE',
  message: `${id} is out.`,
  parameter: 'input.members',
});

it('is none for the change of one thing', () => {
  expect(bulkOutcome({ ...plan, things: [planned(1)] })).toBeNull();
});

it('counts, and lists the failed ones first, each part by id', () => {
  const outcome = bulkOutcome({ ...plan, things: [planned(5), planned(2)], refused: [refused(9), refused(3)] });
  const { changes } = planned(2);
  const { identity: _identity, ...error } = failure(3);
  expect(outcome).toEqual({
    succeeded: 2,
    failed: 2,
    results: [
      { type: 'Room', id: 3, identity: 'room 3', changes: [], error },
      { type: 'Room', id: 9, identity: 'room 9', changes: [], error: { ...error, message: '9 is out.' } },
      { type: 'Room', id: 2, identity: 'room 2', changes, error: null },
      { type: 'Room', id: 5, identity: 'room 5', changes, error: null },
    ],
  });
});

it('counts nothing that the change touches besides', () => {
  const outcome = bulkOutcome({ ...plan, things: [planned(1)], besides: [planned(2)], refused: [] });
  expect(outcome).toMatchObject({ succeeded: 1, failed: 0, results: [{ id: 1 }] });
});

it('says null for the input at fault where there is none', () => {
  const error = new GatewayError(ErrorCode.IN_USE, 'It is used.', { usedBy: [] });
  const outcome = bulkOutcome({ ...plan, refused: [{ ...refused(1), error }] });
  expect(outcome!.results[0]!.error).toEqual({ code: 'IN_USE', message: 'It is used.', parameter: null });
});

it('is kept for retries with the first five hundred results, and all the counts', () => {
  const things = Array.from({ length: 600 }, (_, i) => planned(i + 1));
  const kept = keptOutcome(bulkOutcome({ ...plan, things, refused: [] })!);
  expect([kept.succeeded, kept.failed, kept.results.map(({ id }) => id)]).toEqual([
    600,
    0,
    Array.from({ length: 500 }, (_, i) => i + 1),
  ]);
});

it('rolls all back by the error of the first, with the first ten', () => {
  const all = Array.from({ length: 12 }, (_, i) => refused(i + 1));
  const { code, message, extensions } = rolledBack(all, 988);
  expect([code, message]).toEqual([
    'NOT_ELIGIBLE',
    'Nothing was changed, because 12 of 1000 can not be: room 1: 1 is out. With "onError: CONTINUE" the others are changed.',
  ]);
  expect(extensions).toEqual({
    code: 'NOT_ELIGIBLE',
    parameter: 'input.members',
    entry: 'Ann',
    reason: 'NOT_ALLOWED',
    failed: 12,
    failures: Array.from({ length: 10 }, (_, i) => failure(i + 1)),
  });
});

it('tells of no others to change where there are none', () => {
  expect(rolledBack([refused(1), refused(2)], 0).message).toBe(
    'Nothing was changed, because 2 of 2 can not be: room 1: 1 is out.',
  );
});
