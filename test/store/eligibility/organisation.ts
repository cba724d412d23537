import fc from 'fast-check';
import type { EntityManager } from 'typeorm';

import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import { foldedKey } from '../../../src/database/text-keys';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { CONTAINER_KINDS, Principal, PrincipalKind } from '../../../src/directory/principal.entity';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import { keepWhetherMembersAreListed } from '../../../src/eligibility/listed-members';
import { Category } from '../../../src/features/category/category.entity';
import { Policy } from '../../../src/features/policy/policy.entity';
import { Room } from '../../../src/features/room/room.entity';
import { RoomInvitations, RoomPrivacy, RoomType } from '../../../src/features/room/room.enums';
import { Scope } from '../../../src/features/scope/scope';
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
/** The per-user policies, by whether they enable Persistent Chat. */
const POLICIES = [true, false];

export const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
export const someone = fc.nat(PRINCIPALS - 1);

export const principal = fc.record({
  kind,
  name: fc.constantFrom('ann', 'Ann', 'Ánn', 'Bob', 'Zoë', '😀', '\uFF21'),
  disabled: rarely,
  missing: rarely,
  silent: rarely,
  /** Where the directory puts it: at a site with a policy or without one, at none, or at one that isn't there. */
  site: fc.constantFrom('Redmond', 'Atlanta', 'Nowhere', null),
  /** Of the per-user policies the one granted, if any. */
  granted: fc.option(fc.nat(POLICIES.length - 1)),
  /** Where it stands: in one of the containers before it, if there is any. */
  place: fc.nat(),
});

const membershipAmong = (anybody: fc.Arbitrary<number>) =>
  fc.record({ group: fc.nat(), member: anybody, nested: fc.boolean(), primary: fc.boolean() });

/** Some group's member: anybody, or one of the groups, so that they nest and meet in circles. */
export const membership = membershipAmong(someone);

const categoryOf = (list: fc.Arbitrary<number[]>) =>
  fc.record({
    [AccessList.ALLOWED]: list,
    [AccessList.DENIED]: fc.oneof(fc.constant([]), list),
    [AccessList.CREATORS]: list,
  });

const roomOf = (list: fc.Arbitrary<number[]>, categories: number) =>
  fc.record({
    categoryId: fc.integer({ min: 1, max: categories }),
    privacy: fc.constantFrom(...Object.values(RoomPrivacy)),
    type: fc.constantFrom(...Object.values(RoomType)),
    disabled: rarely,
    [AccessList.MEMBERS]: fc.oneof(fc.constant([]), list),
    [AccessList.MANAGERS]: list,
    [AccessList.PRESENTERS]: list,
  });

/** Which policies enable Persistent Chat: mostly the global one; of sites only Redmond may have one. */
const policies = fc.record({
  global: fc.boolean(),
  redmond: fc.option(fc.boolean()),
});

/** Organisations of a size: groups nested in any way, circles and several paths included, containers, categories and rooms. */
export function organisationOf(size: { principals: number; categories: number; rooms: number }) {
  const anybody = fc.nat(size.principals - 1);
  const list = fc.uniqueArray(anybody, { maxLength: 4 });
  const exactly = (length: number) => ({ minLength: length, maxLength: length });
  return fc.record({
    principals: fc.array(principal, exactly(size.principals)),
    memberships: fc.array(membershipAmong(anybody), { minLength: size.principals, maxLength: size.principals * 2 }),
    categories: fc.array(categoryOf(list), exactly(size.categories)),
    rooms: fc.array(roomOf(list, size.categories), exactly(size.rooms)),
    policies,
  });
}

export const organisation = organisationOf({ principals: PRINCIPALS, categories: CATEGORIES, rooms: ROOMS });
export type Organisation = typeof organisation extends fc.Arbitrary<infer T> ? T : never;
export type DescribedPrincipal = Organisation['principals'][number];

