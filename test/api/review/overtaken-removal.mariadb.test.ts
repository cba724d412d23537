import { takeSequence } from '../../../src/database/change-sequence';
import { TestOrganisation } from '../../support/described-organisation';
import { until } from '../../support/until';

const REMOVE = `mutation ($input: RemoveAccessEntriesInput!) {
  removeAccessEntries(input: $input) { succeeded failed operationId warnings { code } }
}`;
const MEMBERS = '{ room(identity: "Lobby") { members { nodes { displayName } } } }';

/** On SQLite all writers take turns. */
it('leaves an entry that has an effect by the time that its list is held', async () => {
  const organisation = await TestOrganisation.start({
    directory: { Ann: {}, Team: { members: ['Ann'] } },
    pools: {
      'red.litwareinc.com': {
        categories: {
          General: { allowed: ['Team'], rooms: { Lobby: { members: ['Ann', 'Team'], managers: ['Ann'] } } },
        },
      },
    },
  });
  const { store } = organisation.gateway;
  const isWaiting = async () => {
    const [{ count }] = await store.read.query<[{ count: number }]>(
      `SELECT COUNT(*) AS count FROM information_schema.processlist
        WHERE db = DATABASE() AND id <> CONNECTION_ID() AND info LIKE '%rooms%FOR UPDATE'`,
    );
    return count > 0;
  };
  const asked = await store.write(async (tx) => {
    await tx.query("SELECT id FROM rooms WHERE name = 'Lobby' FOR UPDATE");
    const answer = organisation.ask(REMOVE, { input: { where: { kind: { eq: 'COVERED' } } } });
    await until(isWaiting);
    await tx.query('DELETE FROM access_entries WHERE list = ? AND principal_id = ?', [
      'MEMBERS',
      organisation.principalId('Team'),
    ]);
    await tx.query('UPDATE rooms SET version = version + 1');
    await takeSequence(tx, 1);
    return { answer };
  });
  expect(await asked.answer).toEqual({
    data: {
      removeAccessEntries: { succeeded: 0, failed: 0, operationId: null, warnings: [{ code: 'NOTHING_CHANGED' }] },
    },
  });
  expect(await organisation.data(MEMBERS)).toEqual({ room: { members: { nodes: [{ displayName: 'Ann' }] } } });
});
