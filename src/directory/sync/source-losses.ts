import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { type Sql, sql } from '../../database/sql';
import { MEMBERSHIPS } from '../principal-edge.entity';
import type { SourceLosses } from './directory-difference';

/** What the staged rows take away of each source's principals, and of its groups' memberships; none of sources that lose nothing. */
export async function sourceLosses(manager: EntityManager): Promise<SourceLosses[]> {
  const missing = await counts(
    manager,
    sql`staged_principals staged JOIN principals principal ON principal.id = staged.id WHERE staged.effect = ${'MISSING'}`,
  );
  const ended = await counts(
    manager,
    sql`staged_edges staged JOIN principals principal ON principal.id = staged.parent_id
      WHERE staged.effect = ${'-'} AND staged.kind IN (${[...MEMBERSHIPS]})`,
  );
  if (missing.size === 0 && ended.size === 0) return [];
  const principals = await counts(manager, sql`principals principal WHERE principal.missing = 0`);
  const memberships = await counts(
    manager,
    sql`principal_edges edge JOIN principals principal ON principal.id = edge.parent_id
      WHERE edge.kind IN (${[...MEMBERSHIPS]})`,
  );
  const names = await rowsOf(manager, sql`SELECT id, name FROM directory_sources`);
  const nameOf = new Map(names.map(({ id, name }) => [id as number, name as string]));
  const losing = [...new Set([...missing.keys(), ...ended.keys()])].sort((a, b) => (a ?? 0) - (b ?? 0));
  return losing.map((id) => ({
    source: id === null ? null : nameOf.get(id)!,
    principals: { had: principals.get(id) ?? 0, lost: missing.get(id) ?? 0 },
    memberships: { had: memberships.get(id) ?? 0, lost: ended.get(id) ?? 0 },
  }));
}

/** Rows by the source of their `principal`. */
async function counts(manager: EntityManager, from: Sql): Promise<Map<number | null, number>> {
  const rows = await rowsOf(
    manager,
    sql`SELECT principal.source_id, COUNT(*) AS count FROM ${from} GROUP BY principal.source_id`,
  );
  return new Map(rows.map(({ source_id: id, count }) => [id as number | null, Number(count)]));
}
