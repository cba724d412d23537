import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { idList, sql } from '../../database/sql';
import { EdgeKind } from '../principal-edge.entity';
import type { SyncWarnings } from '../sync-warnings';
import type { KnownDirectory } from './known-directory';
import { Finding, isPresent, type KnownPrincipal } from './known-principal';
import type { NameNumber } from './name-table';
import type { Staging } from './staging';

/** Whom a group lists: the ids of principals, and the keys of names where none stands; both ascending, without repetition. */
export interface Members {
  ids: Int32Array;
  pending: readonly string[];
}

interface Group {
  principal: KnownPrincipal;
  names: Int32Array;
}

const GROUPS_PER_STATEMENT = 500;

/** Compares whom the groups list that were met. A digest tells those that list others by now: only of these the store's members are read. */
export class GroupMembers {
  private readonly met: Group[] = [];
  /** Names of entries that make no principals, such as computers. */
  private readonly passedOver = new Set<NameNumber>();

  constructor(
    private readonly manager: EntityManager,
    private readonly directory: KnownDirectory,
    private readonly staging: Staging,
    private readonly warnings: SyncWarnings,
  ) {}

  meet(principal: KnownPrincipal, members: readonly string[]): void {
    const names = new Int32Array(members.length);
    for (let i = 0; i < names.length; i += 1) names[i] = this.directory.names.numberOf(members[i]!);
    this.met.push({ principal, names });
  }

  passOver(name: NameNumber): void {
    this.passedOver.add(name);
  }

  /** The names of members of which it isn't known yet who stands there. */
  unknownNames(): Set<NameNumber> {
    const unknown = new Set<NameNumber>();
    for (const { names } of this.met) {
      for (const name of names) if (!this.directory.names.holderOf(name)) unknown.add(name);
    }
    return unknown;
  }

  async compare(): Promise<void> {
    let changed: { group: KnownPrincipal; members: Members }[] = [];
    for (const { principal, names } of this.met) {
      const members = this.membersOf(principal, names);
      if (digestOf(members) === principal.membersDigest) continue;
      changed.push({ group: principal, members });
      if (changed.length < GROUPS_PER_STATEMENT) continue;
      await this.stage(changed);
      changed = [];
    }
    await this.stage(changed);
  }

  private membersOf(group: KnownPrincipal, names: Int32Array): Members {
    const ids: number[] = [];
    const pending: string[] = [];
    for (const name of names) {
      const member = this.directory.at(name);
      if (member === group) this.warn('MEMBER_OF_ITSELF', `"${group.distinguishedName}" has itself as a member.`);
      else if (member) ids.push(member.id);
      else {
        const key = this.directory.keyOf(name);
        if (key !== null) pending.push(key);
        if (!this.passedOver.has(name)) this.warnOfNobody(group, name);
      }
    }
    return { ids: ascending(ids), pending: [...new Set(pending)].sort() };
  }

  private async stage(changed: readonly { group: KnownPrincipal; members: Members }[]): Promise<void> {
    if (changed.length === 0) return;
    const stored = await storedMembers(
      this.manager,
      changed.map(({ group }) => group).filter(({ finding }) => finding !== Finding.ADDED),
    );
    for (const { group, members } of changed) {
      await stageMembers(this.staging, this.directory, group, stored.get(group.id) ?? NO_MEMBERS, members);
    }
  }

  private warnOfNobody(group: KnownPrincipal, name: NameNumber): void {
    const member = this.directory.names.textOf(name);
    const sentence = `"${group.distinguishedName}" has the member "${member}", which is not in the directory.`;
    this.warn('MEMBER_NOT_FOUND', sentence);
  }

  private warn(...warning: Parameters<SyncWarnings['add']>): void {
    this.warnings.add(...warning);
  }
}

const NO_MEMBERS: Members = { ids: new Int32Array(), pending: [] };

/** What the store has listed of groups, by their ids. */
export async function storedMembers(
  manager: EntityManager,
  groups: readonly KnownPrincipal[],
): Promise<Map<number, Members>> {
  if (groups.length === 0) return new Map();
  const these = idList(groups.map(({ id }) => id));
  const edges = await rowsOf(
    manager,
    sql`SELECT parent_id, child_id FROM principal_edges WHERE kind = ${EdgeKind.MEMBER} AND parent_id IN (${these}) ORDER BY parent_id, child_id`,
  );
  const pending = await rowsOf(
    manager,
    sql`SELECT group_id, dn_key FROM pending_members WHERE group_id IN (${these}) ORDER BY group_id, dn_key`,
  );
  const ids = new Map<number, number[]>(groups.map(({ id }) => [id, []]));
  for (const { parent_id: parent, child_id: child } of edges) ids.get(parent as number)!.push(child as number);
  const keys = new Map<number, string[]>(groups.map(({ id }) => [id, []]));
  for (const { group_id: group, dn_key: key } of pending) keys.get(group as number)!.push(key as string);
  return new Map(Array.from(ids, ([id, listed]) => [id, { ids: Int32Array.from(listed), pending: keys.get(id)! }]));
}

/** Stages what it takes to bring a group's members from what they were to what they are. */
export async function stageMembers(
  staging: Staging,
  directory: KnownDirectory,
  group: KnownPrincipal,
  before: Members,
  after: Members,
): Promise<void> {
  for (const id of without(before.ids, after.ids)) {
    // Edges of what vanished are staged with it.
    if (isPresent(directory.byId.get(id)!)) await staging.edge('-', EdgeKind.MEMBER, group.id, id);
  }
  for (const id of without(after.ids, before.ids)) await staging.edge('+', EdgeKind.MEMBER, group.id, id);
  for (const key of without(before.pending, after.pending)) await staging.pending('-', group, key);
  for (const key of without(after.pending, before.pending)) await staging.pending('+', group, key);
  await staging.group(group, digestOf(after));
}

/** Equal for equal members: 128 bits in hex. */
function digestOf({ ids, pending }: Members): string {
  return createHash('sha256').update(ids).update(pending.join()).digest('hex').slice(0, 32);
}

export function ascending(ids: Iterable<number>): Int32Array {
  return Int32Array.from(ids)
    .sort()
    .filter((id, i, sorted) => id !== sorted[i - 1]);
}

/** What is in the one ascending list but not in the other. */
function* without<T extends number | string>(these: ArrayLike<T>, others: ArrayLike<T>): Generator<T> {
  let at = 0;
  for (let i = 0; i < these.length; i += 1) {
    while (at < others.length && others[at]! < these[i]!) at += 1;
    if (others[at] !== these[i]) yield these[i]!;
  }
}
