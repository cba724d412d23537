import { ErrorCode, GatewayError } from '../errors';
import { type DirectoryPrincipal, storedKey } from './directory-principal';
import type { DirectoryEntry, DirectorySource } from './directory-source';
import { DirectoryTree, NO_PRINCIPAL, NOTHING } from './directory-tree';
import { DistinguishedName } from './distinguished-name';
import { EdgeKind } from './principal-edge.entity';
import { PrincipalMapper } from './principal-mapper';
import { CONTAINER_KINDS, PrincipalKind } from './principal.entity';
import type { Sid } from './security-identifier';
import { type SyncWarning, SyncWarnings } from './sync-warnings';

/** An edge between the principals of a snapshot, as one number: `parent * principals.length + child`. */
export type EdgeNumber = number;

/** A whole directory as it was read: principals, each named by its index in the list, and the edges between them. */
export interface DirectorySnapshot {
  principals: readonly DirectoryPrincipal[];
  /** Ascending, without repetition. */
  edges: Readonly<Record<EdgeKind, Float64Array>>;
  /** Entries of kinds that are no principals. */
  skipped: number;
  warnings: SyncWarning[];
}

/**
 * Reads sources to their ends: together they are one directory, whose groups may have members in any of them.
 *
 * @throws GatewayError BAD_USER_INPUT where one has no principals, which is a mistake rather than the end of everybody.
 */
export async function takeSnapshot(...sources: DirectorySource[]): Promise<DirectorySnapshot> {
  const builder = new SnapshotBuilder();
  for (const source of sources) {
    builder.begin(source);
    const before = builder.size;
    for await (const entry of source.readAll()) builder.add(entry);
    if (builder.size === before) {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `There are no principals in "${source.name}"; the directory was left as it is.`,
      );
    }
  }
  return builder.build();
}

class SnapshotBuilder {
  private readonly principals: DirectoryPrincipal[] = [];
  private readonly places: number[] = [];
  private readonly domains: (string | undefined)[] = [];
  private readonly guids = new Set<string>();
  private readonly tree = new DirectoryTree();
  /** Pairs of a group and its member's place, one after the other. */
  private readonly members: number[] = [];
  private readonly groupsBySid = new Map<Sid, number>();
  private readonly usersByPrimaryGroup = new Map<Sid, number[]>();
  /** Short names by the normalised name of their domain; what is configured goes before what was read. */
  private readonly configuredNames = new Map<string, string>();
  private readonly netbiosNames = new Map<string, string>();
  private readonly warnings = new SyncWarnings();
  private mapper: PrincipalMapper;
  private skipped = 0;

  get size(): number {
    return this.principals.length;
  }

  /** Says where the entries come from that are added next. */
  begin({ attributeMap, netbiosNames = new Map() }: DirectorySource): void {
    this.mapper = new PrincipalMapper(attributeMap, this.warnings);
    for (const [domain, netbiosName] of netbiosNames) {
      const name = DistinguishedName.parse(domain);
      if (name) this.configuredNames.set(name.normalised, netbiosName);
    }
  }

  add(entry: DirectoryEntry): void {
    const place = this.tree.place(entry.name);
    if (this.tree.at[place] !== NOTHING) {
      this.warnings.add('DUPLICATE_NAME', `"${entry.distinguishedName}" comes twice: the second was left out.`);
      return;
    }
    this.tree.at[place] = NO_PRINCIPAL;
    const netbios = this.mapper.netbiosName(entry);
    if (netbios) this.netbiosNames.set(netbios.domain.normalised, netbios.name);
    const kind = this.mapper.kindOf(entry);
    if (!kind) {
      this.skipped += 1;
      return;
    }
    const principal = this.mapper.principalOf(entry, kind);
    if (principal && this.isNew(principal)) this.keep(principal, place, entry);
  }

  build(): DirectorySnapshot {
    this.principals.forEach((principal, index) => {
      principal.logonKey = this.logonKey(principal.logonName, this.domains[index]);
    });
    const { principals, skipped } = this;
    const edges = { [EdgeKind.MEMBER]: this.memberEdges(), [EdgeKind.CONTAINS]: this.containmentEdges() };
    return { principals, edges, skipped, warnings: this.warnings.list() };
  }

