import { ErrorCode, GatewayError } from '../errors';

/** A place in a list: the values that it is ordered by, the id last. */
export type Position = readonly (string | number | null)[];

export function encodeCursor(list: string, position: Position): string {
  return Buffer.from(JSON.stringify([list, ...position])).toString('base64url');
}

/** Reads a cursor of `list` back; one of another list, or of the list in another order, is refused. */
export function decodeCursor(cursor: string, list: string, length: number, parameter: string): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    parts = null;
  }
  const readable =
    Array.isArray(parts) && parts.slice(1).every((part) => part === null || ['string', 'number'].includes(typeof part));
  if (!readable) {
    throw new GatewayError(ErrorCode.BAD_USER_INPUT, `"${cursor}" is not a cursor.`, { parameter });
  }
  const [from, ...position] = parts as [unknown, ...Position];
  if (from !== list || position.length !== length) {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `The cursor in "${parameter}" belongs to another list, or to this one in another order.`,
      { parameter },
    );
  }
  return position;
}
