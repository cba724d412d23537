import { idAt } from '../model/pool-rows';
import type { Random } from '../random';
import type { Arm, EdgeChange, Page, Upkeep } from './arm';
import type { IndexArm } from './arms/index.arm';
import type { DirectoryWriter } from './directory-writer';
import { check, type Oracle } from './oracle';
import { type Summary, summaryOf } from './samples';

/** Before it counts: what runs for the first times takes longer. */
const WARM_UP_ROUNDS = 25;

/** What it takes until a change of the directory is seen, in milliseconds. */
export interface Arrival {
  /** The commit of the sync. */
  commit: Summary;
  /** The index alone. */
  index: Summary;
  /** For the index, from the store. */
  reading: Summary;
  /** The next answer of another gateway, and the one after it: one room. */
  nextAnswer: Summary;
  answerAfter: Summary;
  /** Of what users would pick instead, by name. */
  upkeep: Record<string, Summary>;
}

/** What follows the directory. */
export interface Followers {
  writer: DirectoryWriter;
  gateway: Arm;
  index: IndexArm;
  upkeeps: readonly Upkeep[];
}

/** A membership, by places in the graph, and a room that lists the group. */
interface Edge {
  room: number;
  group: number;
  member: number;
}

/** Memberships begin and end in groups that rooms list, so that their answers change. */
export async function arrivals(
  kind: 'user' | 'group',
  followers: Followers,
  oracle: Oracle,
  random: Random,
  rounds: number,
): Promise<Arrival> {
  const { writer, gateway, index, upkeeps } = followers;
  const samples = { commit: [], index: [], reading: [], nextAnswer: [], answerAfter: [] } as Record<string, number[]>;
  const upkeep = new Map<string, number[]>(upkeeps.map(({ name }) => [name, []]));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    const edge = drawEdge(kind, oracle, random);
    for (const effect of ['+', '-'] as const) {
      const change = apply(effect, edge, oracle);
      const commit = await writer.commit([change]);
      const page: Page = { rooms: [edge.room], consecutive: false, wildcard: null };
      const right = oracle.answers(page);
      const next = await gateway.page(page);
      const after = await gateway.page(page);
      for (const { answers } of [next, after]) check('The next answer', page, answers, right);
      const followed = await index.follow(commit.version);
      check('The index', page, (await index.page(page)).answers, right);
      const upheld = new Map<string, number>();
      for (const other of upkeeps) upheld.set(other.name, await other.apply(change));
      if (round < 0) continue;
      samples.commit!.push(commit.milliseconds);
      samples.index!.push(followed.step);
      samples.reading!.push(followed.reading);
      samples.nextAnswer!.push(next.milliseconds);
      samples.answerAfter!.push(after.milliseconds);
      for (const [name, milliseconds] of upheld) upkeep.get(name)!.push(milliseconds);
    }
  }
  return {
    commit: summaryOf(samples.commit!),
    index: summaryOf(samples.index!),
    reading: summaryOf(samples.reading!),
    nextAnswer: summaryOf(samples.nextAnswer!),
    answerAfter: summaryOf(samples.answerAfter!),
    upkeep: Object.fromEntries([...upkeep].map(([name, durations]) => [name, summaryOf(durations)])),
  };
}

function drawEdge(kind: 'user' | 'group', { model: { graph, pool } }: Oracle, random: Random): Edge {
  for (;;) {
    const place = random.below(pool.rooms.length);
    const group = pool.rooms[place]!.members[0];
    if (group === undefined || group < graph.firstGroup) continue;
    const [first, end] = kind === 'user' ? [graph.firstUser, graph.firstGroup] : [graph.firstGroup, graph.size];
    const member = first + random.below(end - first);
    if (member !== group && !graph.membersOf(group).has(member)) return { room: idAt(place), group, member };
  }
}

function apply(effect: '+' | '-', { group, member }: Edge, oracle: Oracle): EdgeChange {
  const { graph } = oracle.model;
  if (effect === '+') graph.addMember(group, member);
  else graph.removeMember(group, member);
  oracle.forget();
  const { ids } = oracle.stored;
  return { effect, group: ids[group]!, member: ids[member]! };
}
