import type { EntityManager } from 'typeorm';

import { ChangeSequence } from '../../../src/database/change-sequence.entity';
import { foldedKey, sortKey } from '../../../src/database/text-keys';
import type { Store } from '../../../src/database/store';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { CONTAINER_KINDS, Principal, PrincipalKind } from '../../../src/directory/principal.entity';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import { loadEligibilityIndex } from '../../../src/eligibility/eligibility-index.loader';
import { Addin } from '../../../src/features/addin/addin.entity';
import { Category } from '../../../src/features/category/category.entity';
import { ComplianceConfiguration } from '../../../src/features/compliance/compliance-configuration.entity';
import { Configuration } from '../../../src/features/configuration/configuration.entity';
import { Endpoint } from '../../../src/features/endpoint/endpoint.entity';
import { Policy } from '../../../src/features/policy/policy.entity';
import { Room } from '../../../src/features/room/room.entity';
import { RoomInvitations, RoomPrivacy, RoomType } from '../../../src/features/room/room.enums';
import { Scope } from '../../../src/features/scope/scope';
import { PoolServer } from '../../../src/features/topology/pool-server.entity';
import { Pool, PoolState } from '../../../src/features/topology/pool.entity';
import { SipDomain } from '../../../src/features/topology/sip-domain.entity';
import { Site } from '../../../src/features/topology/site.entity';
import { loadSampleOrganisation } from '../../../src/sample/sample-organisation';
import { insertSite } from '../../support/sites';
import { openTestStore, statementsOf } from '../../support/store';
import { testDatabaseUrl } from '../../support/test-database';

/** Everything that the loader writes, row by row. */
async function everything(manager: EntityManager): Promise<unknown[]> {
  const entities = [
    Principal,
    PrincipalEdge,
    SipDomain,
    Policy,
    Site,
    Pool,
    PoolServer,
    Addin,
    Category,
    Room,
    AccessEntry,
    Configuration,
    ComplianceConfiguration,
    Endpoint,
    ChangeSequence,
  ];
  return Promise.all(entities.map((entity) => manager.find<object>(entity)));
}

