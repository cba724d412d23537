import fc from 'fast-check';

import { Adjacency } from '../../../src/eligibility/adjacency';
import { PatchedAdjacency } from '../../../src/eligibility/patched-adjacency';

const SIZE = 6;
const GROWN = 9;

const edge = (size: number) => fc.tuple(fc.nat(size - 1), fc.nat(size - 1));
const change = fc
  .array(edge(SIZE), { maxLength: 20 })
  .chain((edges) =>
    fc.record({ edges: fc.constant(edges), gone: fc.subarray(edges), come: fc.array(edge(GROWN), { maxLength: 10 }) }),
  );

/** An edge that is there twice counts twice. */
function remaining(edges: [number, number][], gone: [number, number][]): [number, number][] {
  const left = [...edges];
  for (const [source, target] of gone) {
    left.splice(
      left.findIndex((each) => each[0] === source && each[1] === target),
      1,
    );
  }
  return left;
}

describe('PatchedAdjacency', () => {
  it('has the edges of before, without those that go and with those that come', () => {
    fc.assert(
      fc.property(change, ({ edges, gone, come }) => {
        const [sources, targets] = [edges.map(([source]) => source), edges.map(([, target]) => target)];
        const patched = new PatchedAdjacency(GROWN, Adjacency.of(SIZE, sources, targets));
        for (const each of gone) patched.remove(...each);
        for (const each of come) patched.add(...each);
        const after = [...remaining(edges, gone), ...come];
        for (let node = 0; node < GROWN; node++) {
          const expected = after.filter(([source]) => source === node).map(([, target]) => target);
          expect([...patched.targetsOf(node)].sort()).toEqual(expected.sort());
          expect(patched.hasTargets(node)).toBe(expected.length > 0);
        }
        expect(patched.changed()).toEqual(new Set([...gone, ...come].map(([source]) => source)));
      }),
      { numRuns: 500 },
    );
  });
});
