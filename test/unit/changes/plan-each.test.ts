import { planEach, planOfOne } from '../../../src/changes/bulk/plan-each';
import type { Plan } from '../../../src/changes/plan';
import { ErrorCode, GatewayError } from '../../../src/errors';

class Lamp {
  readonly version = 1;
  constructor(readonly id: number) {}
}

const lamps = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ thing: new Lamp(i + 1), identity: `lamp ${i + 1}` }));
const broken = new GatewayError(ErrorCode.CONFLICT, 'It is broken.');

it('keeps what is planned of each in the order of the things, and names those that are refused', async () => {
  const each = await planEach(lamps(4), ({ thing }) => {
    if (thing.id % 2 === 0) throw broken;
    return Promise.resolve(`on ${thing.id}`);
  });
  expect(each).toEqual({
    planned: ['on 1', 'on 3'],
    refused: [
      { type: 'Lamp', id: 2, identity: 'lamp 2', error: broken },
      { type: 'Lamp', id: 4, identity: 'lamp 4', error: broken },
    ],
  });
});

it('plans five hundred at once, then the next', async () => {
  let started = 0;
  const startedAtTurn: number[] = [];
  const { planned } = await planEach(lamps(1_250), async ({ thing }) => {
    started++;
    await Promise.resolve();
    startedAtTurn[thing.id] = started;
    return thing.id;
  });
  expect(planned).toEqual(lamps(1_250).map(({ thing }) => thing.id));
  expect([1, 500, 501, 1_000, 1_001, 1_250].map((id) => startedAtTurn[id])).toEqual([
    500, 500, 1_000, 1_000, 1_250, 1_250,
  ]);
});

it('lets others have their turn in between', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('other'));
  await planEach(lamps(501), ({ thing }) => {
    if (thing.id % 500 === 1) order.push(`lamp ${thing.id}`);
  });
  expect(order).toEqual(['lamp 1', 'other', 'lamp 501']);
});

it('fails as a whole by what is no refusal', async () => {
  const failing = planEach(lamps(2), ({ thing }) => {
    if (thing.id === 2) throw new TypeError('A mistake.');
  });
  await expect(failing).rejects.toThrow(new TypeError('A mistake.'));
});

it('fails as a whole where something can not be reached, which is no fault of the thing', async () => {
  const unreachable = new GatewayError(ErrorCode.UNAVAILABLE, "The database can't be reached at present.");
  const failing = planEach(lamps(2), ({ thing }) => {
    if (thing.id === 2) throw unreachable;
  });
  await expect(failing).rejects.toBe(unreachable);
});

describe('the plan of one', () => {
  const plan: Plan = { things: [], warnings: [], write: () => Promise.resolve([]) };

  it('is that of many without refusals', () => {
    expect(planOfOne({ ...plan, refused: [] })).toEqual(plan);
  });

  it('is refused for the reason of the thing', () => {
    const refused = [{ type: 'Lamp', id: 1, identity: 'lamp 1', error: broken }];
    expect(() => planOfOne({ ...plan, refused })).toThrow(broken);
  });
});
