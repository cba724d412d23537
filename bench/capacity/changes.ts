import { toGlobalId } from '../../src/graphql/node';
import { addressOf } from '../model/ldif';
import { SHARE_OF_VISITORS, type User, VISITORS } from '../model/organisation';
import { idAt, NO_CHAT } from '../model/pool-rows';
import type { Random } from '../random';
import { clocked, type Page } from './arm';
import type { GatewayArm } from './arms/gateway.arm';
import { dataOf } from './gateway-process';
import { check, type Oracle } from './oracle';
import { type Summary, summaryOf } from './samples';

type Bulk = { change: { succeeded: number; failed: number } };

const GRANT =
  'mutation Grant($input: GrantPoliciesInput!) { change: grantPolicies(input: $input) { succeeded failed } }';
const SET_ROOMS = 'mutation Set($input: SetRoomsInput!) { change: setRooms(input: $input) { succeeded failed } }';
const SET_ROOM =
  'mutation Replace($input: SetRoomInput!) { setRoom(input: $input) { room { members(first: 0) { totalCount } } } }';

/** The first of the large rooms, which lists 16,000 people. */
const ROOM = 0;

/** What administrators do to many at once, each several times at each gateway, in turns. */
export async function changeRounds(
  arms: readonly GatewayArm[],
  oracle: Oracle,
  random: Random,
  rounds: number,
): Promise<Record<string, Record<string, Summary>>> {
  const samples = new Map<string, Map<string, number[]>>();
  const note = (change: string, arm: string, milliseconds: number) => {
    const ofChange = samples.get(change) ?? new Map<string, number[]>();
    samples.set(change, ofChange.set(arm, [...(ofChange.get(arm) ?? []), milliseconds]));
  };
  const visitors = Math.round(oracle.model.sizes.users * SHARE_OF_VISITORS);
  const where = { reachedBy: VISITORS, kind: { eq: 'USER' } };
  for (let round = 0; round < rounds; round += 1) {
    for (const arm of arms) {
      note(
        `policy granted to ${counted(visitors)} users`,
        arm.name,
        await bulk(arm, GRANT, { where, policy: NO_CHAT }, visitors),
      );
      await bulk(arm, GRANT, { where, policy: null }, visitors);
      const { length } = oracle.model.pool.rooms;
      note(
        `all ${counted(length)} rooms disabled`,
        arm.name,
        await bulk(arm, SET_ROOMS, { where: {}, disabled: true }, length),
      );
      await bulk(arm, SET_ROOMS, { where: {}, disabled: false }, length);
    }
    const members = drawMembers(oracle, random);
    for (const arm of arms)
      note(`${counted(members.length)} members of a room replaced`, arm.name, await replaced(arm, members, oracle));
  }
  const summaries = (ofChange: Map<string, number[]>) =>
    Object.fromEntries([...ofChange].map(([arm, durations]) => [arm, summaryOf(durations)]));
  return Object.fromEntries([...samples].map(([change, ofChange]) => [change, summaries(ofChange)]));
}

async function bulk({ name, gateway }: GatewayArm, query: string, input: object, things: number): Promise<number> {
  const [milliseconds, answer] = await clocked(() => gateway.ask(query, { input }));
  const { succeeded, failed } = dataOf<Bulk>(answer).change;
  if (succeeded !== things || failed > 0) {
    throw new Error(`${name} changed ${succeeded} of ${things}, and failed with ${failed}: ${JSON.stringify(input)}.`);
  }
  return milliseconds;
}

/** As many as before, all of them inside the wall, by their places in the graph. */
function drawMembers(oracle: Oracle, random: Random): number[] {
  const { graph, pool } = oracle.model;
  const room = pool.rooms[ROOM]!;
  const wall = oracle.wall(room.category);
  const drawn = new Set<number>();
  while (drawn.size < room.members.length) {
    const user = graph.firstUser + random.below(graph.firstGroup - graph.firstUser);
    if (wall[user]) drawn.add(user);
  }
  room.members = [...drawn];
  oracle.forget();
  return room.members;
}

async function replaced(arm: GatewayArm, members: readonly number[], oracle: Oracle): Promise<number> {
  const { principals } = oracle.model.graph;
  const replace = members.map((member) => `sip:${addressOf(principals[member] as User)}`);
  const input = { id: toGlobalId('Room', idAt(ROOM)), members: { replace } };
  const [milliseconds, answer] = await clocked(() => arm.gateway.ask(SET_ROOM, { input }));
  dataOf(answer);
  const page: Page = { rooms: [idAt(ROOM)], consecutive: false, wildcard: null };
  check(arm.name, page, (await arm.page(page)).answers, oracle.answers(page));
  return milliseconds;
}

function counted(things: number): string {
  return things.toLocaleString('en');
}
