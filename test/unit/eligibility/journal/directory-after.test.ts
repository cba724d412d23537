import fc from 'fast-check';

import { EdgeKind } from '../../../../src/directory/edge-kind';
import { PrincipalKind } from '../../../../src/directory/principal.entity';
import type { EligibilityIndex } from '../../../../src/eligibility/eligibility-index';
import { directoryAfter } from '../../../../src/eligibility/journal/directory-after';
import type { DirectoryTail } from '../../../../src/eligibility/journal/directory-tail';
import { JournaledDirectory } from '../../../../src/eligibility/journal/journaled-directory';
import { described } from '../../../support/described-index';
import { type Deed, deed, ModelDirectory, NAMES } from './model-directory';

function finished<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function after(index: EligibilityIndex, tail: DirectoryTail): EligibilityIndex {
  const { directory } = index;
  const before = directory instanceof JournaledDirectory ? directory : JournaledDirectory.over(directory);
  const followed = finished(directoryAfter(before, tail))!;
  return index.after(followed.directory, followed.changed);
}

const changes = fc.array(fc.array(deed, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12 });
const organisation = fc.record({
  deeds: fc.array(deed, { maxLength: 40 }),
  granted: fc.array(fc.tuple(fc.integer({ min: 1, max: 14 }), fc.constantFrom(3, 4)), { maxLength: 4 }),
});

describe('directoryAfter', () => {
  it('makes the index that would be made anew at every step, and leaves those before as they were', () => {
    fc.assert(
      fc.property(organisation, changes, ({ deeds, granted }, later) => {
        const directory = new ModelDirectory();
        directory.change(
          NAMES.map((name, i) => ({ verb: 'hire', name, kind: i % 2 ? PrincipalKind.GROUP : PrincipalKind.USER })),
        );
        directory.change(deeds);
        for (const [id, policyId] of granted) directory.grant(Math.min(id, directory.ids.length), policyId);
        let index = directory.index();
        const steps = [{ index, ids: directory.ids, made: described(index, directory.ids) }];
        for (const change of later) {
          index = after(index, directory.change(change));
          steps.push({ index, ids: directory.ids, made: described(directory.index(), directory.ids) });
          // Some of those before are asked for the first time, others again, when the journal has gone on.
          if (steps.length % 2) expect(described(index, directory.ids)).toEqual(steps.at(-1)!.made);
        }
        for (const step of steps) expect(described(step.index, step.ids)).toEqual(step.made);
        for (const step of steps.toReversed()) expect(described(step.index, step.ids)).toEqual(step.made);
      }),
      { numRuns: 40 },
    );
  });

  it('takes a step for each principal that is looked through, and one for their order', () => {
    const directory = new ModelDirectory();
    const before = directory.index();
    const people = Array.from({ length: 60 }, () => ({ verb: 'hire', name: 'Ann', kind: PrincipalKind.USER }) as const);
    const steps = [...directoryAfter(JournaledDirectory.over(before.directory), directory.change(people))];
    expect(steps).toHaveLength(61);
  });

  it('counts all that a journal keeps, so that it ends some day whatever changes', () => {
    const directory = new ModelDirectory();
    directory.change([
      { verb: 'hire', name: 'Team', kind: PrincipalKind.GROUP },
      { verb: 'hire', name: 'Ann', kind: PrincipalKind.USER },
    ]);
    let index = directory.index();
    const bytesAfter = (change: Deed) => {
      index = after(index, directory.change([change]));
      return (index.directory as JournaledDirectory).journal.bytes;
    };
    const disabled = 256 + 64 + 448;
    expect(bytesAfter({ verb: 'disable', number: 2 })).toBe(disabled);
    const enabled = disabled + 64 + 448;
    expect(bytesAfter({ verb: 'enable', number: 2 })).toBe(enabled);
    // The edge both ways, and the set of the group: itself before, and one who comes.
    const linked = enabled + 2 * (256 + 64) + (256 + 4 + 64 + 4);
    expect(bytesAfter({ verb: 'link', kind: EdgeKind.MEMBER, parent: 1, child: 2 })).toBe(linked);
    // Of the edge as of the set only what is done is new.
    const unlinked = linked + 2 * 64 + (64 + 4);
    expect(bytesAfter({ verb: 'unlink', kind: EdgeKind.MEMBER, parent: 1, child: 2 })).toBe(unlinked);
  });

  it('adds nothing to its journal before the last step, so that it may be given up', () => {
    const directory = new ModelDirectory();
    directory.change([{ verb: 'hire', name: 'Ann', kind: PrincipalKind.USER }]);
    const before = JournaledDirectory.over(directory.index().directory);
    const work = directoryAfter(before, directory.change([{ verb: 'place', number: 1, site: 'redmond' }]));
    for (let step = work.next(); !step.done; step = work.next())
      expect([before.journal.sites, before.journal.bytes]).toEqual([[null], 0]);
    expect(before.journal.sites).toEqual([null, 'redmond']);
  });

  it('counts the addresses that a wildcard is tried on one by one', () => {
    const directory = new ModelDirectory();
    directory.change([{ verb: 'hire', name: 'Ann', kind: PrincipalKind.USER }]);
    const before = directory.index();
    const readdressed = after(before, directory.change([{ verb: 'address', number: 1, sip: 'sip:zed@contoso.com' }]));
    expect([before.directory.sip.apart, readdressed.directory.sip.apart]).toEqual([0, 1]);
  });

  it('makes the sets above a group anew where many come into it at once, and leave it', () => {
    const directory = new ModelDirectory();
    const people = Array.from(
      { length: 100 },
      () => ({ verb: 'hire', name: 'Ann', kind: PrincipalKind.USER }) as const,
    );
    const groups = [1, 2].map(() => ({ verb: 'hire', name: 'Team', kind: PrincipalKind.GROUP }) as const);
    directory.change([...groups, ...people]);
    directory.change([{ verb: 'link', kind: EdgeKind.MEMBER, parent: 2, child: 1 }]);
    const before = directory.index();
    const filled = after(before, directory.change([{ verb: 'fill', number: 1 }]));
    expect(described(filled, directory.ids)).toEqual(described(directory.index(), directory.ids));
    const emptied = after(filled, directory.change([{ verb: 'vanish', number: 1 }]));
    expect(described(emptied, directory.ids)).toEqual(described(directory.index(), directory.ids));
    expect(filled.reach([2]).size).toBe(102);
    expect(before.reach([2]).size).toBe(2);
  });
});
