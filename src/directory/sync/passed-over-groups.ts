import type { EntityManager } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { idList, sql } from '../../database/sql';
import { DistinguishedName } from '../distinguished-name';
import { EdgeKind } from '../principal-edge.entity';
import { PrincipalKind } from '../principal.entity';
import { ascending, stageMembers, storedMembers } from './group-members';
import type { KnownDirectory } from './known-directory';
import { Finding, type KnownPrincipal } from './known-principal';
import { sourcesThatFollowMoves } from './source-states';
import type { Staging } from './staging';

/** What becomes of the members of a group. */
interface Touched {
  /** Members who no longer stand at the name that the group lists, by their ids: that name's key; null where the group lists it no more. */
  lost: Map<number, string | null>;
  /** Keys of names that the group lists, and at which somebody stands by now: their ids. */
  found: Map<string, number>;
}

const PER_STATEMENT = 5_000;
const GROUPS_PER_STATEMENT = 500;

/**
 * The groups that a sync didn't meet, because they are unchanged or another source's, and whose members come, go or move all the same.
 */
export class PassedOverGroups {
  private readonly touched = new Map<KnownPrincipal, Touched>();
  /** Those who left a name, by their ids: its key, and whether they stand at another. */
  private readonly left = new Map<number, { key: string; moved: boolean }>();
  private readonly arrived = new Map<string, number>();

  constructor(
    private readonly manager: EntityManager,
    private readonly directory: KnownDirectory,
    private readonly staging: Staging,
  ) {}

  /** Somebody who vanished, or stands elsewhere by now. */
  leave({ id }: KnownPrincipal, distinguishedName: string, moved: boolean): void {
    const key = DistinguishedName.parse(distinguishedName)?.key;
    if (key !== undefined) this.left.set(id, { key, moved });
  }

  arrive({ id }: KnownPrincipal, key: string): void {
    if (this.left.get(id)?.key === key) this.left.delete(id);
    else this.arrived.set(key, id);
  }

  async compare(): Promise<void> {
    for (const { kind, finding } of this.directory.all()) {
      if (kind === PrincipalKind.GROUP && finding === Finding.NOT_SEEN) return this.compareThose();
    }
  }

  private async compareThose(): Promise<void> {
    await this.findLost();
    await this.findFound();
    const groups = [...this.touched.keys()];
    for (let start = 0; start < groups.length; start += GROUPS_PER_STATEMENT) {
      await this.stage(groups.slice(start, start + GROUPS_PER_STATEMENT));
    }
  }

  private async findLost(): Promise<void> {
    const followMoves = await sourcesThatFollowMoves(this.manager);
    for (const ids of chunks([...this.left.keys()])) {
      const edges = await rowsOf(
        this.manager,
        sql`SELECT parent_id, child_id FROM principal_edges WHERE kind = ${EdgeKind.MEMBER} AND child_id IN (${idList(ids)})`,
      );
      for (const edge of edges) {
        const child = edge.child_id as number;
        const { key, moved } = this.left.get(child)!;
        const group = this.passedOver(edge.parent_id as number);
        if (!group) continue;
        const follows = group.sourceId !== null && followMoves.has(group.sourceId);
        if (!follows) this.touch(group).lost.set(child, key);
        else if (!moved) this.touch(group).lost.set(child, null);
      }
    }
  }

  private async findFound(): Promise<void> {
    const [any] = await rowsOf(this.manager, sql`SELECT 1 FROM pending_members LIMIT 1`);
    if (!any) return;
    for (const keys of chunks([...this.arrived.keys()])) {
      const rows = await rowsOf(
        this.manager,
        sql`SELECT group_id, dn_key FROM pending_members WHERE dn_key IN (${keys})`,
      );
      for (const row of rows) {
        const group = this.passedOver(row.group_id as number);
        const key = row.dn_key as string;
        if (group) this.touch(group).found.set(key, this.arrived.get(key)!);
      }
    }
  }

  private async stage(groups: readonly KnownPrincipal[]): Promise<void> {
    const stored = await storedMembers(this.manager, groups);
    for (const group of groups) {
      const { lost, found } = this.touched.get(group)!;
      const before = stored.get(group.id)!;
      const vacant = [...lost.values()].filter((key) => key !== null);
      const taken = vacant.map((key) => this.arrived.get(key)).filter((id) => id !== undefined);
      const pending = [
        ...before.pending.filter((key) => !found.has(key)),
        ...vacant.filter((key) => !this.arrived.has(key)),
      ];
      const after = {
        ids: ascending([...before.ids.filter((id) => !lost.has(id)), ...found.values(), ...taken]),
        pending: [...new Set(pending)].sort(),
      };
      await stageMembers(this.staging, this.directory, group, before, after);
    }
  }

  private passedOver(id: number): KnownPrincipal | null {
    const group = this.directory.byId.get(id);
    return group?.finding === Finding.NOT_SEEN ? group : null;
  }

  private touch(group: KnownPrincipal): Touched {
    let touched = this.touched.get(group);
    if (!touched) this.touched.set(group, (touched = { lost: new Map(), found: new Map() }));
    return touched;
  }
}

function* chunks<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += PER_STATEMENT) yield items.slice(start, start + PER_STATEMENT);
}
