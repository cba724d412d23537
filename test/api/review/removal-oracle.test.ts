import fc from 'fast-check';

import { PrincipalKind } from '../../../src/directory/principal.entity';
import { AccessFindingKind } from '../../../src/eligibility/review/list-finding';
import { type Fact, Oracle } from '../../store/eligibility/oracle';
import { CATEGORIES, organisation, principalId, ROOMS, storeOrganisation } from '../../store/eligibility/organisation';
import { startTestGateway, type TestGateway } from '../../support/gateway';

const FACTS: [Fact, number][] = [
  ['inside the wall of', CATEGORIES],
  ['may create in', CATEGORIES],
  ['may present', ROOMS],
  ['may enter', ROOMS],
  ['may manage', ROOMS],
  ['may find', ROOMS],
  ['presents', ROOMS],
];

const REMOVE = `mutation ($kinds: [AccessFindingKind!]!) {
  removeAccessEntries(input: { where: { kind: { in: $kinds } }, onError: CONTINUE }) {
    succeeded failed invitedCount results { nodes { error { code } } }
    impact { gained { totalCount } lost { totalCount } }
  }
}`;

interface Removal {
  removeAccessEntries: {
    invitedCount: number;
    results: { nodes: { error: { code: string } | null }[] };
    impact: Record<'gained' | 'lost', { totalCount: number }> | null;
  };
}

const NONE = { gained: { totalCount: 0 }, lost: { totalCount: 0 } };
const { EMPTY } = AccessFindingKind;
const kinds = fc.subarray(Object.values(AccessFindingKind), { minLength: 1 });

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

it('changes nobody’s access on generated organisations, whatever kinds of findings go', () =>
  fc.assert(
    fc.asyncProperty(organisation, kinds, async (generated, some) => {
      await gateway.store.write((tx) => storeOrganisation(tx, generated));
      const before = await Oracle.ask(gateway.store.read);
      const { data, errors } = await gateway.graphql<Removal>(REMOVE, { kinds: some });
      expect(errors).toBeUndefined();
      const { impact, invitedCount, results } = data!.removeAccessEntries;
      expect(impact ?? NONE).toEqual(NONE);
      expect(invitedCount).toBe(0);
      expect(results.nodes.every(({ error }) => !error || error.code === 'BAD_USER_INPUT')).toBe(true);

      const after = await Oracle.ask(gateway.store.read);
      const users = new Set(
        generated.principals.flatMap(({ kind }, i) => (kind === PrincipalKind.USER ? principalId(i) : [])),
      );
      // Groups without users may leave walls together with the entries that let them in.
      const counted = (ids: number[]) => (some.includes(EMPTY) ? ids.filter((id) => users.has(id)) : ids);
      for (const [fact, things] of FACTS) {
        for (let id = 1; id <= things; id++) {
          const [was, is] = [before, after].map((oracle) => counted(oracle.principals(fact, id)));
          expect([fact, id, is]).toEqual([fact, id, was]);
        }
      }
    }),
    { numRuns: 20 },
  ));
