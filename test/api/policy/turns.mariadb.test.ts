import { until } from '../../support/until';
import { TestOrganisation } from '../../support/described-organisation';
import { GRANT_POLICY, NEW_POLICY, REMOVE_POLICY, SET_POLICY } from './documents';
import { offices } from './offices';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(offices);
});
beforeEach(() => organisation.reset());

/** On SQLite all writers take turns. */
it.each([
  ['a grant', GRANT_POLICY, { identity: 'Ann', policy: 'Interns' }],
  ['a new policy', NEW_POLICY, { identity: 'site:Atlanta' }],
  ['a change', SET_POLICY, { identity: 'Interns', description: 'For a summer' }],
  ['a removal', REMOVE_POLICY, { identity: 'Interns' }],
])('lets %s wait until another change of policies is committed', async (_what, document, input) => {
  const { store } = organisation.gateway;
  const isWaiting = async () => {
    const [{ count }] = await store.read.query<[{ count: number }]>(
      `SELECT COUNT(*) AS count FROM information_schema.processlist
        WHERE db = DATABASE() AND id <> CONNECTION_ID() AND info LIKE '%identity_key%FOR UPDATE'`,
    );
    return count > 0;
  };
  const asked = await store.write(async (tx) => {
    await tx.query("SELECT id FROM policies WHERE identity_key = 'global' FOR UPDATE");
    const answer = organisation.ask(document, { input });
    await until(isWaiting);
    return { answer };
  });
  expect((await asked.answer).errors).toBeUndefined();
});
