import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { ALL, idList, join, raw, sql } from '../../database/sql';
import { PrincipalKind } from '../../directory/principal.entity';
import { chunked } from '../row-pages';

/** An account made anew has one of them from the account that it stands in for. */
const KEYS = ['sip_key', 'upn_key', 'logon_key', 'dn_key'].map(raw);

/** Who is not staged is after the change as before. */
const UNCHANGED = sql`NOT EXISTS (SELECT 1 FROM staged_principals staged WHERE staged.id = account.id)`;
const SIDES = [
  { table: raw('staged_principals'), which: ALL },
  { table: raw('principals'), which: UNCHANGED },
];

/** Whom an account stands in for. */
export interface Succession {
  id: number;
  predecessorId: number;
}

/** What is known of an account after the change. */
export interface SucceedingAccount {
  id: number;
  guid: string;
  displayName: string;
}

/** The users as they are now with whom accounts, as they will be, share a SIP address, user principal name, logon name or distinguished name. */
export async function successions(manager: EntityManager, accountIds: readonly number[]): Promise<Succession[]> {
  const found: Succession[] = [];
  for await (const ids of chunked(accountIds)) {
    const sharing = SIDES.flatMap(({ table, which }) =>
      KEYS.map(
        (key) => sql`SELECT account.id, principal.id AS predecessor_id
          FROM ${table} account JOIN principals principal ON principal.${key} = account.${key}
          WHERE account.id IN (${idList(ids)}) AND ${which}
            AND principal.kind = ${PrincipalKind.USER} AND principal.id <> account.id`,
      ),
    );
    for (const row of await rowsOf(manager, join(sharing, ' UNION ')))
      found.push({ id: Number(row.id), predecessorId: Number(row.predecessor_id) });
  }
  return found;
}

export async function succeedingAccounts(
  manager: EntityManager,
  accountIds: readonly number[],
): Promise<SucceedingAccount[]> {
  const found: SucceedingAccount[] = [];
  for await (const ids of chunked(accountIds)) {
    const statements = SIDES.map(
      ({ table, which }) =>
        sql`SELECT account.id, account.guid, account.display_name FROM ${table} account WHERE account.id IN (${idList(ids)}) AND ${which}`,
    );
    for (const row of await rowsOf(manager, join(statements, ' UNION ALL ')))
      found.push({ id: Number(row.id), guid: String(row.guid), displayName: String(row.display_name) });
  }
  return found;
}
