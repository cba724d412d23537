import { foldedKey, sortKey } from '../database/text-keys';
import { AccessEntry, AccessList } from '../eligibility/access-entry.entity';
import type { Addin } from '../features/addin/addin.entity';
import type { Category } from '../features/category/category.entity';
import type { Room } from '../features/room/room.entity';
import { RoomInvitations, RoomPrivacy, RoomType } from '../features/room/room.enums';
import type { PoolServer } from '../features/topology/pool-server.entity';
import { type Pool, PoolState } from '../features/topology/pool.entity';
import type { SipDomain } from '../features/topology/sip-domain.entity';
import type { Site } from '../features/topology/site.entity';
import type { SampleCategory, SamplePool, SampleRoom, SampleSite } from './sample-site';

const BYTES_PER_MEGABYTE = 1024 * 1024;

/** The rows of sample sites for a store that has none, so that their ids can be counted here. */
export class SampleRows {
  readonly sipDomains: Partial<SipDomain>[] = [];
  readonly sites: Partial<Site>[] = [];
  readonly pools: Partial<Pool>[] = [];
  readonly servers: Partial<PoolServer>[] = [];
  readonly addins: Partial<Addin>[] = [];
  readonly categories: Partial<Category>[] = [];
  readonly rooms: Partial<Room>[] = [];
  readonly entries: AccessEntry[] = [];
  private readonly audited: { version: number; createdAt: Date; updatedAt: Date };

  /** @param principalIds the ids of the principals that the lists name */
  constructor(
    private readonly principalIds: ReadonlyMap<string, number>,
    now: Date,
  ) {
    this.audited = { version: 1, createdAt: now, updatedAt: now };
  }

  addSipDomain(name: string): void {
    this.sipDomains.push({ name, ...this.audited });
  }

  addSite({ name, pools }: SampleSite): void {
    const id = this.sites.length + 1;
    this.sites.push({ id, ...named(name), ...this.audited });
    for (const pool of pools) this.addPool(id, pool);
  }

  private addPool(siteId: number, pool: SamplePool): void {
    const { fqdn, primaryDatabase, backupDatabase, activeServers, inactiveServers, addins, categories } = pool;
    const id = this.pools.length + 1;
    const served = { state: PoolState.NORMAL, ...this.audited };
    this.pools.push({ id, siteId, fqdn, primaryDatabase, backupDatabase, ...served });
    this.servers.push(...activeServers.map((server) => ({ fqdn: server, active: true, poolId: id, ...served })));
    this.servers.push(...inactiveServers.map((server) => ({ fqdn: server, active: false, poolId: id, ...served })));
    const addinIds = new Map<string, number>();
    for (const [name, url] of Object.entries(addins)) {
      const addinId = this.addins.length + 1;
      this.addins.push({ id: addinId, poolId: id, ...named(name), url, urlKey: foldedKey(url), ...this.audited });
      addinIds.set(name, addinId);
    }
    for (const category of categories) this.addCategory(id, category, addinIds);
  }

  private addCategory(poolId: number, category: SampleCategory, addinIds: ReadonlyMap<string, number>): void {
    const id = this.categories.length + 1;
    const { name, description, invitations = false, fileUpload = false, chatHistory = true } = category;
    this.categories.push({
      id,
      poolId,
      ...named(name),
      ...described(description),
      invitations,
      fileUpload,
      chatHistory,
      ...this.audited,
    });
    this.addEntries(AccessList.ALLOWED, id, category.allowed);
    this.addEntries(AccessList.DENIED, id, category.denied);
    this.addEntries(AccessList.CREATORS, id, category.creators);
    for (const room of category.rooms) this.addRoom(poolId, id, room, addinIds);
  }

  private addRoom(poolId: number, categoryId: number, room: SampleRoom, addinIds: ReadonlyMap<string, number>): void {
    const id = this.rooms.length + 1;
    this.rooms.push({
      id,
      poolId,
      categoryId,
      ...named(room.name),
      ...described(room.description),
      type: RoomType[room.type ?? 'NORMAL'],
      privacy: RoomPrivacy[room.privacy ?? 'CLOSED'],
      invitations: RoomInvitations[room.invitations ?? 'INHERIT'],
      disabled: room.disabled ?? false,
      listsMembers: Boolean(room.members?.length),
      contentBytes: Math.round(room.megabytes * BYTES_PER_MEGABYTE),
      addinId: room.addin === undefined ? null : addinIds.get(room.addin)!,
      ...this.audited,
    });
    this.addEntries(AccessList.MEMBERS, id, room.members);
    this.addEntries(AccessList.MANAGERS, id, room.managers);
    this.addEntries(AccessList.PRESENTERS, id, room.presenters);
  }

  private addEntries(list: AccessList, ownerId: number, identities: readonly string[] = []): void {
    this.entries.push(
      ...identities.map((identity) => ({ list, ownerId, principalId: this.principalIds.get(identity)! })),
    );
  }
}

/** Every identity that the lists of sample sites name, once. */
export function identitiesIn(sites: readonly SampleSite[]): string[] {
  const categories = sites.flatMap(({ pools }) => pools).flatMap((pool) => pool.categories);
  const rooms = categories.flatMap((category) => category.rooms);
  const lists = [
    ...categories.flatMap(({ allowed, denied, creators }) => [allowed, denied, creators]),
    ...rooms.flatMap(({ members, managers, presenters }) => [members, managers, presenters]),
  ];
  return [...new Set(lists.flatMap((list) => list ?? []))];
}

function named(name: string): { name: string; nameKey: string; sortKey: string } {
  return { name, nameKey: foldedKey(name), sortKey: sortKey(name) };
}

function described(description: string): { description: string; descriptionKey: string } {
  return { description, descriptionKey: foldedKey(description) };
}
