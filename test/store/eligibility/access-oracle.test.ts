import fc from 'fast-check';

import { rowsOf } from '../../../src/database/rows';
import { join, sql } from '../../../src/database/sql';
import type { Store } from '../../../src/database/store';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { AccessAction } from '../../../src/eligibility/access-action';
import { AccessEntry } from '../../../src/eligibility/access-entry.entity';
import { type AccessFacts, accessFacts, type DecidingList } from '../../../src/eligibility/access-facts';
import { AccessReason } from '../../../src/eligibility/access-reason';
import { reasoning } from '../../../src/eligibility/access-reasoning';
import type { Eligibility, IndexedPrincipals } from '../../../src/eligibility/eligibility';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { EligibilityService } from '../../../src/eligibility/eligibility.service';
import { ROOMS_WHERE } from '../../../src/eligibility/room-access.conditions';
import { principalsWho } from '../../../src/eligibility/room-access.sets';
import { RoomRole } from '../../../src/eligibility/room-role';
import { type PathStep, ShortestPaths } from '../../../src/eligibility/shortest-paths';
import { Room } from '../../../src/features/room/room.entity';
import { openTestStore } from '../../support/store';
import { type Fact, Oracle } from './oracle';
import { organisationOf, storeOrganisation } from './organisation';
import { distancesFrom } from './plain-distance';

/** How many organisations are generated; a verdict is asked of each for 12 principals in 6 rooms, in each of the 4 ways. */
const CASES = Number(process.env.ACCESS_CASES ?? 12);
const organisation = organisationOf({ principals: 12, categories: 3, rooms: 6 });

const ACTIONS = Object.values(AccessAction);
const FACTS: Record<AccessAction, Fact> = {
  ENTER: 'may enter',
  POST: 'may post',
  FIND: 'may find',
  MANAGE: 'may manage',
};

let store: Store;
let holder: EligibilityIndexHolder;
let service: EligibilityService;
beforeAll(async () => {
  store = await openTestStore();
  holder = new EligibilityIndexHolder(store);
  service = new EligibilityService(holder);
});

const ascending = (ids: Iterable<number>) => [...ids].sort((a, b) => a - b);
const idsOf = ({ index, principals }: IndexedPrincipals) =>
  ascending(Array.from(principals, (ordinal) => index.idAt(ordinal)));

it(
  'of generated organisations, who may do what in a room is the same by the index, by conditions, by its explanation and by an oracle in plain SQL',
  () =>
    fc.assert(
      fc.asyncProperty(organisation, async (generated) => {
        await store.write((tx) => storeOrganisation(tx, generated));
        await compare(service.within(store.read));
      }),
      { numRuns: CASES },
    ),
  60_000 + CASES * 1_000,
);

/** Every pair of a principal and a room, as each of the ways says it: compared at once, as thousands of expectations take their time. */
async function compare(eligibility: Eligibility): Promise<void> {
  const oracle = await Oracle.ask(store.read);
  const rooms = await store.read.find(Room, { order: { id: 'ASC' } });
  const principals = await store.read.find(Principal, { order: { id: 'ASC' } });
  const paths = new PathCheck(await store.read.find(AccessEntry), await presentEdges(principals), oracle);
  const explained = new Answers();
  const byConditions = new Answers();
  const bySets = new Answers();
  const expected = new Answers();

  for (const { id } of principals) {
    for (const room of rooms) {
      const facts = (await accessFacts(store.read, holder, id, room.id))!;
      paths.check(facts);
      for (const action of ACTIONS) if (reasoning(facts, action).allowed) explained.add(FACTS[action], room.id, id);
      const found = reasoning(facts, AccessAction.ENTER).steps.map(({ reason }) => reason);
      if (found.includes(AccessReason.ALLOWED) && found.includes(AccessReason.NOT_DENIED))
        explained.add('inside the wall of', room.id, id);
    }
    for (const [action, roomId] of await roomsByConditions(eligibility, id))
      byConditions.add(FACTS[action], roomId, id);
  }
  for (const room of rooms) {
    for (const action of ACTIONS) {
      for (const id of oracle.principals(FACTS[action], room.id)) expected.add(FACTS[action], room.id, id);
      for (const id of idsOf(await principalsWho(eligibility, room, action))) bySets.add(FACTS[action], room.id, id);
    }
    for (const id of oracle.principals('inside the wall of', room.categoryId))
      for (const answers of [expected, byConditions]) answers.add('inside the wall of', room.id, id);
    for (const id of idsOf(await eligibility.eligibleFor(room, RoomRole.MEMBER)))
      bySets.add('inside the wall of', room.id, id);
  }

  expect({
    explained: explained.sorted(),
    byConditions: byConditions.sorted(),
    bySets: bySets.sorted(),
    paths: paths.mistakes,
  }).toEqual({
    explained: expected.sorted(),
    byConditions: expected.sorted(),
    bySets: expected.sorted(),
    paths: [],
  });
}

