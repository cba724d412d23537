import type { EntityManager } from 'typeorm';

import { ALL, raw, sql } from '../../database/sql';
import { deleteStaged, insertStaged, updateStaged } from '../../database/staged-rows';
import { PRINCIPAL_COLUMNS } from './staging';

const EDGE = ['kind', 'parent_id', 'child_id'];
const PENDING = ['group_id', 'dn_key'];
const ATTRIBUTE = ['principal_id', 'name', 'value_key', 'value'];

const effect = (...effects: string[]) => sql`staged.effect IN (${effects})`;

/** Makes the directory of the store what the staged rows say, in a number of statements that doesn't grow with them. */
export async function applyStaged(tx: EntityManager): Promise<void> {
  await applyPrincipals(tx);
  await deleteStaged(tx, 'principal_edges', EDGE, { from: raw('staged_edges'), where: effect('-') });
  await insertStaged(tx, 'principal_edges', EDGE, { from: raw('staged_edges'), where: effect('+') });
  await applyGroups(tx);
}

/** Keeps what later syncs have to know of groups and is nothing that anybody sees. */
export async function applyGroups(tx: EntityManager): Promise<void> {
  await updateStaged(tx, 'principals', ['members_digest'], { from: raw('staged_groups'), where: ALL });
  await deleteStaged(tx, 'pending_members', PENDING, { from: raw('staged_pending'), where: effect('-') });
  await insertStaged(tx, 'pending_members', PENDING, { from: raw('staged_pending'), where: effect('+') });
}

async function applyPrincipals(tx: EntityManager): Promise<void> {
  const from = raw('staged_principals');
  const known = effect('CHANGED', 'RETURNED');
  await insertStaged(tx, 'principals', ['id', ...PRINCIPAL_COLUMNS, 'missing'], { from, where: effect('ADDED') });
  await updateStaged(tx, 'principals', [...PRINCIPAL_COLUMNS, 'missing'], { from, where: known });
  await updateStaged(tx, 'principals', ['missing', 'members_digest'], { from, where: effect('MISSING') });
  const theirs = sql`(SELECT id AS principal_id FROM staged_principals staged WHERE ${known})`;
  await deleteStaged(tx, 'principal_attributes', ['principal_id'], { from: theirs, where: ALL });
  await insertStaged(tx, 'principal_attributes', ATTRIBUTE, { from: raw('staged_attributes'), where: ALL });
}
