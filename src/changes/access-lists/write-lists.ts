import type { EntityManager } from 'typeorm';

import { insertInChunks } from '../../database/insert-in-chunks';
import { jsonChunks, jsonRows } from '../../database/json-rows';
import { ALL, sql } from '../../database/sql';
import { deleteStaged } from '../../database/staged-rows';
import { AccessEntry, AccessList } from '../../eligibility/access-entry.entity';
import { keepWhetherMembersAreListed } from '../../eligibility/listed-members';
import type { PlannedList } from './planned-list';

/** A list of a category or room as a change makes it. */
export interface OwnedList {
  ownerId: number;
  list: PlannedList;
}

/** Writes what changes of any number of lists, with few statements. */
export async function writeLists(tx: EntityManager, lists: readonly OwnedList[]): Promise<void> {
  for (const kind of Object.values(AccessList)) {
    const ofKind = lists.filter(({ list }) => list.list === kind);
    const removed = ofKind.flatMap(({ ownerId, list }) => list.removed.map((principalId) => [ownerId, principalId]));
    for (const json of jsonChunks(removed)) {
      const from = jsonRows(tx, { owner_id: 'integer', principal_id: 'integer' }, json);
      const among = sql`target.list = ${kind}`;
      await deleteStaged(tx, 'access_entries', ['owner_id', 'principal_id'], { from, where: ALL }, among);
    }
  }
  const added = lists.flatMap(({ ownerId, list }) =>
    list.added.map(({ principal }) => ({ list: list.list, ownerId, principalId: principal.id })),
  );
  await insertInChunks(tx, AccessEntry, added);
  const turned = lists.filter(
    ({ list }) => list.list === AccessList.MEMBERS && (list.before.length === 0) !== (list.after.length === 0),
  );
  await keepWhetherMembersAreListed(
    tx,
    turned.map(({ ownerId }) => ownerId),
  );
}
