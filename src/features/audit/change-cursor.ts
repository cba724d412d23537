import type { ChangeSequence } from '../../database/change-sequence.entity';
import { ErrorCode, GatewayError } from '../../errors';
import { decodeCursor, encodeCursor, listOfCursor } from '../../graphql/cursor';
import { Direction } from '../../graphql/order';
import { auditEntryList } from './audit-entry.lists';

const LIST = 'changes';

/** What lists of audit entries are called in their cursors: their entries have a place among the changes, too. */
const AUDIT_LISTS = new Set<unknown>(
  Object.values(Direction).map((direction) => auditEntryList.cursorName({ field: 'COMMITTED', direction })),
);

export function changeCursor(storeId: string, number: number): string {
  return encodeCursor(LIST, [storeId, number]);
}

/**
 * The number of the change that a cursor names: one of `changes`, or of a list of audit entries as they were committed.
 *
 * @throws GatewayError BAD_USER_INPUT where it is neither, or names no change of this store.
 */
export function numberAt(cursor: string, { storeId, last }: ChangeSequence): number {
  const list = listOfCursor(cursor);
  if (AUDIT_LISTS.has(list)) return committed(decodeCursor(cursor, list as string, ['number'], 'after')[0], last);
  const [store, number] = decodeCursor(cursor, LIST, ['text', 'number'], 'after');
  if (store !== storeId) throw refused('The cursor in "after" comes from a gateway with another store.');
  return committed(number, last);
}

function committed(number: number, last: number): number {
  if (number <= last) return number;
  throw refused(
    `The cursor in "after" names change ${number}, but there are only ${last}: it comes from another store, or from before this one was restored.`,
  );
}

function refused(message: string): GatewayError {
  return new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: 'after' });
}
