import { takeSequence } from '../../../src/database/change-sequence';
import { Principal } from '../../../src/directory/principal.entity';
import { Policy } from '../../../src/features/policy/policy.entity';
import type { DescribedDirectory } from '../../support/described-directory';
import { type DescribedOrganisation, TestOrganisation } from '../../support/described-organisation';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { setGlobalPolicy } from '../../support/policies';
import { testDatabaseUrl } from '../../support/test-database';
import { scene } from '../room/scene';

const people: DescribedDirectory = {
  ...scene.directory,
  Ann: { site: 'Redmond' },
  Bob: { site: 'Atlanta' },
  Cid: { site: 'Nowhere' },
};

/** Ann's site has a policy, Bob's has none, Cid's is none of the topology, and Mia has a policy of her own. */
const described: DescribedOrganisation = {
  ...scene,
  directory: people,
  sites: ['Atlanta'],
  policies: {
    global: { enables: true },
    'site:Redmond': { enables: false },
    Pilot: { enables: true },
    Never: { enables: false, grantedTo: ['Mia'] },
  },
};

/** The organisation asks the first gateway. */
let organisation: TestOrganisation;
let second: TestGateway;
beforeAll(async () => {
  const databaseUrl = await testDatabaseUrl();
  organisation = await TestOrganisation.start(described, { config: { databaseUrl } });
  second = await startTestGateway({ config: { databaseUrl } });
});
beforeEach(() => organisation.reset());

const NAMES = ['Ann', 'Bob', 'Cid', 'Mia'];
const ROOMS = `{ ${NAMES.map((name) => `${name}: principal(identity: "${name}") { ...rooms }`).join(' ')} }
  fragment rooms on Principal { enterableRooms { nodes { name } } }`;

/** How many rooms each of them may enter. */
async function entered(gateway: TestGateway = organisation.gateway): Promise<Record<string, number>> {
  const { data, errors } = await gateway.graphql<Record<string, { enterableRooms: { nodes: object[] } }>>(ROOMS);
  expect(errors).toBeUndefined();
  return Object.fromEntries(NAMES.map((name) => [name, data![name]!.enterableRooms.nodes.length]));
}

const change = (work: (tx: Parameters<typeof setGlobalPolicy>[0]) => Promise<unknown>) =>
  organisation.gateway.store.write(async (tx) => {
    await work(tx);
    await takeSequence(tx, 1, 'policies');
  });

const grant = (name: string, identity: string | null) =>
  change(async (tx) => {
    const policyId = identity === null ? null : (await tx.findOneByOrFail(Policy, { identity })).id;
    await tx.update(Principal, organisation.principalId(name), { policyId });
  });

it('decide who enters rooms: the one granted, else that of the site, else the global one', async () => {
  expect(await entered()).toEqual({ Ann: 0, Bob: 4, Cid: 3, Mia: 0 });
});

it('are followed by every gateway with its next answer', async () => {
  const both = async () => {
    const [one, other] = [await entered(), await entered(second)];
    expect(other).toEqual(one);
    return one;
  };
  expect(await both()).toEqual({ Ann: 0, Bob: 4, Cid: 3, Mia: 0 });
  await grant('Ann', 'Pilot');
  expect(await both()).toEqual({ Ann: 5, Bob: 4, Cid: 3, Mia: 0 });
  await grant('Mia', null);
  expect(await both()).toEqual({ Ann: 5, Bob: 4, Cid: 3, Mia: 2 });
  await change((tx) => setGlobalPolicy(tx, false));
  expect(await both()).toEqual({ Ann: 5, Bob: 0, Cid: 0, Mia: 0 });
  await change((tx) => tx.update(Policy, { identity: 'site:Redmond' }, { enablePersistentChat: true }));
  await grant('Ann', 'Never');
  expect(await both()).toEqual({ Ann: 0, Bob: 0, Cid: 0, Mia: 0 });
  await grant('Ann', null);
  expect(await both()).toEqual({ Ann: 5, Bob: 0, Cid: 0, Mia: 0 });
});

it('are others where the directory puts a user at another site', async () => {
  await organisation.sync({ ...people, Ann: { site: 'Atlanta' }, Bob: { site: 'Redmond' } });
  expect(await entered()).toEqual({ Ann: 5, Bob: 0, Cid: 3, Mia: 0 });
});

it('stay with a user who vanishes from the directory and comes back', async () => {
  const { Mia: _mia, ...others } = people;
  const members = people.Staff!.members!.filter((name) => name !== 'Mia');
  await organisation.sync({ ...others, Staff: { members } });
  await organisation.sync(people);
  expect(await entered()).toEqual({ Ann: 0, Bob: 4, Cid: 3, Mia: 0 });
});

it('take from nobody what may be found, listed and managed', async () => {
  const query = `{ rooms(first: 10) { nodes { name } } viewer { actor }
    principal(identity: "Mia") { managedRooms { nodes { name } } }
    room(identity: "Lobby") { eligiblePrincipals(kind: [USER]) { nodes { displayName } } } }`;
  const before = await organisation.data<Record<string, unknown>>(query, {}, 'Mia');
  expect(before).toMatchObject({ principal: { managedRooms: { nodes: [{ name: 'Lobby' }] } } });
  await grant('Mia', 'Pilot');
  expect(await organisation.data(query, {}, 'Mia')).toEqual(before);
});

it('cost the next answer four statements more, and those after it none', async () => {
  const count = async () => (await organisation.gateway.allStatementsOf(() => entered())).length;
  await entered();
  const usual = await count();
  await grant('Ann', 'Pilot');
  expect([await count(), await count()]).toEqual([usual + 4, usual]);
});

describe('a change of a room', () => {
  const SET = `mutation Set($input: SetRoomInput!) { setRoom(input: $input) {
    plan invitedCount impact { gained(first: 10) { totalCount nodes { principal { displayName } } } lost { totalCount } } } }`;
  interface Answer {
    setRoom: {
      plan: string | null;
      invitedCount: number;
      impact: { gained: { totalCount: number; nodes: object[] }; lost: { totalCount: number } };
    };
  }
  const input = { identity: 'Bench', members: { add: ['Mia'] } };
  const setRoom = async (given: object) =>
    (await organisation.data<Answer>(SET, { input: { ...input, ...given } })).setRoom;

  it('gives entry to those alone whose policies let them in, and invites whom it makes a member', async () => {
    const answer = await setRoom({});
    expect(answer).toMatchObject({ invitedCount: 1, impact: { gained: { totalCount: 0 }, lost: { totalCount: 0 } } });
  });

  it('is another one once policies let somebody in: its plan holds no longer', async () => {
    const { plan } = await setRoom({ whatIf: true });
    await grant('Mia', 'Pilot');
    const { errors } = await organisation.ask(SET, { input: { ...input, confirm: plan } });
    expect(errors![0]!.extensions.code).toBe('PLAN_STALE');
    const { impact } = await setRoom({ whatIf: true });
    expect(impact.gained).toEqual({ totalCount: 1, nodes: [{ principal: { displayName: 'Mia' } }] });
  });
});
