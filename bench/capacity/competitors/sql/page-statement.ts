import { FIRST, type Page } from '../../arm';

/** What a page asks of a database, with the values of its placeholders. */
export interface Statement {
  text: string;
  values: string[];
}

/** How a competitor finds out who is eligible: common table expressions, the last of them `eligible (room_id, descendant)`. */
export type Eligible = (rooms: string, sip: string) => string;

/** One statement for a whole page: the total of each room, and the first with their names; rooms with nobody are left out. */
export function pageStatement(eligible: Eligible, { rooms, wildcard }: Pick<Page, 'rooms' | 'wildcard'>): Statement {
  return ofMatching(
    wildcard,
    (sip) => `
    ${eligible(rooms.join(','), sip)},
    ranked AS (
      SELECT room_id, principal.id, display_name, sip_address,
        COUNT(*) OVER (PARTITION BY room_id) AS total,
        ROW_NUMBER() OVER (PARTITION BY room_id ORDER BY sort_key, principal.id) AS place
      FROM eligible JOIN principals principal ON principal.id = descendant
    )
    SELECT room_id, id, display_name, sip_address, total FROM ranked WHERE place <= ${FIRST} ORDER BY room_id, place`,
  );
}

/** The totals alone. */
export function totalsStatement(eligible: Eligible, { rooms, wildcard }: Pick<Page, 'rooms' | 'wildcard'>): Statement {
  return ofMatching(
    wildcard,
    (sip) => `${eligible(rooms.join(','), sip)} SELECT room_id, COUNT(*) AS total FROM eligible GROUP BY room_id`,
  );
}

/** Whose address doesn't fit need not be looked up any further. */
function ofMatching(wildcard: string | null, text: (sip: string) => string): Statement {
  if (wildcard === null) return { text: text(''), values: [] };
  const fits = ['?', '?'].map((pattern) => `addressed.sip_key LIKE ${pattern} ESCAPE '!'`).join(' OR ');
  const pattern = likePattern(wildcard);
  const sip = `JOIN principals addressed ON addressed.id = descendant AND (${fits})`;
  return { text: text(sip), values: [pattern, `sip:${pattern}`] };
}

/** A wildcard with `*` and `?` as `LIKE … ESCAPE '!'` takes it. */
function likePattern(wildcard: string): string {
  return wildcard.toLowerCase().replace(/[!%_]/g, '!$&').replaceAll('*', '%').replaceAll('?', '_');
}
