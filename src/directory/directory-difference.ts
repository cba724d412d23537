import { type EntityManager, MoreThan } from 'typeorm';

import { ChangeSequence } from '../database/change-sequence.entity';
import { rowsOf } from '../database/rows';
import { sql } from '../database/sql';
import { isSamePrincipal } from './directory-principal';
import type { DirectorySnapshot, EdgeNumber } from './directory-snapshot';
import { EdgeKind } from './principal-edge.entity';
import { Principal } from './principal.entity';

/** What to do to the store so that it says what a snapshot says. Principals are named by their index in the snapshot's list. */
export interface DirectoryDifference {
  /** The number of the directory's last change when this was worked out. */
  directory: number;
  added: number[];
  changed: number[];
  /** Those that were missing and stand in the directory again. */
  returned: number[];
  /** The ids of those that vanished. */
  vanishedIds: number[];
  /** The id of each of the snapshot's principals; 0 for those to be added. */
  ids: Int32Array;
  addedEdges: Record<EdgeKind, EdgeNumber[]>;
  removedEdges: Record<EdgeKind, StoredEdge[]>;
}

export interface StoredEdge {
  parentId: number;
  childId: number;
}

const PRINCIPALS_PER_PAGE = 5_000;
const EDGES_PER_PAGE = 20_000;

/** Compares a snapshot with what the store holds, reading page by page. */
export async function differenceOf(manager: EntityManager, snapshot: DirectorySnapshot): Promise<DirectoryDifference> {
  const { directory } = await manager.findOneByOrFail(ChangeSequence, { id: 1 });
  const principals = await principalDifference(manager, snapshot);
  const members = await edgeDifference(manager, snapshot, EdgeKind.MEMBER, principals.ids);
  const containment = await edgeDifference(manager, snapshot, EdgeKind.CONTAINS, principals.ids);
  return {
    directory,
    ...principals,
    addedEdges: { [EdgeKind.MEMBER]: members.added, [EdgeKind.CONTAINS]: containment.added },
    removedEdges: { [EdgeKind.MEMBER]: members.removed, [EdgeKind.CONTAINS]: containment.removed },
  };
}

type PrincipalDifference = Pick<DirectoryDifference, 'added' | 'changed' | 'returned' | 'vanishedIds' | 'ids'>;

async function principalDifference(
  manager: EntityManager,
  { principals }: DirectorySnapshot,
): Promise<PrincipalDifference> {
  const difference: PrincipalDifference = {
    added: [],
    changed: [],
    returned: [],
    vanishedIds: [],
    ids: new Int32Array(principals.length),
  };
  const indexes = new Map(principals.map(({ guid }, index) => [guid, index]));
  for await (const stored of storedPrincipals(manager)) {
    const index = indexes.get(stored.guid);
    if (index === undefined) {
      if (!stored.missing) difference.vanishedIds.push(stored.id);
      continue;
    }
    difference.ids[index] = stored.id;
    if (stored.missing) difference.returned.push(index);
    else if (!isSamePrincipal(stored, principals[index]!)) difference.changed.push(index);
  }
  difference.ids.forEach((id, index) => {
    if (id === 0) difference.added.push(index);
  });
  return difference;
}

async function* storedPrincipals(manager: EntityManager): AsyncGenerator<Principal> {
  let page: Principal[];
  let last = 0;
  do {
    page = await manager.find(Principal, {
      where: { id: MoreThan(last) },
      order: { id: 'ASC' },
      take: PRINCIPALS_PER_PAGE,
    });
    yield* page;
    last = page.at(-1)?.id ?? last;
  } while (page.length === PRINCIPALS_PER_PAGE);
}

async function edgeDifference(
  manager: EntityManager,
  { principals, edges }: DirectorySnapshot,
  kind: EdgeKind,
  ids: Int32Array,
): Promise<{ added: EdgeNumber[]; removed: StoredEdge[] }> {
  const indexes = new Map<number, number>();
  ids.forEach((id, index) => {
    if (id !== 0) indexes.set(id, index);
  });
  const kept: EdgeNumber[] = [];
  const removed: StoredEdge[] = [];
  for await (const page of storedEdges(manager, kind)) {
    for (const edge of page) {
      const parent = indexes.get(edge.parentId);
      const child = indexes.get(edge.childId);
      if (parent === undefined || child === undefined) removed.push(edge);
      else kept.push(parent * principals.length + child);
    }
  }
  const stored = Float64Array.from(kept).sort();
  for (const edge of without(stored, edges[kind])) {
    const [parent, child] = endsOf(edge, principals.length);
    removed.push({ parentId: ids[parent]!, childId: ids[child]! });
  }
  return { added: without(edges[kind], stored), removed };
}

async function* storedEdges(manager: EntityManager, kind: EdgeKind): AsyncGenerator<StoredEdge[]> {
  let page: StoredEdge[];
  let last: StoredEdge = { parentId: 0, childId: 0 };
  do {
    const rows = await rowsOf(
      manager,
      sql`SELECT parent_id AS parentId, child_id AS childId FROM principal_edges
        WHERE kind = ${kind} AND parent_id >= ${last.parentId} AND (parent_id > ${last.parentId} OR child_id > ${last.childId})
        ORDER BY parent_id, child_id LIMIT ${EDGES_PER_PAGE}`,
    );
    page = rows as unknown as StoredEdge[];
    yield page;
    last = page.at(-1) ?? last;
  } while (page.length === EDGES_PER_PAGE);
}

/** Parent and child of an edge, as indexes in the snapshot's list. */
export function endsOf(edge: EdgeNumber, principals: number): [parent: number, child: number] {
  return [Math.floor(edge / principals), edge % principals];
}

/** What is in the one ascending list but not in the other. */
function without(numbers: Float64Array, others: Float64Array): number[] {
  const found: number[] = [];
  let at = 0;
  for (const number of numbers) {
    while (at < others.length && others[at]! < number) at += 1;
    if (others[at] !== number) found.push(number);
  }
  return found;
}
