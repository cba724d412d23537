import fc from 'fast-check';
import type { EntityManager } from 'typeorm';

import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { CONTAINER_KINDS, Principal, PrincipalKind } from '../../../src/directory/principal.entity';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import { Category } from '../../../src/features/category/category.entity';
import { Room } from '../../../src/features/room/room.entity';
import { RoomInvitations, RoomPrivacy, RoomType } from '../../../src/features/room/room.enums';
import { Pool, PoolState } from '../../../src/features/topology/pool.entity';
import { Site } from '../../../src/features/topology/site.entity';
import { principalRow } from './directory-rows';

export const PRINCIPALS = 48;
export const CATEGORIES = 5;
export const ROOMS = 20;

const kind = fc.oneof(
  { weight: 9, arbitrary: fc.constant(PrincipalKind.USER) },
  { weight: 6, arbitrary: fc.constant(PrincipalKind.GROUP) },
  { weight: 3, arbitrary: fc.constant(PrincipalKind.ORGANIZATIONAL_UNIT) },
  { weight: 1, arbitrary: fc.constantFrom(PrincipalKind.CONTACT, PrincipalKind.CONTAINER, PrincipalKind.DOMAIN) },
);
export const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
export const someone = fc.nat(PRINCIPALS - 1);
const list = fc.uniqueArray(someone, { maxLength: 4 });

export const principal = fc.record({
  kind,
  name: fc.constantFrom('ann', 'Ann', 'Ánn', 'Bob', 'Zoë', '😀', '\uFF21'),
  disabled: rarely,
  missing: rarely,
  silent: rarely,
  /** Where it stands: in one of the containers before it, if there is any. */
  place: fc.nat(),
});

/** Some group's member: anybody, or one of the groups, so that they nest and meet in circles. */
export const membership = fc.record({ group: fc.nat(), member: someone, nested: fc.boolean(), primary: fc.boolean() });

const category = fc.record({
  [AccessList.ALLOWED]: list,
  [AccessList.DENIED]: fc.oneof(fc.constant([]), list),
  [AccessList.CREATORS]: list,
});

const room = fc.record({
  categoryId: fc.integer({ min: 1, max: CATEGORIES }),
  privacy: fc.constantFrom(...Object.values(RoomPrivacy)),
  type: fc.constantFrom(...Object.values(RoomType)),
  disabled: rarely,
  [AccessList.MEMBERS]: fc.oneof(fc.constant([]), list),
  [AccessList.MANAGERS]: list,
  [AccessList.PRESENTERS]: list,
});

/** An organisation: groups nested in any way, circles and several paths included, containers, categories and rooms. */
export const organisation = fc.record({
  principals: fc.array(principal, { minLength: PRINCIPALS, maxLength: PRINCIPALS }),
  memberships: fc.array(membership, { minLength: PRINCIPALS, maxLength: PRINCIPALS * 2 }),
  categories: fc.array(category, { minLength: CATEGORIES, maxLength: CATEGORIES }),
  rooms: fc.array(room, { minLength: ROOMS, maxLength: ROOMS }),
});
export type Organisation = typeof organisation extends fc.Arbitrary<infer T> ? T : never;
export type DescribedPrincipal = Organisation['principals'][number];

/** Ids run against the order of description, so that nothing can take the one for the other. */
export const principalId = (described: number): number => 1000 - described * 7;

/** Replaces all that the store holds by the organisation. */
export async function storeOrganisation(
  tx: EntityManager,
  { principals, memberships, categories, rooms }: Organisation,
): Promise<void> {
  await storeDirectory(tx, principals.map(rowOf), [...containment(principals), ...membersOf(principals, memberships)]);
  await storeRooms(tx, categories, rooms);
}

/** Replaces the directory that the store holds. */
export async function storeDirectory(
  tx: EntityManager,
  rows: readonly Partial<Principal>[],
  edges: readonly PrincipalEdge[],
): Promise<void> {
  for (const entity of [PrincipalEdge, Principal]) await tx.createQueryBuilder().delete().from(entity).execute();
  await insertInChunks(tx, Principal, rows);
  await insertInChunks(tx, PrincipalEdge, edges);
  await takeSequence(tx, 1, 'directory');
}