describe('the sample organisation', () => {
  let store: Store;
  let principals: Map<number, Principal>;
  let edges: PrincipalEdge[];
  let categories: Category[];
  let rooms: Room[];
  let addins: Addin[];
  let entries: AccessEntry[];

  beforeAll(async () => {
    store = await openTestStore();
    await loadSampleOrganisation(store);
    principals = new Map((await store.read.find(Principal)).map((principal) => [principal.id, principal]));
    edges = await store.read.find(PrincipalEdge);
    categories = await store.read.find(Category);
    rooms = await store.read.find(Room);
    addins = await store.read.find(Addin);
    entries = await store.read.find(AccessEntry);
  });

  const named = (displayName: string): number =>
    [...principals.values()].find((principal) => principal.displayName === displayName)!.id;
  const listOf = (list: AccessList, ownerId: number): number[] =>
    entries.filter((entry) => entry.list === list && entry.ownerId === ownerId).map(({ principalId }) => principalId);

  /** A walk of its own, in the plainest way: through groups to members, and below containers, where groups' members don't count. */
  function expand(list: number[]): Set<number> {
    const seen = new Set<string>();
    const reached = new Set<number>();
    const walk = (id: number, kind: EdgeKind): void => {
      if (seen.has(`${kind} ${id}`)) return;
      seen.add(`${kind} ${id}`);
      reached.add(id);
      for (const { childId } of edges.filter((edge) => edge.parentId === id && edge.kind === kind)) {
        walk(childId, kind === EdgeKind.CONTAINS ? kind : along(childId));
      }
    };
    for (const id of list) walk(id, along(id));
    return reached;
  }

  const along = (id: number): EdgeKind =>
    CONTAINER_KINDS.includes(principals.get(id)!.kind) ? EdgeKind.CONTAINS : EdgeKind.MEMBER;

  function eligible(categoryId: number): Set<number> {
    const denied = expand(listOf(AccessList.DENIED, categoryId));
    return new Set([...expand(listOf(AccessList.ALLOWED, categoryId))].filter((id) => !denied.has(id)));
  }

  const outside = (list: Iterable<number>, wall: Set<number>): string[] =>
    [...list].filter((id) => !wall.has(id)).map((id) => principals.get(id)!.displayName);

  it('has two sites with a pool each, and servers of which some are active', async () => {
    const sites = await store.read.find(Site, { order: { name: 'ASC' } });
    const pools = await store.read.find(Pool, { relations: { site: true }, order: { fqdn: 'ASC' } });
    const servers = await store.read.find(PoolServer);
    expect(sites.map(({ name, nameKey }) => [name, nameKey])).toEqual([
      ['Atlanta', 'atlanta'],
      ['Redmond', 'redmond'],
    ]);
    expect(pools.map(({ fqdn, site, state, primaryDatabase }) => [fqdn, site!.name, state, primaryDatabase])).toEqual([
      ['atl-cs-001.litwareinc.com', 'Atlanta', PoolState.NORMAL, 'atl-sql-001.litwareinc.com\\rtc'],
      ['red-cs-001.litwareinc.com', 'Redmond', PoolState.NORMAL, 'red-sql-001.litwareinc.com\\rtc'],
    ]);
    expect(pools.map(({ backupDatabase }) => backupDatabase)).toEqual(Array(2).fill('red-sql-002.litwareinc.com\\rtc'));
    expect(servers.every(({ state }) => state === PoolState.NORMAL)).toBe(true);
    expect(await store.read.find(SipDomain)).toMatchObject([{ name: 'litwareinc.com' }]);
    const countOf = (poolId: number, active: boolean) =>
      servers.filter((server) => server.poolId === poolId && server.active === active).length;
    expect(pools.map(({ id }) => [countOf(id, true), countOf(id, false)])).toEqual([
      [2, 1],
      [3, 1],
    ]);
  });

  it('has policies that let everybody enter, and one granted to three', async () => {
    const policies = await store.read.find(Policy, { order: { id: 'ASC' } });
    expect(
      policies.map(({ identityKey, scope, enablePersistentChat }) => [identityKey, scope, enablePersistentChat]),
    ).toEqual([
      ['global', Scope.GLOBAL, true],
      ['tag:redmondpersistentchatpolicy', Scope.USER, true],
      ['tag:nopersistentchat', Scope.USER, false],
    ]);
    const granted = [...principals.values()].filter(({ policyId }) => policyId !== null);
    expect(granted.map(({ displayName, policyId }) => [displayName, policyId]).sort()).toEqual(
      ['Ken Myer', 'Kim Akers', 'Renée Lo'].map((name) => [name, policies[1]!.id]),
    );
    const { mayEnterAtAll, activeUsers } = await loadEligibilityIndex(store);
    expect(mayEnterAtAll.equals(activeUsers)).toBe(true);
    expect(mayEnterAtAll.size).toBeGreaterThan(100);
  });

  it('sets something for a site and for a pool, and has an endpoint of each pool', async () => {
    const configurations = await store.read.find(Configuration, { order: { id: 'ASC' } });
    expect(
      configurations.map(({ identityKey, defaultChatHistory, siteId }) => [identityKey, defaultChatHistory, siteId]),
    ).toEqual([
      ['global', 30, null],
      ['site:redmond', 50, (await store.read.findOneByOrFail(Site, { name: 'Redmond' })).id],
    ]);
    const recordings = await store.read.find(ComplianceConfiguration, {
      order: { id: 'ASC' },
      relations: { pool: true },
    });
    expect(
      recordings.map(({ identityKey, adapterOutputDirectory, pool }) => [
        identityKey,
        adapterOutputDirectory,
        pool?.fqdn,
      ]),
    ).toEqual([
      ['global', null, undefined],
      [
        'service:persistentchatserver:atl-cs-001.litwareinc.com',
        'C:\\Compliance\\Atlanta',
        'atl-cs-001.litwareinc.com',
      ],
    ]);
    const endpoints = await store.read.find(Endpoint, { order: { id: 'ASC' }, relations: { pool: true } });
    expect(endpoints.map(({ sipKey, displayNameKey, pool }) => [sipKey, displayNameKey, pool!.fqdn])).toEqual([
      ['sip:chat-redmond@litwareinc.com', 'persistent chat redmond', 'red-cs-001.litwareinc.com'],
      ['sip:chat-atlanta@litwareinc.com', 'persistent chat atlanta', 'atl-cs-001.litwareinc.com'],
    ]);
    expect([...principals.values()].filter(({ sipKey }) => endpoints.some((each) => each.sipKey === sipKey))).toEqual(
      [],
    );
  });

  it('has 8 categories, 6 add-ins and 60 rooms at least, with the keys by which they are found', () => {
    expect(categories.length).toBeGreaterThanOrEqual(8);
    expect(addins.length).toBeGreaterThanOrEqual(6);
    expect(rooms.length).toBeGreaterThanOrEqual(60);
    for (const thing of [...categories, ...addins, ...rooms]) {
      expect(thing).toMatchObject({ version: 1, nameKey: foldedKey(thing.name), sortKey: sortKey(thing.name) });
      expect(thing.name).toMatch(/^[^\\]{1,256}$/);
      expect(thing.updatedAt).toEqual(thing.createdAt);
      expect(Math.abs(Date.now() - thing.createdAt.getTime())).toBeLessThan(60_000);
    }
    for (const thing of [...categories, ...rooms]) {
      expect(thing.description).not.toBe('');
      expect(thing.descriptionKey).toBe(foldedKey(thing.description));
    }
  });

  it('has rooms of every type and privacy, with either invitations, disabled ones, with and without an add-in', () => {
    const variants = new Set(rooms.map(({ type, privacy }) => `${type} ${privacy}`));
    expect([...variants].sort()).toEqual([
      `${RoomType.AUDITORIUM} ${RoomPrivacy.CLOSED}`,
      `${RoomType.AUDITORIUM} ${RoomPrivacy.OPEN}`,
      `${RoomType.AUDITORIUM} ${RoomPrivacy.SECRET}`,
      `${RoomType.NORMAL} ${RoomPrivacy.CLOSED}`,
      `${RoomType.NORMAL} ${RoomPrivacy.OPEN}`,
      `${RoomType.NORMAL} ${RoomPrivacy.SECRET}`,
    ]);
    expect(new Set(rooms.map(({ invitations }) => invitations))).toEqual(new Set(Object.values(RoomInvitations)));
    expect(new Set(rooms.map(({ disabled }) => disabled))).toEqual(new Set([true, false]));
    expect(new Set(rooms.map(({ addinId }) => addinId !== null))).toEqual(new Set([true, false]));
    expect(rooms.every(({ contentBytes }) => Number.isSafeInteger(contentBytes) && contentBytes > 0)).toBe(true);
  });

  it('has a room called ITChatRoom in Atlanta, which Ken Myer manages', () => {
    const room = rooms.find(({ name }) => name === 'ITChatRoom')!;
    expect(categories.find(({ id }) => id === room.categoryId)!.name).toBe('Technology');
    expect(listOf(AccessList.MEMBERS, room.id)).toEqual([named('All IT')]);
    expect(listOf(AccessList.MANAGERS, room.id)).toEqual([named('Ken Myer')]);
  });

  it('keeps to one pool from the category to the room and its add-in', () => {
    for (const room of rooms) {
      expect(categories.find(({ id }) => id === room.categoryId)!.poolId).toBe(room.poolId);
      if (room.addinId !== null) expect(addins.find(({ id }) => id === room.addinId)!.poolId).toBe(room.poolId);
    }
  });

  it('lists nobody outside a wall, and presenters in auditoriums only, among the members', () => {
    for (const { id } of categories) expect(outside(listOf(AccessList.CREATORS, id), eligible(id))).toEqual([]);
    for (const { id, categoryId, type } of rooms) {
      const wall = eligible(categoryId);
      const members = listOf(AccessList.MEMBERS, id);
      const presenters = listOf(AccessList.PRESENTERS, id);
      expect(outside([...members, ...listOf(AccessList.MANAGERS, id), ...presenters], wall)).toEqual([]);
      if (members.length > 0) expect(outside(presenters, expand(members))).toEqual([]);
      expect(presenters.length > 0).toBe(type === RoomType.AUDITORIUM);
    }
  });

  it('lists entries for things that are there', () => {
    const ofRooms = [AccessList.MEMBERS, AccessList.MANAGERS, AccessList.PRESENTERS];
    const owners = { rooms: new Set(rooms.map(({ id }) => id)), categories: new Set(categories.map(({ id }) => id)) };
    for (const { list, ownerId, principalId } of entries) {
      expect((ofRooms.includes(list) ? owners.rooms : owners.categories).has(ownerId)).toBe(true);
      expect(principals.has(principalId)).toBe(true);
    }
  });

  it('keeps traders and analysts apart', () => {
    const idOf = (category: string) => categories.find(({ name }) => name === category)!.id;
    const people = (id: number) =>
      [...expand([id])].filter((each) => principals.get(each)!.kind === PrincipalKind.USER);
    const traders = people(named('Trading Floor'));
    const analysts = people(named('Research Team'));
    expect(traders.length).toBeGreaterThan(30);
    expect(analysts.length).toBeGreaterThan(25);
    expect(traders.filter((id) => eligible(idOf('Research')).has(id))).toEqual([]);
    expect(analysts.filter((id) => eligible(idOf('Trading')).has(id))).toEqual([]);
    expect([...traders, ...analysts].filter((id) => eligible(idOf('Mergers, Acquisitions')).has(id))).toEqual([]);
    expect(eligible(idOf('Research')).has(named("Siobhán O'Brien"))).toBe(true);
    expect(eligible(idOf('Trading')).has(named("Siobhán O'Brien"))).toBe(true);
  });

  it('lets somebody into every room that is not disabled', () => {
    const users = [...principals.values()].filter(({ kind }) => kind === PrincipalKind.USER);
    const mayChat = users.filter(({ enabled, sipAddress }) => enabled && sipAddress);
    for (const { id, categoryId, privacy } of rooms.filter(({ disabled }) => !disabled)) {
      const wall = eligible(categoryId);
      const members = listOf(AccessList.MEMBERS, id);
      const admitted = privacy === RoomPrivacy.OPEN || members.length === 0 ? wall : expand(members);
      expect(mayChat.some((principal) => wall.has(principal.id) && admitted.has(principal.id))).toBe(true);
    }
  });

  it('is loaded once', async () => {
    await store.write((tx) => tx.delete(AccessEntry, { list: AccessList.DENIED }));
    const before = await everything(store.read);
    const statements = await statementsOf(store, async () => {
      expect(await loadSampleOrganisation(store)).toBe(false);
    });
    expect(statements.length).toBeLessThanOrEqual(2);
    expect(await everything(store.read)).toEqual(before);
  });
});

