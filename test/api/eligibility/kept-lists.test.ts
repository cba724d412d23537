import { TestOrganisation } from '../../support/described-organisation';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { testDatabaseUrl } from '../../support/test-database';
import { REMOVE_ROOM, SET_CATEGORY, SET_ROOM } from '../room/documents';
import { scene } from '../room/scene';

/** Two gateways on one database. */
let organisation: TestOrganisation;
let second: TestGateway;
beforeAll(async () => {
  const databaseUrl = await testDatabaseUrl();
  organisation = await TestOrganisation.start(scene, { config: { databaseUrl } });
  second = await startTestGateway({ config: { databaseUrl } });
});

const PAGE = `{ rooms { nodes { name members { nodes { displayName } }
  eligiblePrincipals(kind: [USER], role: MEMBER) { nodes { displayName } } whoCan(action: ENTER) { nodes { displayName } } } } }`;

const REVERT = `mutation Revert($input: RevertInput!) { revert(input: $input) { operationId } }`;

interface Names {
  nodes: { displayName: string }[];
}

interface Page {
  rooms: { nodes: { name: string; members: Names; eligiblePrincipals: Names; whoCan: Names }[] };
}

async function roomIn(gateway: TestGateway, name: string): Promise<Record<string, string[]> | undefined> {
  const { data, errors } = await gateway.graphql<Page>(PAGE);
  expect(errors).toBeUndefined();
  const room = data!.rooms.nodes.find((each) => each.name === name);
  if (!room) return undefined;
  const namesIn = ({ nodes }: Names) => nodes.map(({ displayName }) => displayName);
  const { members, eligiblePrincipals, whoCan } = room;
  return { members: namesIn(members), eligible: namesIn(eligiblePrincipals), entering: namesIn(whoCan) };
}

it('a page of rooms takes no statement for their access lists, from the first one on', async () => {
  for (let time = 0; time < 2; time++) {
    const sent = await second.statementsOf(() => roomIn(second, 'Lobby'));
    expect(sent.map((statement) => /FROM (\w+)/.exec(statement)?.[1])).toEqual(['change_sequence', 'rooms']);
  }
});

it('each change by one gateway shows in the next answer of the other', async () => {
  const operations: string[] = [];
  const change = async (document: string, input: object) => {
    const data = await organisation.data<Record<string, { operationId: string }>>(document, { input });
    operations.push(Object.values(data)[0]!.operationId);
  };
  const everybody = ['Ann', 'Bob', 'Cid', 'Mia', 'Mute', 'Off'];
  const lobby = { members: ['Team'], eligible: everybody, entering: ['Ann', 'Bob'] };
  const withCid = { ...lobby, members: ['Cid', 'Team'], entering: ['Ann', 'Bob', 'Cid'] };
  const withoutBob = { ...withCid, eligible: everybody.filter((name) => name !== 'Bob'), entering: ['Ann', 'Cid'] };
  expect(await roomIn(second, 'Lobby')).toEqual(lobby);
  await change(SET_ROOM, { identity: 'Lobby', members: { add: ['Cid'] } });
  expect(await roomIn(second, 'Lobby')).toEqual(withCid);
  await change(SET_CATEGORY, { identity: 'red.litwareinc.com\\General', deniedMembers: { add: ['Bob'] } });
  expect(await roomIn(second, 'Lobby')).toEqual(withoutBob);
  await change(REMOVE_ROOM, { identity: 'Lobby' });
  expect(await roomIn(second, 'Lobby')).toBeUndefined();
  await change(REVERT, { operation: operations[2] });
  expect(await roomIn(second, 'Lobby')).toEqual(withoutBob);
  await change(REVERT, { operation: operations[1] });
  expect(await roomIn(second, 'Lobby')).toEqual(withCid);
  await change(REVERT, { operation: operations[0] });
  expect(await roomIn(second, 'Lobby')).toEqual(lobby);
});

it('the answer to a change shows what it has made', async () => {
  const { setRoom } = await organisation.data<{ setRoom: { room: { members: Names } } }>(SET_ROOM, {
    input: { identity: 'Stage', members: { add: ['Mia'] } },
  });
  expect(setRoom.room.members.nodes.map(({ displayName }) => displayName)).toEqual(['Cid', 'Mia', 'Team']);
});