  private isNew({ guid, distinguishedName }: DirectoryPrincipal): boolean {
    const isNew = !this.guids.has(guid);
    if (!isNew)
      this.warnings.add('DUPLICATE_GUID', `"${distinguishedName}" has the GUID ${guid} of another entry: left out.`);
    this.guids.add(guid);
    return isNew;
  }

  private keep(principal: DirectoryPrincipal, place: number, entry: DirectoryEntry): void {
    const index = this.principals.push(principal) - 1;
    this.tree.at[place] = index;
    this.places.push(place);
    this.domains.push(entry.name.domain?.normalised);
    if (principal.kind === PrincipalKind.GROUP) this.keepGroup(index, entry);
    if (principal.kind === PrincipalKind.USER) this.keepPrimaryGroup(index, entry);
  }

  private keepGroup(index: number, entry: DirectoryEntry): void {
    for (const member of this.mapper.members(entry)) this.addMember(index, member);
    const sid = this.mapper.sid(entry);
    if (sid) this.groupsBySid.set(sid, index);
  }

  private keepPrimaryGroup(index: number, entry: DirectoryEntry): void {
    const group = this.mapper.primaryGroup(entry);
    if (!group) return;
    const users = this.usersByPrimaryGroup.get(group);
    if (users) users.push(index);
    else this.usersByPrimaryGroup.set(group, [index]);
  }

  private logonKey(logonName: string | null, domain: string | undefined): string | null {
    if (!logonName || !domain) return null;
    let netbiosName = this.configuredNames.get(domain) ?? this.netbiosNames.get(domain);
    if (!netbiosName) this.netbiosNames.set(domain, (netbiosName = DistinguishedName.parse(domain)!.firstValue));
    return storedKey(`${netbiosName}\\${logonName}`);
  }

  private addMember(group: number, member: string): void {
    const place = this.tree.placeOfText(member);
    if (place === NOTHING) this.warnOfMember(group, member);
    else this.members.push(group, place);
  }

  private warnOfMember(group: number, member: string): void {
    const { distinguishedName } = this.principals[group]!;
    this.warnings.add(
      'MEMBER_NOT_FOUND',
      `"${distinguishedName}" has the member "${member}", which is not in the directory.`,
    );
  }

  private warnOfItself(group: number): void {
    this.warnings.add('MEMBER_OF_ITSELF', `"${this.principals[group]!.distinguishedName}" has itself as a member.`);
  }

  private memberEdges(): Float64Array {
    const edges: EdgeNumber[] = [];
    for (let i = 0; i < this.members.length; i += 2) {
      const group = this.members[i]!;
      const place = this.members[i + 1]!;
      const member = this.tree.at[place]!;
      if (member === NOTHING) this.warnOfMember(group, this.tree.texts[place]!);
      else if (member === group) this.warnOfItself(group);
      else if (member !== NO_PRINCIPAL) edges.push(group * this.principals.length + member);
    }
    for (const [sid, users] of this.usersByPrimaryGroup) {
      const group = this.groupsBySid.get(sid);
      if (group === undefined) continue;
      for (const user of users) edges.push(group * this.principals.length + user);
    }
    return ascending(edges);
  }

  private containmentEdges(): Float64Array {
    const edges: EdgeNumber[] = [];
    this.places.forEach((place, index) => {
      const container = this.containerOf(place);
      if (container !== NOTHING) edges.push(container * this.principals.length + index);
    });
    return ascending(edges);
  }

  /** The nearest container above, so that what is no principal in between cuts nothing off. */
  private containerOf(place: number): number {
    let above = this.tree.parents[place]!;
    while (above !== NOTHING) {
      const index = this.tree.at[above]!;
      if (index >= 0 && CONTAINER_KINDS.includes(this.principals[index]!.kind)) return index;
      above = this.tree.parents[above]!;
    }
    return NOTHING;
  }
}

function ascending(edges: EdgeNumber[]): Float64Array {
  return Float64Array.from(edges)
    .sort()
    .filter((edge, i, sorted) => edge !== sorted[i - 1]);
}
