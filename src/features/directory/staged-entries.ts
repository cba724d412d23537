import type { EntityManager } from 'typeorm';

import { type Row, rowsOf } from '../../database/rows';
import { raw, sql, type Sql } from '../../database/sql';
import { principalIdentity } from '../../directory/identity-resolver';
import type { PrincipalKind } from '../../directory/principal.entity';
import { type DirectoryEntryChange, DirectoryEntryEffect } from './directory-entry-change';

/** How many principals of each effect a plan, and the audit trail, name. */
export const NAMED = 500;

const staged: Record<DirectoryEntryEffect, Sql> = {
  ADDED: sql`staged.effect = ${'ADDED'}`,
  RETURNED: sql`staged.effect = ${'RETURNED'}`,
  MOVED: sql`staged.effect = ${'CHANGED'} AND staged.moved = 1`,
  CHANGED: sql`staged.effect = ${'CHANGED'} AND staged.moved = 0`,
  MISSING: sql`staged.effect = ${'MISSING'}`,
};

/** The first principals of each effect that a sync has staged, by display name. */
export async function stagedEntries(manager: EntityManager): Promise<DirectoryEntryChange[]> {
  const entries: DirectoryEntryChange[] = [];
  for (const effect of Object.values(DirectoryEntryEffect)) entries.push(...(await entriesOf(manager, effect)));
  return entries;
}

async function entriesOf(manager: EntityManager, effect: DirectoryEntryEffect): Promise<DirectoryEntryChange[]> {
  // Of what vanished nothing but the id is staged.
  const isMissing = effect === DirectoryEntryEffect.MISSING;
  const principal = raw(isMissing ? 'principals' : 'staged_principals');
  const rows = await rowsOf(
    manager,
    sql`SELECT principal.* FROM staged_principals staged JOIN ${principal} principal ON principal.id = staged.id
      WHERE ${staged[effect]} ORDER BY principal.sort_key, principal.id LIMIT ${NAMED}`,
  );
  return rows.map((row) => ({
    principalId: Number(row.id),
    effect,
    identity: identityOfRow(row),
    kind: row.kind as PrincipalKind,
    displayName: row.display_name as string,
    distinguishedName: row.distinguished_name as string,
  }));
}

export function identityOfRow(row: Row): string {
  return principalIdentity({
    sipAddress: row.sip_address as string | null,
    userPrincipalName: row.user_principal_name as string | null,
    distinguishedName: row.distinguished_name as string,
  });
}
