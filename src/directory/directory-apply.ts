import { type EntityManager, In } from 'typeorm';

import { ChangeSequence } from '../database/change-sequence.entity';
import { takeSequence } from '../database/change-sequence';
import { insertInChunks } from '../database/insert-in-chunks';
import { rowLock } from '../database/row-lock';
import { rowsOf } from '../database/rows';
import { idList, or, sql } from '../database/sql';
import { ErrorCode, GatewayError } from '../errors';
import { writeAttributes } from './directory-apply-attributes';
import { type DirectoryDifference, endsOf, type StoredEdge } from './directory-difference';
import { principalRow } from './directory-principal';
import type { DirectorySnapshot, EdgeNumber } from './directory-snapshot';
import { EdgeKind, PrincipalEdge } from './principal-edge.entity';
import { Principal } from './principal.entity';

/** How much one statement writes: bounded by SQLite's 32,766 placeholders, and its limit on the depth of an expression. */
const PRINCIPALS_PER_STATEMENT = 1_000;
const IDS_PER_STATEMENT = 5_000;
const REMOVED_EDGES_PER_STATEMENT = 500;
/** How many rows are made at a time. */
const ROWS_IN_HAND = 20_000;

/**
 * Makes the store say what a snapshot says, and takes a number for it from the change sequence.
 *
 * @throws GatewayError CONFLICT where the directory was changed since the difference was worked out, or a database's error that something
 * is there already where that change was made at the same time.
 */
export async function applyDifference(
  tx: EntityManager,
  snapshot: DirectorySnapshot,
  difference: DirectoryDifference,
): Promise<void> {
  await writePrincipals(tx, snapshot, difference);
  await markMissing(tx, difference.vanishedIds);
  const ids = await allIds(tx, snapshot, difference);
  await writeAttributes(tx, snapshot, difference, ids);
  for (const kind of [EdgeKind.MEMBER, EdgeKind.CONTAINS]) {
    await removeEdges(tx, kind, difference.removedEdges[kind]);
    await addEdges(tx, kind, difference.addedEdges[kind], ids);
  }
  await refuseWhereOvertaken(tx, difference);
  await takeSequence(tx, 1, 'directory');
}

async function writePrincipals(
  tx: EntityManager,
  { principals }: DirectorySnapshot,
  difference: DirectoryDifference,
): Promise<void> {
  const { added, changed, returned } = difference;
  const { columns } = tx.dataSource.getMetadata(Principal);
  const updated = columns
    .map(({ databaseName }) => databaseName)
    .filter((column) => column !== 'id' && column !== 'guid');
  for (const indexes of chunks([...added, ...changed, ...returned], PRINCIPALS_PER_STATEMENT)) {
    await tx
      .createQueryBuilder()
      .insert()
      .into(Principal)
      .values(indexes.map((index) => principalRow(principals[index]!)))
      .orUpdate(updated, ['guid'])
      .updateEntity(false)
      .execute();
  }
}

async function markMissing(tx: EntityManager, ids: readonly number[]): Promise<void> {
  for (const chunk of chunks(ids, IDS_PER_STATEMENT)) {
    await rowsOf(tx, sql`UPDATE principals SET missing = 1 WHERE id IN (${idList(chunk)})`);
  }
}

/** The ids of the snapshot's principals once those that are new have theirs. */
async function allIds(
  tx: EntityManager,
  { principals }: DirectorySnapshot,
  { ids, added }: DirectoryDifference,
): Promise<Int32Array> {
  const all = ids.slice();
  for (const indexes of chunks(added, IDS_PER_STATEMENT)) {
    const guids = indexes.map((index) => principals[index]!.guid);
    const rows = await tx.find(Principal, { select: { id: true, guid: true }, where: { guid: In(guids) } });
    const idByGuid = new Map(rows.map(({ id, guid }) => [guid, id]));
    for (const index of indexes) all[index] = idByGuid.get(principals[index]!.guid)!;
  }
  return all;
}

async function removeEdges(tx: EntityManager, kind: EdgeKind, edges: readonly StoredEdge[]): Promise<void> {
  for (const chunk of chunks(edges, REMOVED_EDGES_PER_STATEMENT)) {
    const these = or(chunk.map(({ parentId, childId }) => sql`(parent_id = ${parentId} AND child_id = ${childId})`));
    await rowsOf(tx, sql`DELETE FROM principal_edges WHERE kind = ${kind} AND ${these}`);
  }
}

async function addEdges(
  tx: EntityManager,
  kind: EdgeKind,
  edges: readonly EdgeNumber[],
  ids: Int32Array,
): Promise<void> {
  for (const chunk of chunks(edges, ROWS_IN_HAND)) {
    const rows = chunk.map((edge) => {
      const [parent, child] = endsOf(edge, ids.length);
      return { kind, parentId: ids[parent]!, childId: ids[child]! };
    });
    await insertInChunks(tx, PrincipalEdge, rows);
  }
}

async function refuseWhereOvertaken(tx: EntityManager, { directory }: DirectoryDifference): Promise<void> {
  const now = await tx.findOneOrFail(ChangeSequence, { where: { id: 1 }, ...rowLock(tx, 'pessimistic_write') });
  if (now.directory !== directory) {
    throw new GatewayError(ErrorCode.CONFLICT, 'Another gateway changed the directory at the same time.');
  }
}

function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
