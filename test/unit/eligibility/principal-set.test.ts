import fc from 'fast-check';

import { PrincipalSet } from '../../../src/eligibility/principal-set';

/** A universe and some sets in it, few or most of its ordinals, so that both representations meet. */
const universeWithSets = (count: number) =>
  fc.integer({ min: 1, max: 400 }).chain((universe) => {
    const ordinal = fc.integer({ min: 0, max: universe - 1 });
    const few = fc.array(ordinal, { maxLength: Math.ceil(universe / 32) });
    const many = fc.array(ordinal, { maxLength: universe * 2 });
    return fc.tuple(fc.constant(universe), fc.array(fc.oneof(few, many), { minLength: count, maxLength: count }));
  });

const ascending = (ordinals: Iterable<number>) => [...ordinals].sort((a, b) => a - b);

describe('PrincipalSet', () => {
  it('holds each of its ordinals once, ascending', () => {
    fc.assert(
      fc.property(universeWithSets(1), ([universe, [ordinals]]) => {
        const set = PrincipalSet.of(universe, ordinals!);
        const expected = ascending(new Set(ordinals));
        expect([...set]).toEqual(expected);
        expect([...set.toArray()]).toEqual(expected);
        expect(set.size).toBe(expected.length);
        for (let ordinal = 0; ordinal < universe + 40; ordinal++)
          expect(set.has(ordinal)).toBe(expected.includes(ordinal));
      }),
    );
  });

  it('unites, intersects and subtracts as sets do', () => {
    fc.assert(
      fc.property(universeWithSets(3), ([universe, lists]) => {
        const [a, b, c] = lists.map((list) => new Set(list)) as [Set<number>, Set<number>, Set<number>];
        const [x, y, z] = lists.map((list) => PrincipalSet.of(universe, list)) as [
          PrincipalSet,
          PrincipalSet,
          PrincipalSet,
        ];
        expect([...PrincipalSet.union(universe, [x, y, z])]).toEqual(ascending(new Set([...a, ...b, ...c])));
        expect([...x.intersect(y)]).toEqual(ascending([...a].filter((ordinal) => b.has(ordinal))));
        expect([...x.without(y)]).toEqual(ascending([...a].filter((ordinal) => !b.has(ordinal))));
        expect([...x.intersectUnion([...b], [z])]).toEqual(
          ascending([...a].filter((ordinal) => b.has(ordinal) || c.has(ordinal))),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('intersects with a union of many as with one of few', () => {
    const universe = 50_000;
    const every = (step: number) => Array.from({ length: Math.ceil(universe / step) }, (_, i) => i * step);
    const [evens, thirds, rare] = [2, 3, 1_000].map((step) => PrincipalSet.of(universe, every(step)));
    const many = evens!.intersectUnion([4, 5], [thirds!]);
    expect([many.size, ...many.first(4)]).toEqual([8_335, 0, 4, 6, 12]);
    expect([...thirds!.intersectUnion([1, 3], [rare!])].slice(0, 4)).toEqual([0, 3, 3_000, 6_000]);
  });

  it('looks like a set of the same ordinals, however it came about', () => {
    fc.assert(
      fc.property(universeWithSets(2), ([universe, [first, second]]) => {
        const a = PrincipalSet.of(universe, first!);
        const b = PrincipalSet.of(universe, second!);
        const union = PrincipalSet.union(universe, [a, b]);
        expect(PrincipalSet.union(universe, [a.without(b), a.intersect(b), b.without(a)])).toEqual(union);
        expect(PrincipalSet.of(universe, [...union].reverse())).toEqual(union);
      }),
    );
  });

  it('combines with sets of the same principals and some more', () => {
    fc.assert(
      fc.property(universeWithSets(1), universeWithSets(1), ([one, [first]], [other, [second]]) => {
        const [a, b] = [new Set(first), new Set(second)];
        const [x, y] = [PrincipalSet.of(one, first!), PrincipalSet.of(other, second!)];
        expect([...PrincipalSet.union(Math.max(one, other), [x, y])]).toEqual(ascending(new Set([...a, ...b])));
        expect([...x.intersect(y)]).toEqual(ascending([...a].filter((ordinal) => b.has(ordinal))));
        expect([...x.without(y)]).toEqual(ascending([...a].filter((ordinal) => !b.has(ordinal))));
        expect(x.equals(y)).toBe(a.size === b.size && [...a].every((ordinal) => b.has(ordinal)));
        expect(x.equals(PrincipalSet.of(Math.max(one, other), first!))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the first and the last from any place, between ordinals too', () => {
    fc.assert(
      fc.property(
        universeWithSets(1),
        fc.integer({ min: 0, max: 450 }),
        fc.integer({ min: -2, max: 900 }).map((halves) => halves / 2),
        ([universe, [ordinals]], count, place) => {
          const set = PrincipalSet.of(universe, ordinals!);
          const all = ascending(new Set(ordinals));
          expect(set.first(count, place)).toEqual(all.filter((ordinal) => ordinal > place).slice(0, count));
          expect(set.last(count, place)).toEqual(
            count === 0 ? [] : all.filter((ordinal) => ordinal < place).slice(-count),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('begins at an end where no place is given', () => {
    const set = PrincipalSet.of(100, [0, 31, 32, 63, 64, 99]);
    expect(set.first(2)).toEqual([0, 31]);
    expect(set.last(2)).toEqual([64, 99]);
  });

  it('unites nothing to the empty set', () => {
    expect(PrincipalSet.union(100, []).size).toBe(0);
    expect(PrincipalSet.union(100, [])).toEqual(PrincipalSet.none(100));
  });

  it('never changes by what is made of it or handed out', () => {
    for (const ordinals of [[1, 7], Array.from({ length: 100 }, (_, ordinal) => ordinal)]) {
      const set = PrincipalSet.of(100, ordinals);
      set.toArray().fill(0);
      set.without(PrincipalSet.of(100, [1]));
      PrincipalSet.union(100, [set, PrincipalSet.of(100, [50, 51, 52, 53])]);
      expect([...set]).toEqual(ordinals);
    }
  });
});
