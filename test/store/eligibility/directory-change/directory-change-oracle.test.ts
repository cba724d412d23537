import fc from 'fast-check';

import type { Store } from '../../../../src/database/store';
import { directoryChangeImpact } from '../../../../src/eligibility/directory-change/directory-change-impact';
import { loadEligibilityIndex } from '../../../../src/eligibility/eligibility-index.loader';
import { openTestStore } from '../../../support/store';
import { storeDirectory, storeOrganisation } from '../organisation';
import { impactByBruteForce, type Side } from './brute-force';
import { changingOrganisation, directoryAfter, directoryBefore, staged } from './directory-change';
import { inOrder, invitedByBruteForce, storeInviting } from './inviting';
import { stage } from './staged-rows';

describe('what a staged change of a generated directory does to access', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });

  it('is what the directory after it differs in, asked room by room and user by user', async () => {
    const seen = { gained: 0, lost: 0, letThrough: 0, newAccounts: 0, invited: 0 };
    await fc.assert(
      fc.asyncProperty(changingOrganisation, async (change) => {
        const [before, after] = [directoryBefore(change), directoryAfter(change)];
        await store.write(async (tx) => {
          await storeOrganisation(tx, change.organisation);
          await storeInviting(tx, change.inviting);
          await storeDirectory(tx, before.principals, before.edges);
          await stage(tx, ...staged(before, after));
        });
        const index = await loadEligibilityIndex(store);
        const { invited, vanishing: _vanishing, ...impact } = await directoryChangeImpact(store.read, index);

        await store.write((tx) => storeDirectory(tx, after.principals, after.edges));
        const indexAfter = await loadEligibilityIndex(store);
        const sides: [Side, Side] = [
          { rows: before, index },
          { rows: after, index: indexAfter },
        ];
        expect(impact).toEqual(impactByBruteForce(...sides, change.organisation));
        expect(inOrder(invited)).toEqual(invitedByBruteForce(...sides, change.organisation, change.inviting));

        seen.gained += impact.gained.pairs;
        seen.lost += impact.lost.pairs;
        seen.letThrough += impact.letThrough.total;
        seen.newAccounts += impact.letThrough.first.filter(({ newAccount }) => newAccount).length;
        seen.invited += invited.figures.pairs;
      }),
      { numRuns: 50 },
    );
    // Or else the changes would show nothing.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
  });
});
