import { idAt } from '../model/pool-rows';
import type { Random } from '../random';
import type { EdgeChange, Page } from './arm';
import type { GatewayArm } from './arms/gateway.arm';
import type { DirectoryWriter } from './directory-writer';
import { check, type Oracle } from './oracle';

/** What it takes a gateway to have an index that is made anew. */
export interface Rebuild {
  /** Of the sync that replaced a large group's members, in milliseconds. */
  commit: number;
  /** Until the gateway answers by it. */
  nextAnswer: number;
  longestHoldMs: number;
  peakMegabytes: number;
}

/** The first room with a large group. */
const ROOM = 1;

/** Replaces all members of a large group by a sync, so that too much has changed to be followed step by step. */
export async function replaceGroup(
  writer: DirectoryWriter,
  gateway: GatewayArm,
  oracle: Oracle,
  random: Random,
): Promise<Rebuild> {
  const { graph, pool } = oracle.model;
  const [group] = pool.rooms[ROOM]!.members as [number];
  const before = [...graph.membersOf(group)];
  const users = graph.firstGroup - graph.firstUser;
  const after = new Set(random.sample(before.length, users).map((user) => graph.firstUser + user));
  const { ids } = oracle.stored;
  const changes: EdgeChange[] = [];
  const note = (effect: '+' | '-', member: number) =>
    changes.push({ effect, group: ids[group]!, member: ids[member]! });
  for (const member of before.filter((member) => !after.has(member))) {
    graph.removeMember(group, member);
    note('-', member);
  }
  for (const member of [...after].filter((member) => !graph.membersOf(group).has(member))) {
    graph.addMember(group, member);
    note('+', member);
  }
  oracle.forget();

  const page: Page = { rooms: [idAt(ROOM)], consecutive: false, wildcard: null };
  const { milliseconds: commit } = await writer.commit(changes);
  await gateway.gateway.probe();
  const { milliseconds: nextAnswer, answers } = await gateway.page(page);
  const { longestHoldMs, peakMegabytes } = await gateway.gateway.probe();
  check('The gateway with its index made anew', page, answers, oracle.answers(page));
  return { commit, nextAnswer, longestHoldMs, peakMegabytes };
}
