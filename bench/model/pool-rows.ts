import { foldedKey, sortKey } from '../../src/database/text-keys';
import { type AccessEntry, AccessList } from '../../src/eligibility/access-entry.entity';
import type { Category } from '../../src/features/category/category.entity';
import type { Policy } from '../../src/features/policy/policy.entity';
import type { Room } from '../../src/features/room/room.entity';
import { RoomInvitations, RoomPrivacy, RoomType } from '../../src/features/room/room.enums';
import { Scope } from '../../src/features/scope/scope';
import { type Pool, PoolState } from '../../src/features/topology/pool.entity';
import type { Site } from '../../src/features/topology/site.entity';
import type { ModelCategory, ModelPool, ModelRoom } from './pool';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const made = { version: 1, createdAt: NOW, updatedAt: NOW };
const undescribed = { description: '', descriptionKey: '' };

/** The policy that disables Persistent Chat, granted to nobody; the global one enables it. */
export const NO_CHAT = 'NoPersistentChat';

export const NO_CHAT_POLICY: Partial<Policy> = {
  ...made,
  ...undescribed,
  identity: NO_CHAT,
  identityKey: `tag:${foldedKey(NO_CHAT)}`,
  sortKey: sortKey(`tag:${NO_CHAT}`),
  scope: Scope.USER,
  enablePersistentChat: false,
};

export const SITE_ROW: Partial<Site> = { id: 1, ...made, ...named('Bench') };
export const POOL_ROW: Partial<Pool> = {
  id: 1,
  ...made,
  siteId: 1,
  fqdn: 'pool.fabrikam.com',
  state: PoolState.NORMAL,
};

/** Ids of categories and rooms are their places in the pool, and one more. */
export function idAt(place: number): number {
  return place + 1;
}

/** One room in ten. */
export function isSecret(place: number): boolean {
  return place % 10 === 0;
}

export function categoryRow({ name }: ModelCategory, place: number): Partial<Category> {
  return {
    id: idAt(place),
    poolId: 1,
    ...named(name),
    ...undescribed,
    invitations: false,
    fileUpload: false,
    chatHistory: true,
    ...made,
  };
}

/** All are auditoriums, so that those who are eligible to present depend on the members too. */
export function roomRow({ name, category, members }: ModelRoom, place: number): Partial<Room> {
  return {
    id: idAt(place),
    poolId: 1,
    categoryId: idAt(category),
    addinId: null,
    ...named(name),
    ...undescribed,
    type: RoomType.AUDITORIUM,
    privacy: isSecret(place) ? RoomPrivacy.SECRET : RoomPrivacy.CLOSED,
    invitations: RoomInvitations.INHERIT,
    disabled: false,
    listsMembers: members.length > 0,
    contentBytes: 0,
    ...made,
  };
}

export function entryRows({ categories, rooms }: ModelPool, ids: Uint32Array): AccessEntry[] {
  const rows = (list: AccessList, place: number, principals: readonly number[]) =>
    principals.map((principal) => ({ list, ownerId: idAt(place), principalId: ids[principal]! }));
  return [
    ...categories.flatMap(({ allowed, denied, creators }, place) => [
      ...rows(AccessList.ALLOWED, place, allowed),
      ...rows(AccessList.DENIED, place, denied),
      ...rows(AccessList.CREATORS, place, creators),
    ]),
    ...rooms.flatMap(({ members, managers }, place) => [
      ...rows(AccessList.MEMBERS, place, members),
      ...rows(AccessList.MANAGERS, place, managers),
    ]),
  ];
}

function named(name: string): { name: string; nameKey: string; sortKey: string } {
  return { name, nameKey: foldedKey(name), sortKey: sortKey(name) };
}
