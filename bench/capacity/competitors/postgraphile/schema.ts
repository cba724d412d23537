/** The gateway's tables as far as they are asked for; text compares in binary, as it does there. */
export const TABLES = `
  CREATE TABLE principals (
    id integer NOT NULL, display_name text NOT NULL, sort_key text COLLATE "C" NOT NULL, sip_address text, sip_key text COLLATE "C");
  CREATE TABLE rooms (id integer NOT NULL, name text NOT NULL, category_id integer NOT NULL);
  CREATE TABLE access_entries (list text COLLATE "C" NOT NULL, owner_id integer NOT NULL, principal_id integer NOT NULL);
  CREATE TABLE closure (ancestor integer NOT NULL, descendant integer NOT NULL);`;

export const COPIED = {
  principals: 'SELECT id, display_name, sort_key, sip_address, sip_key FROM principals',
  rooms: 'SELECT id, name, category_id FROM rooms',
  access_entries: 'SELECT list, owner_id, principal_id FROM access_entries',
};

const reaches = (list: string) => `
  EXISTS (
    SELECT 1 FROM access_entries entry
    JOIN closure ON closure.ancestor = entry.principal_id AND closure.descendant = principal.id
    WHERE entry.list = '${list}' AND entry.owner_id = room.category_id)`;

/** Keys, and what PostGraphile makes fields of: the rooms with given ids, and who is eligible in one. */
export const KEYS_AND_FUNCTIONS = `
  ALTER TABLE principals ADD PRIMARY KEY (id);
  ALTER TABLE rooms ADD PRIMARY KEY (id);
  ALTER TABLE access_entries ADD PRIMARY KEY (list, owner_id, principal_id);
  ALTER TABLE closure ADD PRIMARY KEY (ancestor, descendant);
  CREATE INDEX ON closure (descendant, ancestor);
  CREATE FUNCTION rooms_by_ids(ids integer[]) RETURNS SETOF rooms LANGUAGE sql STABLE AS $$
    SELECT rooms.* FROM unnest(ids) WITH ORDINALITY AS asked (id, place) JOIN rooms USING (id) ORDER BY place
  $$;
  CREATE FUNCTION rooms_eligible_principals(room rooms, pattern text DEFAULT NULL) RETURNS SETOF principals LANGUAGE sql STABLE AS $$
    SELECT principal.*
    FROM principals principal
    WHERE principal.id IN (
      SELECT closure.descendant FROM access_entries member
      JOIN closure ON closure.ancestor = member.principal_id
      WHERE member.list = 'MEMBERS' AND member.owner_id = room.id)
    AND (pattern IS NULL OR principal.sip_key LIKE pattern OR principal.sip_key LIKE 'sip:' || pattern)
    AND ${reaches('ALLOWED')} AND NOT ${reaches('DENIED')}
    ORDER BY principal.sort_key, principal.id
  $$;`;
