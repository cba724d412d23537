import type { EntityManager } from 'typeorm';

import type { Store } from '../../database/store';
import { rowsOf } from '../../database/rows';
import { idList, join, raw, Sql, sql } from '../../database/sql';
import { clearSomeStaged } from '../../database/staged-rows';
import { sortKey } from '../../database/text-keys';
import { type DirectoryPrincipal, storedKey } from '../directory-principal';
import type { EdgeKind } from '../principal-edge.entity';
import { verifyLease } from './directory-lease';
import type { KnownPrincipal } from './known-principal';

export type Effect = '+' | '-';

const TABLES = {
  principals: 'staged_principals',
  attributes: 'staged_attributes',
  edges: 'staged_edges',
  groups: 'staged_groups',
  pending: 'staged_pending',
} as const;
export type Staged = keyof typeof TABLES;

/** The columns of `principals` that follow from what the directory says, in the order of {@link valuesOf}. */
export const PRINCIPAL_COLUMNS = [
  'guid',
  'kind',
  'display_name',
  'display_name_key',
  'sort_key',
  'sip_address',
  'sip_key',
  'user_principal_name',
  'upn_key',
  'logon_name',
  'logon_name_key',
  'logon_key',
  'distinguished_name',
  'dn_key',
  'enabled',
  'site_name',
  'site_key',
  'sid',
  'source_id',
  'digest',
] as const;

const COLUMNS: Record<Staged, readonly string[]> = {
  principals: ['id', 'effect', 'moved', 'missing', ...PRINCIPAL_COLUMNS],
  attributes: ['principal_id', 'name', 'value_key', 'value'],
  edges: ['effect', 'kind', 'parent_id', 'child_id'],
  groups: ['id', 'members_digest'],
  pending: ['effect', 'group_id', 'dn_key'],
};

/** SQLite takes 32,766 values in a statement; larger statements aren't faster on any store. */
const VALUES_PER_STATEMENT = 10_000;
/** How many rows of a table are kept in hand before they are written. */
const ROWS_IN_HAND = 5_000;

/** The tables in which a sync prepares what it will change, while it has the lease. */
export class Staging {
  private readonly rows: Record<Staged, unknown[][]> = {
    principals: [],
    attributes: [],
    edges: [],
    groups: [],
    pending: [],
  };
  /** What is being written while more is read. */
  private writing: Promise<void> = Promise.resolve();

  /** @param holder of the lease: once that is another's, nothing is staged and nothing cleared */
  constructor(
    private readonly store: Store,
    private readonly holder: string,
  ) {}

  /** Empties the tables of what an earlier sync left, and forgets what is in hand. */
  async clear(): Promise<void> {
    await this.writing;
    for (const staged of Object.keys(TABLES) as Staged[]) this.rows[staged] = [];
    for (const staged of await this.filled()) {
      while (await this.write((tx) => clearSomeStaged(tx, TABLES[staged])));
    }
  }

  /** The tables in which there are rows. */
  async filled(): Promise<Staged[]> {
    const tables = Object.entries(TABLES).map(
      ([staged, table]) => sql`SELECT ${staged} AS staged WHERE EXISTS (SELECT 1 FROM ${raw(table)})`,
    );
    const rows = await rowsOf(this.store.read, join(tables, ' UNION ALL '));
    return rows.map((row) => row.staged as Staged);
  }

  /** @param effect `ADDED`, `CHANGED` or `RETURNED` */
  async principal(
    { id }: KnownPrincipal,
    effect: string,
    principal: DirectoryPrincipal,
    derived: { dnKey: string; sourceId: number; digest: string },
  ): Promise<void> {
    this.rows.principals.push([id, effect, 0, 0, ...valuesOf(principal, derived)]);
    for (const { name, value } of principal.attributes) {
      this.rows.attributes.push([id, name, storedKey(value), value]);
    }
    await this.flushWhereFull('principals');
    await this.flushWhereFull('attributes');
  }

  async missing({ id }: KnownPrincipal): Promise<void> {
    this.rows.principals.push([id, 'MISSING', 0, 1, ...PRINCIPAL_COLUMNS.map(() => null)]);
    await this.flushWhereFull('principals');
  }

  async edge(effect: Effect, kind: EdgeKind, parentId: number, childId: number): Promise<void> {
    this.rows.edges.push([effect, kind, parentId, childId]);
    await this.flushWhereFull('edges');
  }

  async group({ id }: KnownPrincipal, membersDigest: string): Promise<void> {
    this.rows.groups.push([id, membersDigest]);
    await this.flushWhereFull('groups');
  }

