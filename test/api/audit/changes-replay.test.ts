import { addEntries } from '../../support/audit-entries';
import { newest, take, takeReasons, TRANSPORTS } from '../../support/changes';
import { TestOrganisation } from '../../support/described-organisation';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { testDatabaseUrl } from '../../support/test-database';
import { scene } from '../room/scene';

/** The organisation asks the first gateway; both have one store, and nothing but that. */
let organisation: TestOrganisation;
let gateways: [TestGateway, TestGateway];
beforeAll(async () => {
  const config = { databaseUrl: await testDatabaseUrl(), changesPollInterval: 0.02 };
  organisation = await TestOrganisation.start(scene, { config });
  gateways = [organisation.gateway, await startTestGateway({ config })];
});
beforeEach(async () => {
  await organisation.reset();
  await set(gateways[0], 'Before');
});

async function set(gateway: TestGateway, reason: string): Promise<void> {
  const input = { identity: 'Lobby', reason, description: reason };
  const { errors } = await gateway.graphql(
    'mutation Set($input: SetRoomInput!) { setRoom(input: $input) { plan } }',
    { input },
    { as: gateway.administratorToken },
  );
  expect(errors).toBeUndefined();
}

async function reasonsKept(): Promise<(string | null)[]> {
  const { auditEntries } = await organisation.data<{ auditEntries: { nodes: { reason: string | null }[] } }>(
    '{ auditEntries(first: 500, order: { field: COMMITTED }) { nodes { reason } } }',
  );
  return auditEntries.nodes.map(({ reason }) => reason);
}

describe.each(Object.entries(TRANSPORTS))('the changes over %s', (_, subscribe) => {
  it('come from the other gateway, too', async () => {
    const [here, there] = gateways;
    const answers = subscribe(there, { after: await newest(there) });
    const reasons = takeReasons(answers, 3);
    await set(here, 'One');
    await set(there, 'Two');
    await set(here, 'Three');
    expect(await reasons).toEqual(['One', 'Two', 'Three']);
    await answers.return!();
  });

  it('go on at the other gateway where the first one is left', async () => {
    const [here, there] = gateways;
    const before = subscribe(here, { after: await newest(here) });
    await set(here, 'One');
    const [one] = await take(before, 1);
    await before.return!();
    await set(there, 'Two');
    await set(here, 'Three');
    const after = subscribe(there, { after: one!.cursor });
    expect(await takeReasons(after, 2)).toEqual(['Two', 'Three']);
    await after.return!();
  });

  it('go on after an entry of the audit trail, by the same cursor as its event has', async () => {
    const [here, there] = gateways;
    const after = await newest(here);
    for (const reason of ['One', 'Two', 'Three']) await set(here, reason);
    const { data } = await here.graphql<{ auditEntries: { nodes: { changesCursor: string }[] } }>(
      '{ auditEntries(first: 2, where: { reason: { in: ["One", "Two"] } }) { nodes { changesCursor } } }',
    );
    const cursors = data!.auditEntries.nodes.map(({ changesCursor }) => changesCursor);
    const events = subscribe(here, { after });
    expect((await take(events, 2)).map(({ cursor }) => cursor)).toEqual(cursors.toReversed());
    await events.return!();
    const missed = subscribe(there, { after: cursors[0]! });
    expect(await takeReasons(missed, 1)).toEqual(['Three']);
    await missed.return!();
  });

  it('have no gap and nothing twice for one who comes back again and again while many write', async () => {
    const COUNT = 60;
    let after = await newest(gateways[0]);
    const writers = Array.from({ length: 4 }, async (_writer, i) => {
      for (let take = 0; take < COUNT / 4; take++) await set(gateways[(i + take) % 2]!, `${i}.${take}`);
    });
    const seen: (string | null)[] = [];
    while (seen.length < COUNT) {
      const answers = subscribe(gateways[Math.round(Math.random())]!, { after });
      const atMost = Math.min(1 + Math.floor(Math.random() * 8), COUNT - seen.length);
      for (const { cursor, auditEntry } of await take(answers, atMost)) {
        seen.push(auditEntry.reason);
        after = cursor;
      }
      await answers.return!();
    }
    await Promise.all(writers);
    expect(seen).toEqual((await reasonsKept()).slice(1));
  });

  it('are all there after a change of thousands of things, for each who follows them', async () => {
    const after = await newest(gateways[0]);
    const followers = gateways.map((gateway) => subscribe(gateway, { after }));
    const identities = followers.map(async (answers) =>
      (await take(answers, 2500)).map(({ auditEntry }) => auditEntry.identity),
    );
    const ids = await addEntries(organisation.gateway.store, 2500);
    for (const seen of await Promise.all(identities)) expect(seen).toEqual(ids.map(String));
    for (const answers of followers) await answers.return!();
  });
});