/** Ids run against the order of description, so that nothing can take the one for the other. */
export const principalId = (described: number): number => 1000 - described * 7;

/** Replaces all that the store holds by the organisation. */
export async function storeOrganisation(
  tx: EntityManager,
  { principals, memberships, categories, rooms, policies: described }: Organisation,
): Promise<void> {
  await tx.query('UPDATE principals SET policy_id = NULL');
  await storeRooms(tx, categories, rooms);
  await storePolicies(tx, described);
  await storeDirectory(tx, principals.map(rowOf), [...containment(principals), ...membersOf(principals, memberships)]);
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
  { disabled, missing, silent, site, granted, name, kind: ofKind }: DescribedPrincipal,
  i: number,
): Partial<Principal> {
  return principalRow(principalId(i), {
    kind: ofKind,
    displayName: name,
    enabled: !disabled,
    missing,
    siteName: site,
    siteKey: site && foldedKey(site),
    policyId: granted === null ? null : grantableId(granted),
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
  for (const entity of [AccessEntry, Room, Category, Pool])
    await tx.createQueryBuilder().delete().from(entity).execute();
  const now = new Date(0);
  const common = { version: 1, createdAt: now, updatedAt: now, description: '', descriptionKey: '', poolId: 1 };
  const named = (name: string) => ({ name, nameKey: name, sortKey: name });
  await tx.query('UPDATE policies SET site_id = NULL');
  await tx.createQueryBuilder().delete().from(Site).execute();
  const audited = { version: 1, createdAt: now, updatedAt: now };
  const sites = ['Redmond', 'Atlanta'].map((name, i) => ({ id: i + 1, ...named(foldedKey(name)), name, ...audited }));
  await insertInChunks(tx, Site, sites);
  await insertInChunks(tx, Pool, [
    { id: 1, fqdn: 'pool.litwareinc.com', state: PoolState.NORMAL, siteId: 1, ...audited },
  ]);
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
    rooms.map(({ categoryId, privacy, type, disabled, MEMBERS }, i) => ({
      ...common,
      ...named(`room ${i + 1}`),
      ...{ id: i + 1, categoryId, privacy, type, disabled, listsMembers: MEMBERS.length > 0 },
      invitations: RoomInvitations.INHERIT,
      contentBytes: 0,
    })),
  );
  await insertInChunks(tx, AccessEntry, [...entriesOf(categories), ...entriesOf(rooms)]);
}

/** Adds entries to the lists of stored categories and rooms. */
export async function storeEntries(tx: EntityManager, entries: readonly AccessEntry[]): Promise<void> {
  await insertInChunks(tx, AccessEntry, entries);
  await keepWhetherMembersAreListed(
    tx,
    entries.filter(({ list }) => list === AccessList.MEMBERS).map(({ ownerId }) => ownerId),
  );
}

/** The id of a per-user policy. */
const grantableId = (i: number): number => 10 + i;

/** Replaces all policies that the store holds; none is granted. */
async function storePolicies(tx: EntityManager, { global, redmond }: Organisation['policies']): Promise<void> {
  await tx.createQueryBuilder().delete().from(Policy).execute();
  const audited = { version: 1, createdAt: new Date(0), updatedAt: new Date(0) };
  const row = (id: number, identity: string, scope: Scope, enablePersistentChat: boolean) => ({
    ...{ id, identity, identityKey: identity, sortKey: identity, scope, siteId: scope === Scope.SITE ? 1 : null },
    ...{ description: '', descriptionKey: '', enablePersistentChat, tenantId: null, ...audited },
  });
  await insertInChunks(tx, Policy, [
    row(1, 'global', Scope.GLOBAL, global),
    ...(redmond === null ? [] : [row(2, 'site:redmond', Scope.SITE, redmond)]),
    ...POLICIES.map((enables, i) => row(grantableId(i), `policy ${i}`, Scope.USER, enables)),
  ]);
  await takeSequence(tx, 1, 'policies');
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
