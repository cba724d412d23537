import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { idList, join, raw, sql } from '../../database/sql';
import { PrincipalKind } from '../../directory/principal.entity';
import { chunked } from '../row-pages';

/** An account made anew has one of them from the account that it stands in for. */
const KEYS = ['sip_key', 'upn_key', 'logon_key', 'dn_key'].map(raw);

/** Whom a staged account stands in for. */
export interface Succession {
  id: number;
  predecessorId: number;
}

/** What is known of an account before it is in the directory. */
export interface StagedAccount {
  id: number;
  guid: string;
  displayName: string;
}

/** The users as they are now with whom staged accounts share a SIP address, user principal name, logon name or distinguished name. */
export async function successions(manager: EntityManager, stagedIds: readonly number[]): Promise<Succession[]> {
  const found: Succession[] = [];
  for await (const ids of chunked(stagedIds)) {
    const sharing = KEYS.map(
      (key) => sql`SELECT staged.id, principal.id AS predecessor_id
        FROM staged_principals staged JOIN principals principal ON principal.${key} = staged.${key}
        WHERE staged.id IN (${idList(ids)}) AND principal.kind = ${PrincipalKind.USER} AND principal.id <> staged.id`,
    );
    for (const row of await rowsOf(manager, join(sharing, ' UNION ')))
      found.push({ id: Number(row.id), predecessorId: Number(row.predecessor_id) });
  }
  return found;
}

export async function stagedAccounts(manager: EntityManager, ids: readonly number[]): Promise<StagedAccount[]> {
  const found: StagedAccount[] = [];
  for await (const few of chunked(ids)) {
    const statement = sql`SELECT id, guid, display_name FROM staged_principals WHERE id IN (${idList(few)})`;
    for (const row of await rowsOf(manager, statement))
      found.push({ id: Number(row.id), guid: String(row.guid), displayName: String(row.display_name) });
  }
  return found;
}
