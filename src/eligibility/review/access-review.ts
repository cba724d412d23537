import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { ALL, sql, type Sql } from '../../database/sql';
import { AccessList } from '../access-entry.entity';
import type { EligibilityIndex } from '../eligibility-index';
import { inTurns } from '../in-turns';
import { chunked, pages, ROWS_PER_TURN } from '../row-pages';
import { AccessFindingKind, CATEGORY_LISTS, ROOM_LISTS } from './access-finding';
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

  private readonly principals: ListedPrincipals;

  private constructor(readonly index: EligibilityIndex) {
    this.principals = new ListedPrincipals(index);
  }

  /**
   * Looks through the lists of categories and of their rooms: entries by the thousand, with turns for others in between.
   *
   * @param scope which categories: a condition on their table, which the statement calls `category`
   */
  static async of(manager: EntityManager, index: EligibilityIndex, scope: Sql): Promise<AccessReview> {
    const review = new AccessReview(index);
    const rooms = await roomsByCategory(manager, scope);
    const categoryIds = [...rooms.keys()];
    const listed = await listsOf(manager, CATEGORY_LISTS, categoryIds);
    await inTurns(review.categories(listed, categoryIds));

    const categoryOf = new Map(
      Array.from(rooms, ([categoryId, ids]) => ids.map((id) => [id, categoryId] as const)).flat(),
    );
    const walls = new Walls(review.principals, listed);
    for await (const roomIds of chunked([...categoryOf.keys()])) {
      const listedInRooms = await listsOf(manager, ROOM_LISTS, roomIds);
      await inTurns(review.rooms(listedInRooms, roomIds, (id) => categoryOf.get(id)!, walls));
    }
    return review;
  }

  private *categories(lists: Lists, categoryIds: readonly number[]): Generator<void, void> {
    const walls = new Walls(this.principals, lists);
    for (const categoryId of categoryIds) {
      yield* this.owner(lists, { categoryId, roomId: null }, categoryId, walls.of(categoryId));
    }
  }

  private *rooms(
    lists: Lists,
    roomIds: readonly number[],
    categoryOf: (roomId: number) => number,
    walls: Walls,
  ): Generator<void, void> {
    for (const roomId of roomIds) {
      const categoryId = categoryOf(roomId);
      yield* this.owner(lists, { categoryId, roomId }, roomId, walls.of(categoryId));
    }
  }

  private *owner(
    lists: Lists,
    place: { categoryId: number; roomId: number | null },
    ownerId: number,
    wall: ReviewedWall,
  ): Generator<void, void> {
    for (const [list, byOwner] of lists) {
      const principalIds = byOwner.get(ownerId) ?? [];
      this.entryCount += principalIds.length;
      for (const finding of yield* listFindings({ list, ...place, principalIds }, wall, this.principals)) {
        this.findings.add(finding);
        this.counts.set(finding.kind, this.counts.get(finding.kind)! + 1);
      }
      yield;
    }
  }
}

/** The walls of categories one after the other: of the largest pools they take too much room to keep them all. */
class Walls {
  private current?: { categoryId: number; wall: ReviewedWall };

  constructor(
    private readonly principals: ListedPrincipals,
    private readonly lists: Lists,
  ) {}

  of(categoryId: number): ReviewedWall {
    if (this.current?.categoryId !== categoryId) {
      const listed = (list: AccessList) => this.lists.get(list)!.get(categoryId) ?? [];
      const lists = { allowed: listed(AccessList.ALLOWED), denied: listed(AccessList.DENIED) };
      this.current = { categoryId, wall: new ReviewedWall(this.principals, lists) };
    }
    return this.current.wall;
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
