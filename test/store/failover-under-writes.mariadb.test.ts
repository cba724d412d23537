import { AddingClients } from '../support/adding-clients';
import { TestOrganisation } from '../support/described-organisation';
import { ReplicatedMariadb } from '../support/replicated-mariadb';
import { until } from '../support/until';

declare const mariadbd: string;

const NO_PRIMARY = 'The database has no primary at present: those of its servers that answer are read-only.';

let servers: ReplicatedMariadb;
let database: string;
let organisation: TestOrganisation;
let clients: AddingClients;

beforeAll(async () => {
  servers = await ReplicatedMariadb.start(mariadbd);
});
beforeEach(async () => {
  database = `gateway_${Date.now()}`;
  const config = { databaseUrl: await servers.emptyDatabase(database) };
  const scene = { directory: {}, pools: { 'red.litwareinc.com': {} } };
  organisation = await TestOrganisation.start(scene, { config });
  clients = new AddingClients(organisation, { once: 10, retrying: 10 });
  await acknowledged(50);
});
afterEach(async () => {
  await clients.stop();
  await servers.mend();
});

function acknowledged(more: number): Promise<unknown> {
  const enough = clients.acknowledged.size + more;
  return until(async () => clients.acknowledged.size >= enough);
}

async function readyz(): Promise<unknown> {
  const response = await fetch(`${organisation.gateway.url}/readyz`);
  return { status: response.status, body: await response.json() };
}

/** Each acknowledged change is there once, with its one entry; an unsure one once or not at all; and nothing else. */
async function expectEachOnce(): Promise<void> {
  await servers.mend();
  const [addins, replicatedAddins] = await servers.onBoth(`SELECT id, name FROM ${database}.addins ORDER BY id`);
  const [entries, replicatedEntries] = await servers.onBoth(
    `SELECT id, operation_id, node_id FROM ${database}.audit_entries ORDER BY id`,
  );
  expect([replicatedAddins, replicatedEntries]).toEqual([addins, entries]);

  const names = new Map(addins.map(({ id, name }) => [id as number, name as string]));
  const operations = new Map(
    entries.map((entry) => [names.get(entry.node_id as number)!, entry.operation_id as string]),
  );
  expect([addins.length, entries.length]).toEqual([operations.size, operations.size]);
  const unsure = new Set(clients.unsure);
  expect([...operations].filter(([name]) => clients.acknowledged.has(name) || !unsure.has(name)).sort()).toEqual(
    [...clients.acknowledged].sort(),
  );
  const first = entries[0]!.id as number;
  expect(entries.map(({ id }) => id as number)).toEqual(entries.map((_, i) => first + i));
}

it('goes on by itself after an orderly promotion, and each acknowledged change is there once', async () => {
  await servers.demote();
  await until(async () => clients.refusals.size > 0);
  expect(await readyz()).toMatchObject({ status: 503, body: { ready: false, database: false } });
  const { addins } = await organisation.data<{ addins: { totalCount: number } }>('{ addins { totalCount } }');
  expect(addins.totalCount).toBe(clients.acknowledged.size);

  await servers.promote();
  await servers.mend();
  await acknowledged(50);
  expect(await readyz()).toMatchObject({ status: 200, body: { ready: true, database: true } });
  await clients.stop();
  await expectEachOnce();
  expect([...clients.refusals]).toEqual([NO_PRIMARY]);
  expect(clients.unsure).toEqual([]);
});

it('goes on by itself after the primary is killed and the replica promoted, and each acknowledged change is there once', async () => {
  await servers.kill();
  await until(async () => clients.refusals.has(NO_PRIMARY));
  expect(await readyz()).toMatchObject({ status: 503, body: { ready: false, database: false } });
  await servers.promote();
  await acknowledged(50);
  expect(await readyz()).toMatchObject({ status: 200, body: { ready: true, database: true } });

  await servers.mend();
  await acknowledged(50);
  await clients.stop();
  await expectEachOnce();
});
