import fc from 'fast-check';

import { compareKeys } from '../../../src/database/text-keys';
import { DisplayOrder } from '../../../src/eligibility/display-order';
import { PrincipalSet } from '../../../src/eligibility/principal-set';
import { packTexts, TextColumn } from '../../../src/eligibility/text-column';

const UNIVERSE = 40;
const text = fc.string({ unit: fc.constantFrom('a', 'b', '\uFF21', '😀'), maxLength: 2 });

interface Named {
  ordinal: number;
  id: number;
  sortKey: string;
}

const inOrder = (a: Named, b: Named) => compareKeys(a.sortKey, b.sortKey) || a.id - b.id;

/** Principals in order, then new names of some of them, and others who came later. */
const directories = fc
  .record({
    keys: fc.array(text, { maxLength: 20 }),
    shift: fc.nat(100),
    renames: fc.array(fc.tuple(fc.nat(19), text), { maxLength: 6 }),
    arrivals: fc.array(text, { maxLength: 6 }),
  })
  .map(({ keys, shift, renames, arrivals }) => {
    const base = keys
      .map((sortKey, i) => ({ id: ((i + shift) % keys.length) + 1, sortKey, ordinal: 0 }))
      .sort(inOrder)
      .map((each, ordinal) => ({ ...each, ordinal }));
    const displaced = new Map<number, Named>();
    for (const [place, sortKey] of renames) {
      const renamed = base[place];
      if (renamed) displaced.set(place, { ...renamed, sortKey });
    }
    arrivals.forEach((sortKey, i) => {
      const ordinal = base.length + i;
      displaced.set(ordinal, { ordinal, id: ordinal + 1, sortKey });
    });
    const ids = Uint32Array.from(base, ({ id }) => id);
    const texts = packTexts(
      base.map(({ sortKey }) => sortKey),
      UNIVERSE,
    );
    const sortKeys = new TextColumn(texts);
    const order = new DisplayOrder(UNIVERSE, { size: base.length, ids, sortKeys }, [...displaced.values()]);
    const all = [...base.filter(({ ordinal }) => !displaced.has(ordinal)), ...displaced.values()].sort(inOrder);
    return { order, all };
  });

const cases = directories.chain(({ order, all }) =>
  fc.record({
    order: fc.constant(order),
    all: fc.constant(all),
    members: fc.subarray(all),
    count: fc.nat(12),
    from: fc.option(fc.oneof(fc.constantFrom(...all, { ordinal: 0, id: 3, sortKey: 'b' })), { nil: undefined }),
    to: fc.option(fc.record({ ordinal: fc.constant(0), id: fc.nat(30), sortKey: text }), { nil: undefined }),
  }),
);

describe('DisplayOrder', () => {
  it('gives the first and the last of a set within a stretch as sorting all of them does', () => {
    fc.assert(
      fc.property(cases, ({ order, members, count, from, to }) => {
        const set = PrincipalSet.of(
          UNIVERSE,
          members.map(({ ordinal }) => ordinal),
        );
        const stretch = {
          after: from && order.place(from.sortKey, from.id),
          before: to && order.place(to.sortKey, to.id),
        };
        const within = members
          .filter((each) => (!from || inOrder(each, from) > 0) && (!to || inOrder(each, to) < 0))
          .map(({ ordinal }) => ordinal);
        expect(order.first(set, count, stretch)).toEqual(within.slice(0, count));
        expect(order.last(set, count, stretch)).toEqual(within.slice(Math.max(0, within.length - count)));
        expect([...order.all(set)]).toEqual(members.map(({ ordinal }) => ordinal));
      }),
      { numRuns: 2_000 },
    );
  });

  it('compares any two as their sort keys and ids do', () => {
    fc.assert(
      fc.property(directories, ({ order, all }) => {
        for (const one of all) {
          for (const other of all) {
            expect(Math.sign(order.compare(one.ordinal, other.ordinal))).toBe(Math.sign(inOrder(one, other)));
          }
        }
      }),
    );
  });
});
