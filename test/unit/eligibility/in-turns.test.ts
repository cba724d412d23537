import { inTurns } from '../../../src/eligibility/in-turns';

/** Steps of a millisecond. */
function* counting(steps: number): Generator<void, number> {
  for (let step = 0; step < steps; step++) {
    for (const end = performance.now() + 1; performance.now() < end;);
    yield;
  }
  return steps;
}

describe('inTurns', () => {
  it('answers with what the work comes to', async () => {
    expect(await inTurns(counting(0))).toBe(0);
    expect(await inTurns(counting(30))).toBe(30);
  });

  it('lets others have the thread in between', async () => {
    let turns = 0;
    const other = setInterval(() => turns++);
    await inTurns(counting(60));
    clearInterval(other);
    expect(turns).toBeGreaterThan(5);
  });

  it('fails as the work fails', async () => {
    const failing = (function* (): Generator<void, void> {
      yield;
      throw new Error('No more.');
    })();
    await expect(inTurns(failing)).rejects.toThrow('No more.');
  });
});
