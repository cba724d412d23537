import { toGlobalId } from '../../../src/graphql/node';
import type { Page, RoomAnswer, TimedPage } from '../arm';
import { clocked } from '../arm';
import type { Oracle } from '../oracle';

/** What hand-written code would have to read at the least. */
export interface RawReads {
  /** Id, name and id of the category. */
  rooms(ids: readonly number[]): Promise<[number, string, number][]>;
  /** List, owner and principal. */
  entries(rooms: readonly number[], categories: readonly number[]): Promise<[string, number, number][]>;
  /** Id, display name and SIP address. */
  principals(ids: readonly number[]): Promise<[number, string, string | null][]>;
}

/** Reads the rows that an answer is made of, and writes the answer; who is eligible it is told. */
export async function rawPage(reads: RawReads, oracle: Oracle, page: Page): Promise<TimedPage> {
  const right = oracle.answers(page);
  const wanted = [...new Set(right.flatMap(({ first }) => first))];
  const [milliseconds, answer] = await clocked(async () => {
    const rooms = await reads.rooms(page.rooms);
    await reads.entries(page.rooms, [...new Set(rooms.map(([, , category]) => category))]);
    return written(page, rooms, right, await reads.principals(wanted));
  });
  const { data } = JSON.parse(answer) as { data: { rooms: { nodes: { eligiblePrincipals: Written }[] } } };
  const answers = data.rooms.nodes.map(({ eligiblePrincipals: { totalCount, nodes } }) => ({
    totalCount,
    first: nodes.map(({ id }) => Number(Buffer.from(id, 'base64url').toString().split(':')[1])),
  }));
  return { milliseconds, answers };
}

interface Written {
  totalCount: number;
  nodes: { id: string; displayName: string; sipAddress: string | null }[];
}

function written(
  page: Page,
  rooms: readonly [number, string, number][],
  right: readonly RoomAnswer[],
  principals: readonly [number, string, string | null][],
): string {
  const names = new Map(rooms.map(([id, name]) => [id, name]));
  const nodeOf = new Map(
    principals.map(([id, displayName, sipAddress]) => [
      id,
      { id: toGlobalId('Principal', id), displayName, sipAddress },
    ]),
  );
  const nodes = page.rooms.map((id, i) => ({
    id: toGlobalId('Room', id),
    name: names.get(id)!,
    eligiblePrincipals: { totalCount: right[i]!.totalCount, nodes: right[i]!.first.map((first) => nodeOf.get(first)!) },
  }));
  return JSON.stringify({ data: { rooms: { nodes } } });
}
