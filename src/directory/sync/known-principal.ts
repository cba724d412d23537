import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { sql } from '../../database/sql';
import { EdgeKind } from '../principal-edge.entity';
import type { PrincipalKind } from '../principal.entity';
import type { Sid } from '../security-identifier';

/** What a sync has to know of a principal, as the store has it and then as the directory has it. */
export interface KnownPrincipal {
  readonly id: number;
  readonly guid: string;
  kind: PrincipalKind;
  /** The source that last had it; null where that isn't known. */
  sourceId: number | null;
  distinguishedName: string;
  /** Where the store has it; null where it doesn't. */
  readonly storedName: string | null;
  sid: Sid | null;
  /** Null where another value has to be taken for new. */
  digest: string | null;
  membersDigest: string | null;
  /** The id of the container that the store has it in; null for none. */
  readonly containerId: number | null;
  /** The id of the group that the store has it in without being listed there; null for none. */
  readonly primaryGroupId: number | null;
  /** What the sync has found out about it. */
  finding: Finding;
}

export enum Finding {
  /** In the directory by what the store says; this sync has not met it. */
  NOT_SEEN,
  /** Vanished by what the store says; this sync has not met it. */
  MISSING,
  SAME,
  ADDED,
  CHANGED,
  RETURNED,
  VANISHED,
}

/** Whether the directory has it, as far as the sync knows. */
export function isPresent({ finding }: KnownPrincipal): boolean {
  return finding !== Finding.MISSING && finding !== Finding.VANISHED;
}

/** Whether the sync has met its entry. */
export function isSeen({ finding }: KnownPrincipal): boolean {
  return finding !== Finding.NOT_SEEN && finding !== Finding.MISSING && finding !== Finding.VANISHED;
}

const ROWS_PER_PAGE = 10_000;

/** Every principal of the store. */
export async function* knownPrincipals(manager: EntityManager): AsyncGenerator<KnownPrincipal> {
  let rows: Record<string, unknown>[];
  let last = 0;
  do {
    rows = await rowsOf(
      manager,
      sql`SELECT principal.id, guid, principal.kind, source_id, distinguished_name, sid, digest, members_digest, missing,
          container.parent_id AS container_id, primary_group.parent_id AS primary_group_id
        FROM principals principal
        LEFT JOIN principal_edges container ON container.kind = ${EdgeKind.CONTAINS} AND container.child_id = principal.id
        LEFT JOIN principal_edges primary_group ON primary_group.kind = ${EdgeKind.PRIMARY} AND primary_group.child_id = principal.id
        WHERE principal.id > ${last} ORDER BY principal.id LIMIT ${ROWS_PER_PAGE}`,
    );
    for (const row of rows) {
      yield {
        id: row.id as number,
        guid: row.guid as string,
        kind: row.kind as PrincipalKind,
        sourceId: row.source_id as number | null,
        distinguishedName: row.distinguished_name as string,
        storedName: row.missing ? null : (row.distinguished_name as string),
        sid: row.sid as string | null,
        digest: row.digest as string | null,
        membersDigest: row.members_digest as string | null,
        containerId: row.container_id as number | null,
        primaryGroupId: row.primary_group_id as number | null,
        finding: row.missing ? Finding.MISSING : Finding.NOT_SEEN,
      };
    }
    last = (rows.at(-1)?.id as number | undefined) ?? last;
  } while (rows.length === ROWS_PER_PAGE);
}
