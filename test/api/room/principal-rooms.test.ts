import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { Principal, PrincipalKind } from '../../../src/directory/principal.entity';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import { Room } from '../../../src/features/room/room.entity';
import { RoomPrivacy, RoomType } from '../../../src/features/room/room.enums';
import { toGlobalId } from '../../../src/graphql/node';
import { startTestGateway, type TestGateway } from '../../support/gateway';

const FIELDS = ['enterableRooms', 'managedRooms', 'presentedRooms', 'listedRooms'] as const;

type RoomsByField = Record<(typeof FIELDS)[number], string[]>;

let gateway: TestGateway;
let oracle: Oracle;
beforeAll(async () => {
  gateway = await startTestGateway({ directory: { source: 'sample' } });
  oracle = await Oracle.of(gateway);
});

/** Works out from the rows alone, one principal and room at a time, what the gateway answers. */
class Oracle {
  private readonly lists: Map<string, number[]>;

  private constructor(
    readonly principals: Principal[],
    private readonly edges: PrincipalEdge[],
    private readonly rooms: Room[],
    entries: AccessEntry[],
  ) {
    const named = (entry: AccessEntry) => `${entry.list} ${entry.ownerId}`;
    this.lists = new Map(entries.map((entry) => [named(entry), []]));
    for (const entry of entries) this.lists.get(named(entry))!.push(entry.principalId);
  }

  static async of({ store: { read } }: TestGateway): Promise<Oracle> {
    return new Oracle(
      await read.find(Principal, { order: { id: 'ASC' } }),
      await read.find(PrincipalEdge),
      await read.find(Room, { order: { sortKey: 'ASC', id: 'ASC' } }),
      await read.find(AccessEntry),
    );
  }

  roomsOf(principal: Principal): RoomsByField {
    const reached = this.reachedBy(principal.id);
    const mayEnterAtAll = principal.kind === PrincipalKind.USER && principal.enabled && principal.sipAddress !== null;
    const on = (list: AccessList, ownerId: number) => this.list(list, ownerId).some((id) => reached.has(id));
    const inside = ({ categoryId }: Room) => on(AccessList.ALLOWED, categoryId) && !on(AccessList.DENIED, categoryId);
    const member = ({ id }: Room) => this.list(AccessList.MEMBERS, id).length === 0 || on(AccessList.MEMBERS, id);
    const listed = ({ id }: Room) =>
      [AccessList.MEMBERS, AccessList.MANAGERS, AccessList.PRESENTERS].some((list) =>
        this.list(list, id).includes(principal.id),
      );
    const where = (test: (room: Room) => boolean) => this.rooms.filter(test).map(({ name }) => name);
    return {
      enterableRooms: where(
        (room) =>
          mayEnterAtAll && !room.disabled && inside(room) && (room.privacy === RoomPrivacy.OPEN || member(room)),
      ),
      managedRooms: where((room) => inside(room) && on(AccessList.MANAGERS, room.id)),
      presentedRooms: where(
        (room) =>
          room.type === RoomType.AUDITORIUM && inside(room) && member(room) && on(AccessList.PRESENTERS, room.id),
      ),
      listedRooms: where(listed),
    };
  }

  /** Whoever reaches a principal: its containers however high, and the groups of all of these however nested. */
  private reachedBy(id: number): Set<number> {
    const up = (found: Set<number>, kind: EdgeKind) => {
      for (const child of found)
        for (const edge of this.edges) if (edge.kind === kind && edge.childId === child) found.add(edge.parentId);
      return found;
    };
    return up(up(new Set([id]), EdgeKind.CONTAINS), EdgeKind.MEMBER);
  }

  private list(list: AccessList, ownerId: number): number[] {
    return this.lists.get(`${list} ${ownerId}`) ?? [];
  }
}

type Answer = Record<(typeof FIELDS)[number], { totalCount: number; nodes: { name: string }[] }>;

const SELECTION = FIELDS.map((field) => `${field}(first: $first) { totalCount nodes { name } }`).join(' ');
const OF_MANY = `query ($ids: [ID!]!, $first: Int) { nodes(ids: $ids) { ... on Principal { ${SELECTION} } } }`;

