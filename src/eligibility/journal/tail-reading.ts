import type { EntityManager } from 'typeorm';

import { type Row, rowsOf } from '../../database/rows';
import { sql } from '../../database/sql';
import type { EdgeKind } from '../../directory/edge-kind';
import type { PrincipalKind } from '../../directory/principal-kind';
import { LogEffect } from '../../directory/sync/directory-log.entity';
import type { DirectoryTail, LoggedEdge, LoggedPrincipal } from './directory-tail';

/** What one statement sees. */
export interface ReadTail {
  /** The numbers of the last changes. */
  directory: number;
  policies: number;
  /** From the version that was asked about to that of the directory; null where the log doesn't lead there. */
  tail: DirectoryTail | null;
}

/** Reads what changed in the directory since a version, in one statement, so all of it is as of the same moment. */
export async function readTail(manager: EntityManager, since: number): Promise<ReadTail> {
  const rows = await rowsOf(
    manager,
    sql`SELECT s.directory, s.policies, step.version, step.previous, step.effect, step.kind AS edge_kind, step.parent_id, step.child_id,
        principal.kind, principal.sort_key, principal.display_name, principal.sip_address, principal.sip_key, principal.site_key,
        principal.enabled, principal.missing
      FROM change_sequence s
      LEFT JOIN directory_log step ON step.version > ${since}
      LEFT JOIN principals principal ON step.effect = ${LogEffect.PRINCIPAL} AND principal.id = step.child_id
      WHERE s.id = 1 ORDER BY step.version`,
  );
  const [directory, policies] = [Number(rows[0]!.directory), Number(rows[0]!.policies)];
  const steps = rows.filter(({ version }) => version !== null);
  return { directory, policies, tail: leads(steps, since, directory) ? tailOf(directory, steps) : null };
}

/** Whether each step goes on where another ended. */
function leads(steps: readonly Row[], since: number, to: number): boolean {
  let reached = since;
  for (const { previous, version } of steps) {
    if (Number(version) === reached) continue;
    if (Number(previous) !== reached) return false;
    reached = Number(version);
  }
  return reached === to;
}

function tailOf(version: number, steps: readonly Row[]): DirectoryTail {
  const principals = new Map<number, LoggedPrincipal>();
  const edges: LoggedEdge[] = [];
  for (const row of steps) {
    const childId = Number(row.child_id);
    if (row.effect === LogEffect.PRINCIPAL) principals.set(childId, principalOf(childId, row));
    else {
      const comes = row.effect === LogEffect.EDGE_ADDED;
      edges.push({ kind: row.edge_kind as EdgeKind, parentId: Number(row.parent_id), childId, comes });
    }
  }
  return { version, principals: [...principals.values()], edges };
}

function principalOf(id: number, row: Row): LoggedPrincipal {
  return {
    id,
    kind: row.kind as PrincipalKind,
    sortKey: row.sort_key as string,
    displayName: row.display_name as string,
    sipAddress: row.sip_address as string | null,
    sipKey: row.sip_key as string | null,
    siteKey: row.site_key as string | null,
    enabled: Boolean(row.enabled),
    missing: Boolean(row.missing),
  };
}