  async pending(effect: Effect, { id }: KnownPrincipal, dnKey: string): Promise<void> {
    this.rows.pending.push([effect, id, dnKey]);
    await this.flushWhereFull('pending');
  }

  /** Marks those of the staged principals that stand in another container by now. */
  async moved(ids: readonly number[]): Promise<void> {
    await this.flush();
    for (let start = 0; start < ids.length; start += ROWS_IN_HAND) {
      const these = idList(ids.slice(start, start + ROWS_IN_HAND));
      await this.write((tx) => rowsOf(tx, sql`UPDATE staged_principals SET moved = 1 WHERE id IN (${these})`));
    }
  }

  /** Stages that all edges go of those that are staged as missing, and whatever they list. */
  async edgesOfMissing(): Promise<void> {
    await this.flush();
    const ends = ['parent_id', 'child_id'].map(
      (end) => sql`SELECT ${'-'}, edge.kind, edge.parent_id, edge.child_id FROM staged_principals staged
        JOIN principal_edges edge ON edge.${raw(end)} = staged.id WHERE staged.effect = ${'MISSING'}`,
    );
    const listed = sql`SELECT ${'-'}, pending.group_id, pending.dn_key FROM staged_principals staged
      JOIN pending_members pending ON pending.group_id = staged.id WHERE staged.effect = ${'MISSING'}`;
    await this.write(async (tx) => {
      await rowsOf(tx, sql`INSERT INTO staged_edges (effect, kind, parent_id, child_id) ${join(ends, ' UNION ')}`);
      await rowsOf(tx, sql`INSERT INTO staged_pending (effect, group_id, dn_key) ${listed}`);
    });
  }

  /** Writes all that is still in hand. */
  async flush(): Promise<void> {
    for (const staged of Object.keys(TABLES) as Staged[]) await this.flushOne(staged);
    await this.writing;
  }

  /** Waits for what is being written, however that ends. */
  async settled(): Promise<void> {
    await this.writing.catch(() => undefined);
  }

  private async flushWhereFull(staged: Staged): Promise<void> {
    if (this.rows[staged].length >= ROWS_IN_HAND) await this.flushOne(staged);
  }

  private async flushOne(staged: Staged): Promise<void> {
    const rows = this.rows[staged];
    if (rows.length === 0) return;
    this.rows[staged] = [];
    await this.writing;
    this.writing = this.insert(staged, rows);
    // It is told to whoever writes next.
    this.writing.catch(() => undefined);
  }

  private insert(staged: Staged, rows: readonly unknown[][]): Promise<void> {
    const columns = COLUMNS[staged];
    const size = Math.floor(VALUES_PER_STATEMENT / columns.length);
    return this.write(async (tx) => {
      for (let start = 0; start < rows.length; start += size) {
        const values = rows.slice(start, start + size).map(staged === 'edges' ? writtenOut : withPlaceholders);
        await rowsOf(tx, sql`INSERT INTO ${raw(TABLES[staged])} (${raw(columns.join())}) VALUES ${join(values, ',')}`);
      }
    });
  }

  private write<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.store.write(async (tx) => {
      await verifyLease(tx, this.holder);
      return work(tx);
    });
  }
}

function valuesOf(
  principal: DirectoryPrincipal,
  { dnKey, sourceId, digest }: { dnKey: string; sourceId: number; digest: string },
): unknown[] {
  const { displayName, sipAddress, userPrincipalName, logonName, siteName } = principal;
  return [
    principal.guid,
    principal.kind,
    displayName,
    storedKey(displayName),
    sortKey(displayName),
    sipAddress,
    sipAddress && storedKey(sipAddress),
    userPrincipalName,
    userPrincipalName && storedKey(userPrincipalName),
    logonName,
    logonName && storedKey(logonName),
    principal.logonKey,
    principal.distinguishedName,
    dnKey,
    principal.enabled ? 1 : 0,
    siteName,
    siteName && storedKey(siteName),
    principal.sid,
    sourceId,
    digest,
  ];
}

function withPlaceholders(row: readonly unknown[]): Sql {
  return new Sql(`(${row.map(() => '?').join()})`, row);
}

/** There are millions of edges, and all that they are made of are letters and numbers of our own. */
function writtenOut([effect, kind, parentId, childId]: readonly unknown[]): Sql {
  return raw(`('${effect as Effect}','${kind as EdgeKind}',${Number(parentId)},${Number(childId)})`);
}
