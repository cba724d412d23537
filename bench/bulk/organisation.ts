import { createHash } from 'node:crypto';

import { takeSequence } from '../../src/database/change-sequence';
import { insertInChunks } from '../../src/database/insert-in-chunks';
import type { Store } from '../../src/database/store';
import { foldedKey, sortKey } from '../../src/database/text-keys';
import { Principal, PrincipalKind } from '../../src/directory/principal.entity';
import { AccessEntry, AccessList } from '../../src/eligibility/access-entry.entity';
import { Category } from '../../src/features/category/category.entity';
import { Policy } from '../../src/features/policy/policy.entity';
import { Room } from '../../src/features/room/room.entity';
import { RoomInvitations, RoomPrivacy, RoomType } from '../../src/features/room/room.enums';
import { Scope } from '../../src/features/scope/scope';
import { Pool, PoolState } from '../../src/features/topology/pool.entity';
import { Site } from '../../src/features/topology/site.entity';
import type { Random } from '../random';

export interface Sizes {
  users: number;
  categories: number;
  rooms: number;
  /** Entries of the rooms' lists of members, all together. */
  entries: number;
  /** Users in the group to which a policy is granted. */
  granted: number;
}

const POOL = 'pool.bench.example';
/** The group to whose members a policy is granted. */
export const GROUP = 'Visitors';
export const POLICY = 'NoPersistentChat';
const NOW = new Date('2026-01-01T00:00:00.000Z');
const made = { version: 1, createdAt: NOW, updatedAt: NOW };
const NO_CHAT: Partial<Policy> = {
  ...made,
  identity: POLICY,
  identityKey: `tag:${foldedKey(POLICY)}`,
  scope: Scope.USER,
  description: '',
  descriptionKey: '',
  enablePersistentChat: false,
};

/** Fills an empty store: users, and rooms that list some of them each, in categories that allow them all. */
export async function fill(store: Store, sizes: Sizes, random: Random): Promise<void> {
  await store.write(async (tx) => {
    await insertInChunks(
      tx,
      Principal,
      Array.from({ length: sizes.users }, (_, i) => user(i + 1)),
    );
    await insertInChunks(tx, Principal, [principal(sizes.users + 1, PrincipalKind.DOMAIN, 'bench.example')]);
    await insertInChunks(tx, Principal, [principal(sizes.users + 2, PrincipalKind.GROUP, GROUP)]);
    await tx.query(
      `INSERT INTO principal_edges (kind, parent_id, child_id) SELECT 'C', ${sizes.users + 1}, id FROM principals WHERE kind <> 'DOMAIN'`,
    );
    await tx.query(
      `INSERT INTO principal_edges (kind, parent_id, child_id) SELECT 'M', ${sizes.users + 2}, id FROM principals WHERE id <= ${sizes.granted}`,
    );
    await insertInChunks(tx, Site, [{ id: 1, ...made, name: 'Bench', nameKey: 'bench' }]);
    await insertInChunks(tx, Pool, [{ id: 1, ...made, siteId: 1, fqdn: POOL, state: PoolState.NORMAL }]);
    await insertInChunks(
      tx,
      Category,
      Array.from({ length: sizes.categories }, (_, i) => category(i + 1)),
    );
    await insertInChunks(
      tx,
      Room,
      Array.from({ length: sizes.rooms }, (_, i) => room(i + 1, sizes)),
    );
    await insertInChunks(tx, AccessEntry, entries(sizes, random));
    await insertInChunks(tx, Policy, [NO_CHAT]);
    await tx.update(Policy, { identityKey: 'global' }, { enablePersistentChat: true });
    await takeSequence(tx, 1, 'directory');
    await takeSequence(tx, 1, 'policies');
  });
}

function user(id: number): Partial<Principal> {
  const logon = `user${id}`;
  const sip = `sip:${logon}@bench.example`;
  return { ...principal(id, PrincipalKind.USER, `User ${id}`), sipAddress: sip, sipKey: sip };
}

function principal(id: number, kind: PrincipalKind, displayName: string): Partial<Principal> {
  const distinguishedName =
    kind === PrincipalKind.DOMAIN ? 'DC=bench,DC=example' : `CN=${displayName},DC=bench,DC=example`;
  return {
    id,
    guid: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    kind,
    displayName,
    displayNameKey: foldedKey(displayName),
    sortKey: sortKey(displayName),
    distinguishedName,
    dnKey: createHash('sha256').update(distinguishedName.toLowerCase()).digest('hex'),
    enabled: true,
    missing: false,
  };
}

function category(id: number): Partial<Category> {
  return {
    id,
    poolId: 1,
    ...named(`Category ${id}`),
    description: '',
    descriptionKey: '',
    invitations: false,
    fileUpload: false,
    chatHistory: true,
    ...made,
  };
}

function room(id: number, { categories }: Sizes): Partial<Room> {
  return {
    id,
    poolId: 1,
    categoryId: 1 + (id % categories),
    addinId: null,
    ...named(`Room ${id}`),
    description: '',
    descriptionKey: '',
    type: RoomType.NORMAL,
    privacy: RoomPrivacy.CLOSED,
    invitations: RoomInvitations.INHERIT,
    disabled: false,
    contentBytes: 0,
    ...made,
  };
}

function named(name: string): { name: string; nameKey: string; sortKey: string } {
  return { name, nameKey: foldedKey(name), sortKey: sortKey(name) };
}

function entries({ users, categories, rooms, entries: count }: Sizes, random: Random): AccessEntry[] {
  const allowed = Array.from({ length: categories }, (_, i) => ({
    list: AccessList.ALLOWED,
    ownerId: i + 1,
    principalId: users + 1,
  }));
  const each = Math.floor(count / rooms);
  const members = Array.from({ length: rooms }, (_, i) =>
    random.sample(each, users).map((n) => ({ list: AccessList.MEMBERS, ownerId: i + 1, principalId: n + 1 })),
  );
  return [...allowed, ...members.flat()];
}
