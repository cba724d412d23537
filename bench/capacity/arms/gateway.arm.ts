import { fromGlobalId, toGlobalId } from '../../../src/graphql/node';
import { type Arm, clocked, FIRST, type Page, type TimedPage } from '../arm';
import { dataOf, type GatewayProcess } from '../gateway-process';

const ROOM = `fragment Eligible on Room {
  id
  name
  eligiblePrincipals(role: PRESENTER, first: ${FIRST}, filter: $wildcard) { totalCount nodes { id displayName sipAddress } }
}`;
const CONSECUTIVE = `query Page($count: Int!, $after: String, $wildcard: String) {
  rooms(first: $count, after: $after, order: { field: NAME }) { nodes { ...Eligible } }
}
${ROOM}`;
const ANY = `query Rooms($ids: [ID!]!, $wildcard: String) { nodes(ids: $ids) { ...Eligible } }
${ROOM}`;
const CURSORS = `query Cursors($after: String) {
  rooms(first: 500, after: $after, order: { field: NAME }) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } }
}`;

interface Eligible {
  id: string;
  eligiblePrincipals: { totalCount: number; nodes: { id: string }[] };
}

interface Cursors {
  rooms: { edges: { cursor: string; node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

/** The gateway over HTTP. */
export class GatewayArm implements Arm {
  private constructor(
    readonly name: string,
    readonly gateway: GatewayProcess,
    /** What a page that begins with a room comes after; undefined for the first. */
    private readonly before: ReadonlyMap<number, string | undefined>,
  ) {}

  static async open(name: string, gateway: GatewayProcess): Promise<GatewayArm> {
    const before = new Map<number, string | undefined>();
    let after: string | undefined;
    let more = true;
    while (more) {
      const { rooms }: Cursors = dataOf(await gateway.ask(CURSORS, { after }));
      for (const { cursor, node } of rooms.edges) {
        before.set(idOf(node.id), after);
        after = cursor;
      }
      more = rooms.pageInfo.hasNextPage;
    }
    return new GatewayArm(name, gateway, before);
  }

  async page({ rooms, consecutive, wildcard }: Page): Promise<TimedPage> {
    const [milliseconds, answer] = await clocked(() =>
      consecutive
        ? this.gateway.ask(CONSECUTIVE, { count: rooms.length, after: this.before.get(rooms[0]!), wildcard })
        : this.gateway.ask(ANY, { ids: rooms.map((id) => toGlobalId('Room', id)), wildcard }),
    );
    const data = dataOf<{ rooms: { nodes: Eligible[] } } & { nodes: Eligible[] }>(answer);
    const nodes = consecutive ? data.rooms.nodes : data.nodes;
    const answers = nodes.map(({ id, eligiblePrincipals: { totalCount, nodes: first } }, i) => {
      if (idOf(id) !== rooms[i]) throw new Error(`${this.name} answered with another room than ${rooms[i]}.`);
      return { totalCount, first: first.map((principal) => idOf(principal.id)) };
    });
    return { milliseconds, answers };
  }

  close(): Promise<void> {
    return this.gateway.stop();
  }
}

export function idOf(globalId: string): number {
  return fromGlobalId(globalId, 'id').id;
}