export function rowOf(
  { disabled, missing, silent, name, kind: ofKind }: DescribedPrincipal,
  i: number,
): Partial<Principal> {
  return principalRow(principalId(i), {
    kind: ofKind,
    displayName: name,
    enabled: !disabled,
    missing,
    ...(silent && { sip: null }),
  });
}

export function containment(principals: readonly DescribedPrincipal[]): PrincipalEdge[] {
  const containers: number[] = [];
  return principals.flatMap(({ kind: ofKind, place }, i) => {
    const parent = containers[place % containers.length];
    if (CONTAINER_KINDS.includes(ofKind)) containers.push(i);
    return parent === undefined
      ? []
      : [{ kind: EdgeKind.CONTAINS, parentId: principalId(parent), childId: principalId(i) }];
  });
}

export function membersOf(
  principals: readonly DescribedPrincipal[],
  memberships: Organisation['memberships'],
): PrincipalEdge[] {
  const groups = [...principals.keys()].filter((i) => principals[i]!.kind === PrincipalKind.GROUP);
  if (groups.length === 0) return [];
  const edges = memberships.map(({ group, member, nested, primary }) => ({
    kind: primary ? EdgeKind.PRIMARY : EdgeKind.MEMBER,
    parentId: principalId(groups[group % groups.length]!),
    childId: principalId(nested ? groups[member % groups.length]! : member),
  }));
  return [...new Map(edges.map((edge) => [`${edge.kind} ${edge.parentId} ${edge.childId}`, edge])).values()];
}

/** Stores categories and rooms, by the order of description: ids go from 1. */
export async function storeRooms(
  tx: EntityManager,
  categories: Organisation['categories'],
  rooms: Organisation['rooms'],
): Promise<void> {
  for (const entity of [AccessEntry, Room, Category, Pool, Site])
    await tx.createQueryBuilder().delete().from(entity).execute();
  const now = new Date(0);
  const common = { version: 1, createdAt: now, updatedAt: now, description: '', descriptionKey: '', poolId: 1 };
  const named = (name: string) => ({ name, nameKey: name, sortKey: name });
  await insertInChunks(tx, Site, [{ id: 1, name: 'Redmond', nameKey: 'redmond' }]);
  await insertInChunks(tx, Pool, [{ id: 1, fqdn: 'pool.litwareinc.com', state: PoolState.NORMAL, siteId: 1 }]);
  await insertInChunks(
    tx,
    Category,
    categories.map((_category, i) => ({
      ...common,
      ...named(`category ${i + 1}`),
      id: i + 1,
      invitations: false,
      fileUpload: false,
      chatHistory: true,
    })),
  );
  await insertInChunks(
    tx,
    Room,
    rooms.map(({ categoryId, privacy, type, disabled }, i) => ({
      ...common,
      ...named(`room ${i + 1}`),
      ...{ id: i + 1, categoryId, privacy, type, disabled },
      invitations: RoomInvitations.INHERIT,
      contentBytes: 0,
    })),
  );
  await insertInChunks(tx, AccessEntry, [...entriesOf(categories), ...entriesOf(rooms)]);
}

type DescribedOwner = Organisation['categories'][number] | Organisation['rooms'][number];

/** The ids of the principals on a list. */
export function listedOn(owner: DescribedOwner, ofList: AccessList): number[] {
  return ((owner as Partial<Record<AccessList, number[]>>)[ofList] ?? []).map(principalId);
}

function entriesOf(owners: DescribedOwner[]): AccessEntry[] {
  return owners.flatMap((owner, i) =>
    Object.values(AccessList).flatMap((ofList) =>
      listedOn(owner, ofList).map((listed) => ({ list: ofList, ownerId: i + 1, principalId: listed })),
    ),
  );
}
