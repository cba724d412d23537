import { DistinguishedName } from '../distinguished-name';
import { EdgeKind } from '../principal-edge.entity';
import { CONTAINER_KINDS } from '../principal.entity';
import type { Sid } from '../security-identifier';
import type { KnownDirectory } from './known-directory';
import { isPresent, type KnownPrincipal } from './known-principal';
import type { NameNumber } from './name-table';
import type { Staging } from './staging';

interface Linked {
  principal: KnownPrincipal;
  /** The group that it is in without being listed there; undefined where that was not read. */
  primaryGroup: Sid | null | undefined;
}

/** Compares what each principal itself tells: the container that it stands in, and its primary group. */
export class ParentLinks {
  private readonly linked: Linked[] = [];
  private readonly containers = new Map<NameNumber, KnownPrincipal | null>();

  constructor(
    private readonly directory: KnownDirectory,
    private readonly staging: Staging,
  ) {}

  meet(principal: KnownPrincipal, primaryGroup: Sid | null): void {
    this.linked.push({ principal, primaryGroup });
  }

  /** Takes in somebody who was not met, and above whom a container may have come or gone. */
  passOver(principal: KnownPrincipal): void {
    this.linked.push({ principal, primaryGroup: undefined });
  }

  /** The names of all that these stand below. */
  names(): Set<NameNumber> {
    const found = new Set<NameNumber>();
    for (const { principal } of this.linked) {
      let above = this.above(principal.distinguishedName);
      while (above !== null && !found.has(above)) {
        found.add(above);
        above = this.above(this.directory.names.textOf(above));
      }
    }
    return found;
  }

  /** Stages the edges that come and go; returns how many principals stand in another container by now. */
  async compare(): Promise<number> {
    const moved: number[] = [];
    for (const { principal, primaryGroup } of this.linked) {
      const container = this.containerOf(principal.distinguishedName)?.id ?? null;
      if (principal.containerId !== null && principal.containerId !== container) moved.push(principal.id);
      await this.link(EdgeKind.CONTAINS, principal, principal.containerId, container);
      if (primaryGroup === undefined) continue;
      const group = (primaryGroup && this.directory.group(primaryGroup)?.id) || null;
      await this.link(EdgeKind.PRIMARY, principal, principal.primaryGroupId, group);
    }
    await this.staging.moved(moved);
    return moved.length;
  }

  private async link(
    kind: EdgeKind,
    { id }: KnownPrincipal,
    before: number | null,
    after: number | null,
  ): Promise<void> {
    if (before === after) return;
    // Those of what vanished are staged with it.
    if (before !== null && isPresent(this.directory.byId.get(before)!)) await this.staging.edge('-', kind, before, id);
    if (after !== null) await this.staging.edge('+', kind, after, id);
  }

  /** The nearest container above, so that what is no principal in between cuts nothing off. */
  private containerOf(distinguishedName: string): KnownPrincipal | null {
    const above = this.above(distinguishedName);
    if (above === null) return null;
    let container = this.containers.get(above);
    if (container === undefined) {
      const holder = this.directory.at(above);
      container =
        holder && CONTAINER_KINDS.includes(holder.kind) ? holder : this.containerOf(this.directory.names.textOf(above));
      this.containers.set(above, container);
    }
    return container;
  }

  private above(distinguishedName: string): NameNumber | null {
    const text = DistinguishedName.textAbove(distinguishedName);
    return text === null ? null : this.directory.names.numberOf(text);
  }
}
