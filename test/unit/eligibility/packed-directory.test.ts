import fc from 'fast-check';

import { SmallDirectory } from './small-directory';

const GROUPS = 40;
const USERS = 200;

const memberships = fc.array(fc.tuple(fc.nat(GROUPS - 1), fc.nat(GROUPS + USERS - 1)), { maxLength: 2_000 });

function directoryOf(edges: readonly [number, number][]): SmallDirectory {
  const name = (i: number) => (i < GROUPS ? `Group ${i}` : `User ${i}`);
  const groups = Array.from({ length: GROUPS }, (_, group) => {
    const members = edges.filter(([parent]) => parent === group).map(([, child]) => name(child));
    return [name(group), { members: [...new Set(members)] }] as const;
  });
  const users = Array.from({ length: USERS }, (_, i) => [name(GROUPS + i), {}] as const);
  return new SmallDirectory(Object.fromEntries([...groups, ...users]));
}

describe('a packed directory', () => {
  it('takes no more memory than its bound says', () => {
    fc.assert(
      fc.property(memberships, (edges) => {
        const { bytes, bound } = directoryOf(edges).index.directory.memory;
        expect(bytes).toBeGreaterThan(0);
        expect(bytes).toBeLessThanOrEqual(bound);
      }),
    );
  });
});
