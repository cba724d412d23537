import { ErrorCode, GatewayError } from '../errors';

/** What a list may be ordered by; a time is written as ISO 8601 has it. */
export type PlaceKind = 'text' | 'number' | 'time';

/** A place in a list: the values that it is ordered by, the id last. */
export type Place<K extends readonly PlaceKind[]> = { [I in keyof K]: K[I] extends 'number' ? number : string };

export function encodeCursor(list: string, place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([list, ...place])).toString('base64url');
}

/** Reads a cursor of `list` back; one of another list, or of the list in another order, is refused. */
export function decodeCursor<const K extends readonly PlaceKind[]>(
  cursor: string,
  list: string,
  kinds: K,
  parameter: string,
): Place<K> {
  const parts = partsOf(cursor);
  if (!parts) throw new GatewayError(ErrorCode.BAD_USER_INPUT, `"${cursor}" is not a cursor.`, { parameter });
  const [from, ...place] = parts;
  if (from !== list || place.length !== kinds.length || !kinds.every((kind, i) => isOf(kind, place[i]))) {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `The cursor in "${parameter}" belongs to another list, or to this one in another order.`,
      { parameter },
    );
  }
  return place as Place<K>;
}

function partsOf(cursor: string): unknown[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
}

function isOf(kind: PlaceKind, value: unknown): boolean {
  if (kind === 'number') return Number.isFinite(value);
  return typeof value === 'string' && (kind === 'text' || !Number.isNaN(Date.parse(value)));
}
