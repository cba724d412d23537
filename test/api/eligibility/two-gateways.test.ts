import { TestOrganisation } from '../../support/described-organisation';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { testDatabaseUrl } from '../../support/test-database';
import { type ChangeAnswer, SET_ROOM } from '../room/documents';
import { scene } from '../room/scene';

/** The organisation asks the first gateway, and changes the directory past both. */
let organisation: TestOrganisation;
let second: TestGateway;
beforeAll(async () => {
  const databaseUrl = await testDatabaseUrl();
  organisation = await TestOrganisation.start(scene, { config: { databaseUrl } });
  second = await startTestGateway({ config: { databaseUrl } });
});
beforeEach(() => organisation.reset());

const ENTRANTS = `{
  room(identity: "Lobby") { eligiblePrincipals(kind: [USER]) { totalCount nodes { displayName } } }
  principal(identity: "Dan") { enterableRooms { nodes { name } } } }`;

interface Entrants {
  room: { eligiblePrincipals: { totalCount: number; nodes: { displayName: string }[] } };
  principal: { enterableRooms: { nodes: { name: string }[] } };
}

const withDan = { ...scene.directory, Team: { members: ['Ann', 'Bob', 'Dan'] } };

async function entrants(gateway: TestGateway): Promise<{ eligible: string[]; dansRooms: string[] }> {
  const { data } = await gateway.graphql<Entrants>(ENTRANTS);
  return {
    eligible: data!.room.eligiblePrincipals.nodes.map(({ displayName }) => displayName),
    dansRooms: data!.principal.enterableRooms.nodes.map(({ name }) => name),
  };
}

/** One caller, whichever gateway it asks. */
async function setRoom(gateway: TestGateway, input: object): Promise<ChangeAnswer> {
  const as = organisation.gateway.administratorToken;
  const { data, errors } = await gateway.graphql<{ setRoom: ChangeAnswer }>(SET_ROOM, { input }, { as });
  expect(errors).toBeUndefined();
  return data!.setRoom;
}

const before = { eligible: ['Ann', 'Bob', 'Cid', 'Mia', 'Mute', 'Off'], dansRooms: [] };
const after = {
  eligible: ['Ann', 'Bob', 'Cid', 'Dan', 'Mia', 'Mute', 'Off'],
  dansRooms: ['Floor', 'Lobby', 'Square', 'Stage'],
};

it('answer from the new directory at once, whichever of them brought it in', async () => {
  for (let round = 0; round < 5; round++) {
    await organisation.sync(scene.directory);
    expect([await entrants(organisation.gateway), await entrants(second)]).toEqual([before, before]);
    await organisation.sync(withDan);
    expect([await entrants(second), await entrants(organisation.gateway)]).toEqual([after, after]);
  }
});

it('answer from the old or the new directory while it changes, never from a mixture', async () => {
  await entrants(second);
  let changing = true;
  const changes = (async () => {
    for (let round = 0; round < 4; round++) await organisation.sync(round % 2 ? scene.directory : withDan);
    changing = false;
  })();
  const answers = [];
  while (changing) answers.push(await entrants(second), await entrants(organisation.gateway));
  await changes;
  for (const { eligible } of answers) expect([before.eligible, after.eligible]).toContainEqual(eligible);
  for (const { dansRooms } of answers) expect([before.dansRooms, after.dansRooms]).toContainEqual(dansRooms);
});

it('hold the wall of the new directory', async () => {
  expect(
    (await second.graphql(SET_ROOM, { input: { identity: 'Lobby', members: { add: ['Dan'] } } })).errors![0]!.extensions
      .code,
  ).toBe('NOT_ELIGIBLE');
  await organisation.sync(withDan);
  await setRoom(second, { identity: 'Lobby', members: { add: ['Dan'] } });
  await organisation.sync(scene.directory);
  const refused = await second.graphql(SET_ROOM, { input: { identity: 'Stage', members: { add: ['Dan'] } } });
  expect(refused.errors![0]!.extensions).toMatchObject({ code: 'NOT_ELIGIBLE', reason: 'NOT_ALLOWED' });
});

it('see what the other changed', async () => {
  await setRoom(second, { identity: 'Lobby', description: 'Seen', expectedVersion: 1 });
  const { room } = await setRoom(organisation.gateway, {
    identity: 'Lobby',
    description: 'Seen, too',
    expectedVersion: 2,
  });
  expect(room).toMatchObject({ version: 3 });
  const stale = await second.graphql(SET_ROOM, { input: { identity: 'Lobby', description: 'No', expectedVersion: 2 } });
  expect(stale.errors![0]!.extensions.code).toBe('CONFLICT');
});

it('confirm what the other planned', async () => {
  const input = { identity: 'Lobby', privacy: 'OPEN' };
  const { plan } = await setRoom(organisation.gateway, { ...input, whatIf: true });
  expect((await setRoom(second, { ...input, confirm: plan })).room).toMatchObject({ version: 2 });
});

it('give the answer that the other gave to an idempotency key', async () => {
  const input = { identity: 'Lobby', members: { add: ['Cid', 'Mia'] }, idempotencyKey: 'both' };
  const first = await setRoom(organisation.gateway, input);
  expect(await setRoom(second, input)).toEqual(first);
});

it('let nobody lose a change of one room by the other', async () => {
  const gateways = [organisation.gateway, second];
  const people = ['Cid', 'Mia', 'Kit', 'Mute', 'Off', 'Staff'];
  await Promise.all(
    people.map((name, i) => setRoom(gateways[i % 2]!, { identity: 'Lobby', members: { add: [name] } })),
  );
  const { room } = await setRoom(second, { identity: 'Lobby' });
  expect(room!.version).toBe(7);
  expect(room!.members.nodes.map(({ displayName }) => displayName)).toEqual([...people, 'Team'].sort());
});