async function ask(principals: Principal[], first: number): Promise<Answer[]> {
  const ids = principals.map(({ id }) => toGlobalId('Principal', id));
  const { data, errors } = await gateway.graphql<{ nodes: Answer[] }>(OF_MANY, { ids, first });
  expect(errors).toBeUndefined();
  return data!.nodes;
}

const namesOf = (answer: Answer) =>
  Object.fromEntries(FIELDS.map((field) => [field, answer[field].nodes.map(({ name }) => name)]));

it('tells of everybody in the sample organisation which rooms it enters, manages, presents and is listed in', async () => {
  const total = { enterableRooms: 0, managedRooms: 0, presentedRooms: 0, listedRooms: 0 };
  for (let start = 0; start < oracle.principals.length; start += 10) {
    const principals = oracle.principals.slice(start, start + 10);
    const answers = await ask(principals, 80);
    answers.forEach((answer, i) => {
      const expected = oracle.roomsOf(principals[i]!);
      expect([principals[i]!.displayName, namesOf(answer)]).toEqual([principals[i]!.displayName, expected]);
      for (const field of FIELDS) {
        expect(answer[field].totalCount).toBe(expected[field].length);
        total[field] += expected[field].length;
      }
    });
  }
  // Or else the sample would show nothing.
  for (const field of FIELDS) expect(total[field]).toBeGreaterThan(10);
});

it('takes the same statements for 1 principal and for 50', async () => {
  const principals = oracle.principals.slice(0, 50);
  const one = await gateway.statementsOf(() => ask(principals.slice(0, 1), 10));
  const fifty = await gateway.statementsOf(() => ask(principals, 10));
  expect(fifty.length).toBe(one.length);
});

describe('the rooms of a principal', () => {
  const ROOMS = `query ($identity: String, $where: RoomFilter, $filter: String, $order: RoomOrder, $first: Int, $after: String) {
    principal(identity: $identity) { enterableRooms(where: $where, filter: $filter, order: $order, first: $first, after: $after) {
      totalCount nodes { name } pageInfo { endCursor hasNextPage } } } }`;

  async function enterable(args: object) {
    const identity = oracle.principals.find(
      (each) => oracle.roomsOf(each).enterableRooms.length > 5,
    )!.distinguishedName;
    const { data, errors } = await gateway.graphql<{
      principal: {
        enterableRooms: {
          totalCount: number;
          nodes: { name: string }[];
          pageInfo: { endCursor: string; hasNextPage: boolean };
        };
      };
    }>(ROOMS, { identity, ...args });
    expect(errors).toBeUndefined();
    return data!.principal.enterableRooms;
  }

  it('are filtered, ordered and paged as all rooms are', async () => {
    const order = { field: 'NAME', direction: 'DESC' };
    const all = (await enterable({})).nodes.map(({ name }) => name);
    const first = await enterable({ order, first: 3 });
    expect(first.nodes.map(({ name }) => name)).toEqual(all.toReversed().slice(0, 3));
    const next = await enterable({ order, first: 500, after: first.pageInfo.endCursor });
    expect(next.nodes.map(({ name }) => name)).toEqual(all.toReversed().slice(3));
    expect(next).toMatchObject({ totalCount: all.length, pageInfo: { hasNextPage: false } });
    const one = all[2]!;
    expect(await enterable({ where: { name: { eq: one } } })).toMatchObject({ totalCount: 1, nodes: [{ name: one }] });
    expect(await enterable({ filter: one.slice(0, -1), where: { not: { name: { eq: one } } } })).toMatchObject({
      totalCount: 0,
    });
  });

  it('are none of a principal that is no user, or that is nobody', async () => {
    const group = oracle.principals.find(({ kind }) => kind === PrincipalKind.GROUP)!;
    const [answer] = await ask([group], 10);
    expect(answer!.enterableRooms).toEqual({ totalCount: 0, nodes: [] });
  });
});
