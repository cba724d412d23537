import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { ALL, sql, type Sql } from '../../database/sql';
import { AccessList } from '../access-entry.entity';
import type { EligibilityIndex } from '../eligibility-index';
import { inTurns } from '../in-turns';
import { chunked, pages, ROWS_PER_TURN } from '../row-pages';
import { AccessFindingKind, CATEGORY_LISTS, type ListFinding, ROOM_LISTS } from './list-finding';
import { FindingTable } from './finding-table';
import { ListedPrincipals } from './listed-principals';
import { listFindings } from './reviewed-list';
import { ReviewedWall } from './reviewed-wall';
import { storedLists } from './stored-lists';

type Lists = ReadonlyMap<AccessList, ReadonlyMap<number, readonly number[]>>;

/** What there is to say of the access lists of categories and of their rooms. */
export class AccessReview {
  /** In the order of their places. */
  readonly findings = new FindingTable();
  /** How many there are of each kind. */
  readonly counts = new Map(Object.values(AccessFindingKind).map((kind) => [kind, 0]));
  /** How many entries the lists have. */
  entryCount = 0;

  /** @param directory the version of the index by which it was made */
  constructor(readonly directory: number) {}

  add(finding: ListFinding): void {
    this.findings.add(finding);
    this.counts.set(finding.kind, this.counts.get(finding.kind)! + 1);
  }
}

/**
 * Looks through the lists of categories and of their rooms, with turns for others in between.
 *
 * @param scope which categories: a condition on their table, which the statement calls `category`
 */
export async function reviewAccess(manager: EntityManager, index: EligibilityIndex, scope: Sql): Promise<AccessReview> {
  const rooms = await roomsByCategory(manager, scope);
  const categoryIds = [...rooms.keys()];
  const listed = await listsOf(manager, CATEGORY_LISTS, categoryIds);
  const reviewer = new Reviewer(new ListedPrincipals(index), listed);
  const categories = categoryIds.map((id) => ({ ownerId: id, categoryId: id, roomId: null }));
  await inTurns(reviewer.look(categories, listed));

  const categoryOf = new Map(
    Array.from(rooms, ([categoryId, ids]) => ids.map((id) => [id, categoryId] as const)).flat(),
  );
  for await (const ids of chunked([...categoryOf.keys()])) {
    const some = ids.map((id) => ({ ownerId: id, categoryId: categoryOf.get(id)!, roomId: id }));
    await inTurns(reviewer.look(some, await listsOf(manager, ROOM_LISTS, ids)));
  }
  return reviewer.review;
}

/** A category or a room. */
interface Owner extends Pick<ListFinding, 'categoryId' | 'roomId'> {
  ownerId: number;
}

class Reviewer {
  readonly review: AccessReview;
  /** One at a time: those of all categories of the largest pools would take too much room. */
  private wall?: { categoryId: number; wall: ReviewedWall };

  constructor(
    private readonly principals: ListedPrincipals,
    /** Those of the categories. */
    private readonly listed: Lists,
  ) {
    this.review = new AccessReview(principals.index.version);
  }

  /** @param owners those of a category one after the other */
  *look(owners: readonly Owner[], lists: Lists): Generator<void, void> {
    for (const { ownerId, ...place } of owners) {
      const wall = this.wallOf(place.categoryId);
      for (const [list, byOwner] of lists) {
        const principalIds = byOwner.get(ownerId) ?? [];
        this.review.entryCount += principalIds.length;
        const found = yield* listFindings({ list, ...place, principalIds }, wall, this.principals);
        for (const finding of found) this.review.add(finding);
      }
      yield;
    }
  }

  private wallOf(categoryId: number): ReviewedWall {
    if (this.wall?.categoryId !== categoryId) {
      const of = (list: AccessList) => this.listed.get(list)!.get(categoryId) ?? [];
      const lists = { allowed: of(AccessList.ALLOWED), denied: of(AccessList.DENIED) };
      this.wall = { categoryId, wall: new ReviewedWall(this.principals, lists) };
    }
    return this.wall.wall;
  }
}

async function listsOf(
  manager: EntityManager,
  lists: readonly AccessList[],
  ownerIds: readonly number[],
): Promise<Lists> {
  const found = new Map<AccessList, Map<number, number[]>>();
  for (const list of lists) found.set(list, await storedLists(manager, list, ownerIds));
  return found;
}

/** The ids of the rooms of the categories, each ascending; of those that have none, too. */
async function roomsByCategory(manager: EntityManager, scope: Sql): Promise<Map<number, number[]>> {
  const categories = sql`SELECT category.id FROM categories category WHERE ${scope}`;
  const rows = await rowsOf(manager, sql`${categories} ORDER BY category.id`);
  const rooms = new Map<number, number[]>(rows.map(({ id }) => [Number(id), []]));
  const page = (last?: { id?: unknown }) =>
    sql`SELECT room.id, room.category_id FROM rooms room WHERE room.category_id IN (${categories})
      AND ${last ? sql`room.id > ${last.id}` : ALL} ORDER BY room.id LIMIT ${ROWS_PER_TURN}`;
  for await (const some of pages(manager, ROWS_PER_TURN, page)) {
    for (const row of some) rooms.get(Number(row.category_id))?.push(Number(row.id));
  }
  return rooms;
}
