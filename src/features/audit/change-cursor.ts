import type { ChangeSequence } from '../../database/change-sequence.entity';
import { ErrorCode, GatewayError } from '../../errors';
import { decodeCursor, encodeCursor } from '../../graphql/cursor';

const LIST = 'changes';

export function changeCursor(storeId: string, number: number): string {
  return encodeCursor(LIST, [storeId, number]);
}

/**
 * The number of the change that a cursor names.
 *
 * @throws GatewayError BAD_USER_INPUT where it is no cursor of `changes`, or names no change of this store.
 */
export function numberAt(cursor: string, { storeId, last }: ChangeSequence): number {
  const [store, number] = decodeCursor(cursor, LIST, ['text', 'number'], 'after');
  if (store !== storeId) throw refused('The cursor in "after" comes from a gateway with another store.');
  if (number <= last) return number;
  throw refused(
    `The cursor in "after" names change ${number}, but there are only ${last}: it comes from before the store was restored.`,
  );
}

function refused(message: string): GatewayError {
  return new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: 'after' });
}
