import type { EntityManager } from 'typeorm';

import { ALL, raw, sql } from '../../database/sql';
import { deleteStaged, insertStaged, updateStaged } from '../../database/staged-rows';
import { PRINCIPAL_COLUMNS, type Staged } from './staging';

const EDGE = ['kind', 'parent_id', 'child_id'];
const PENDING = ['group_id', 'dn_key'];
const ATTRIBUTE = ['principal_id', 'name', 'value_key', 'value'];

const effect = (...effects: string[]) => sql`staged.effect IN (${effects})`;

/**
 * Makes the directory of the store what the staged rows say, in a number of statements that doesn't grow with them.
 *
 * @param staged the tables in which there are any
 */
export async function applyStaged(tx: EntityManager, staged: readonly Staged[]): Promise<void> {
  if (staged.includes('principals')) await applyPrincipals(tx);
  if (staged.includes('attributes')) {
    await insertStaged(tx, 'principal_attributes', ATTRIBUTE, { from: raw('staged_attributes'), where: ALL });
  }
  if (staged.includes('edges')) await applyRows(tx, 'principal_edges', EDGE, 'staged_edges');
  await applyGroups(tx, staged);
}

/** Keeps what later syncs have to know of groups and is nothing that anybody sees. */
export async function applyGroups(tx: EntityManager, staged: readonly Staged[]): Promise<void> {
  if (staged.includes('groups')) {
    await updateStaged(tx, 'principals', ['members_digest'], { from: raw('staged_groups'), where: ALL });
  }
  if (staged.includes('pending')) await applyRows(tx, 'pending_members', PENDING, 'staged_pending');
}

async function applyPrincipals(tx: EntityManager): Promise<void> {
  const from = raw('staged_principals');
  const known = effect('CHANGED', 'RETURNED');
  await insertStaged(tx, 'principals', ['id', ...PRINCIPAL_COLUMNS, 'missing'], { from, where: effect('ADDED') });
  await updateStaged(tx, 'principals', [...PRINCIPAL_COLUMNS, 'missing'], { from, where: known });
  await updateStaged(tx, 'principals', ['missing', 'members_digest'], { from, where: effect('MISSING') });
  const theirs = sql`(SELECT id AS principal_id FROM staged_principals staged WHERE ${known})`;
  await deleteStaged(tx, 'principal_attributes', ['principal_id'], { from: theirs, where: ALL });
}

async function applyRows(tx: EntityManager, table: string, columns: readonly string[], staged: string): Promise<void> {
  await deleteStaged(tx, table, columns, { from: raw(staged), where: effect('-') });
  await insertStaged(tx, table, columns, { from: raw(staged), where: effect('+') });
}