/** Who may do what where, a line each. */
class Answers {
  private readonly lines: string[] = [];

  add(fact: Fact, roomId: number, principalId: number): void {
    this.lines.push(`${principalId} ${fact} ${roomId}`);
  }

  sorted(): string[] {
    return this.lines.sort();
  }
}

/** The rooms in which a principal may do something, as `Principal.can` finds them. */
async function roomsByConditions(eligibility: Eligibility, id: number): Promise<[AccessAction, number][]> {
  const subject = await eligibility.subject(id);
  const selects = ACTIONS.map(
    (action) => sql`SELECT ${action} AS action, room.id FROM rooms room WHERE ${ROOMS_WHERE[action]('room', subject)}`,
  );
  const rows = await rowsOf(store.read, join(selects, ' UNION ALL '));
  return rows.map((row) => [row.action as AccessAction, Number(row.id)]);
}

async function presentEdges(principals: readonly Principal[]): Promise<PrincipalEdge[]> {
  const missing = new Set(principals.filter((principal) => principal.missing).map(({ id }) => id));
  const edges = await store.read.find(PrincipalEdge);
  return edges.filter(({ parentId, childId }) => !missing.has(parentId) && !missing.has(childId));
}

/** Holds the entries that are said to reach a principal, and the ways there, against what is stored. */
class PathCheck {
  readonly mistakes: string[] = [];
  private readonly distances = new Map<number, Map<number, number>>();
  private readonly known: Set<string>;

  constructor(
    private readonly entries: readonly AccessEntry[],
    private readonly edges: readonly PrincipalEdge[],
    private readonly oracle: Oracle,
  ) {
    this.known = new Set(edges.map((edge) => `${edge.kind} ${edge.parentId} ${edge.childId}`));
  }

  check({ principal, room, category, reaching, edges }: AccessFacts): void {
    const paths = new ShortestPaths(principal.id, edges);
    const reachedBy = this.oracle.things('reached by', principal.id);
    for (const [list, found] of Object.entries(reaching)) {
      const ownerId = list === 'ALLOWED' || list === 'DENIED' ? category.id : room.id;
      const listed = this.entries.filter((entry) => entry.list === (list as DecidingList) && entry.ownerId === ownerId);
      const expected = listed.map(({ principalId }) => principalId).filter((id) => reachedBy.includes(id));
      if (ascending(found).join() !== ascending(expected).join())
        this.mistakes.push(`On ${list} of ${ownerId} reach ${principal.id}: ${found.join()}, not ${expected.join()}`);
      for (const entryId of found) {
        const path = paths.to(entryId);
        if (!this.isShortest(path, principal.id, entryId)) this.mistakes.push(`To ${entryId}: ${JSON.stringify(path)}`);
      }
    }
  }

  private isShortest(path: readonly PathStep[], principalId: number, entryId: number): boolean {
    const [first, ...steps] = path;
    const areEdges = steps.every(({ edge, principalId: parent }, i) =>
      this.known.has(`${edge} ${parent} ${path[i]!.principalId}`),
    );
    // A container doesn't reach the members of the groups in it: all containment comes before any membership.
    const lastContainer = steps.findLastIndex(({ edge }) => edge === EdgeKind.CONTAINS);
    const isReach = steps.slice(0, lastContainer + 1).every(({ edge }) => edge === EdgeKind.CONTAINS);
    const joins = first!.principalId === principalId && first!.edge === null && path.at(-1)!.principalId === entryId;
    return areEdges && isReach && joins && steps.length === this.distance(entryId, principalId);
  }

  private distance(from: number, to: number): number | undefined {
    if (!this.distances.has(from)) this.distances.set(from, distancesFrom(from, this.edges));
    return this.distances.get(from)!.get(to);
  }
}