describe('loading the sample organisation', () => {
  it('leaves a store alone that has a site', async () => {
    const store = await openTestStore();
    await store.write((tx) => insertSite(tx, 'Dublin'));
    const before = await everything(store.read);
    await loadSampleOrganisation(store);
    expect(await everything(store.read)).toEqual(before);
  });

  it('leaves nothing half done where it is interrupted, and is done by the next start', async () => {
    const store = await openTestStore();
    const empty = await everything(store.read);
    const interrupted: Store = {
      ...store,
      read: store.read,
      write: (work) =>
        store.write(async (tx) => {
          await work(tx);
          throw new Error('interrupted');
        }),
    };
    await expect(loadSampleOrganisation(interrupted)).rejects.toThrow('interrupted');
    expect(await everything(store.read)).toEqual(empty);
    await loadSampleOrganisation(store);
    expect(await store.read.countBy(Room, { name: 'ITChatRoom' })).toBe(1);
  });

  it('is done by one of two gateways that start at the same time', async () => {
    const url = await testDatabaseUrl();
    const stores = [await openTestStore(url), await openTestStore(url)];
    const loaded = await Promise.all(stores.map((store) => loadSampleOrganisation(store)));
    expect(loaded.sort()).toEqual([false, true]);
    expect(await stores[0]!.read.countBy(Room, { name: 'ITChatRoom' })).toBe(1);
    expect(await stores[0]!.read.countBy(Principal, { displayName: 'Ken Myer' })).toBe(1);
  });
});
