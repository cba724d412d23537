import type { EntityManager } from 'typeorm';

import { type Row, rowsOf } from './rows';
import { raw, sql } from './sql';

/** A state of the store, as one statement saw it: with every change up to a number, and none after it. */
export interface Moment {
  /** The number of the last change. */
  last: number;
  /** The operation that made it; null where its audit entry isn't there. A store that lost changes gives their numbers to other operations. */
  operationId: string | null;
  /** The number of the last change of all that the eligibility index is made of. */
  eligibility: number;
}

export interface ChangedThing {
  /** Its type in the graph, such as `Room`. */
  type: string;
  id: number;
}

/** What of one row of {@link MOMENT_TABLES}, that with the id 1, tells the moment of the statement. */
export const MOMENT_COLUMNS = raw('moment.last, moment.directory, moment.policies, last_entry.operation_id');
export const MOMENT_TABLES = raw(
  'change_sequence moment LEFT JOIN audit_entries last_entry ON last_entry.id = moment.last',
);

export function momentOf(row: Row): Moment {
  return {
    last: Number(row.last),
    operationId: row.operation_id as string | null,
    eligibility: Math.max(Number(row.directory), Number(row.policies)),
  };
}

export function isSameMoment(one: Moment, other: Moment): boolean {
  return one.last === other.last && one.operationId === other.operationId;
}

/** What was changed after one moment until another; undefined where the audit trail doesn't tell all of it, or the one is not what came before the other. */
export async function changedBetween(
  manager: EntityManager,
  from: Moment,
  to: Moment,
): Promise<ChangedThing[] | undefined> {
  const entries = await rowsOf(
    manager,
    sql`SELECT operation_id, node_type, node_id FROM audit_entries WHERE id >= ${from.last} AND id <= ${to.last} ORDER BY id`,
  );
  const known = from.operationId === null ? [] : entries.splice(0, 1);
  const leads =
    known.every((entry) => entry.operation_id === from.operationId) &&
    entries.length === to.last - from.last &&
    entries.at(-1)?.operation_id === to.operationId;
  return leads ? entries.map((entry) => ({ type: String(entry.node_type), id: Number(entry.node_id) })) : undefined;
}
