import { FIRST, type Page } from '../../arm';

/** What a page asks of a database, with the values of its placeholders. */
export interface Statement {
  text: string;
  values: string[];
}

/** How a competitor finds out who is eligible: common table expressions, the last of them `eligible (room_id, descendant)`. */
export type Eligible = (rooms: string, sip: string) => string;

/** One statement for a whole page: the total of each room, and the first with their names; rooms with nobody are left out. */
export function pageStatement(eligible: Eligible, { rooms, wildcard }: Page): Statement {
  const pattern = wildcard === null ? null : likePattern(wildcard);
  // Whose address doesn't fit need not be looked up any further.
  const sip =
    pattern === null
      ? ''
      : `JOIN principals addressed ON addressed.id = descendant AND (addressed.sip_key LIKE ? ESCAPE '!' OR addressed.sip_key LIKE ? ESCAPE '!')`;
  const text = `
    ${eligible(rooms.join(','), sip)},
    ranked AS (
      SELECT room_id, principal.id, display_name, sip_address,
        COUNT(*) OVER (PARTITION BY room_id) AS total,
        ROW_NUMBER() OVER (PARTITION BY room_id ORDER BY sort_key, principal.id) AS place
      FROM eligible JOIN principals principal ON principal.id = descendant
    )
    SELECT room_id, id, display_name, sip_address, total FROM ranked WHERE place <= ${FIRST} ORDER BY room_id, place`;
  return { text, values: pattern === null ? [] : [pattern, `sip:${pattern}`] };
}

/** A wildcard with `*` and `?` as `LIKE … ESCAPE '!'` takes it. */
function likePattern(wildcard: string): string {
  return wildcard.toLowerCase().replace(/[!%_]/g, '!$&').replaceAll('*', '%').replaceAll('?', '_');
}
