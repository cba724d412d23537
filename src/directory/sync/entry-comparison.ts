import type { EntityManager } from 'typeorm';

import { digestOf } from '../directory-principal';
import type { DirectoryEntry, DirectoryReading, DirectorySource } from '../directory-source';
import { CONTAINER_KINDS, PrincipalKind } from '../principal.entity';
import { PrincipalMapper } from '../principal-mapper';
import { SyncWarnings } from '../sync-warnings';
import { GroupMembers } from './group-members';
import type { KnownDirectory } from './known-directory';
import { Finding, isSeen, type KnownPrincipal } from './known-principal';
import type { NetbiosNames } from './netbios-names';
import { ParentLinks } from './parent-links';
import { PassedOverGroups } from './passed-over-groups';
import type { Staging } from './staging';

/** Compares entry by entry what sources say with what the store does, and stages those that differ. */
export class EntryComparison {
  readonly warnings = new SyncWarnings();
  /** Entries of kinds that are no principals. */
  skipped = 0;
  /** Principals that were met. */
  met = 0;
  /** Those of them who had vanished. */
  returned = 0;
  /** Those that are new, and were elsewhere in the directory before. */
  takenIn = 0;
  /** GUIDs of entries that came after a copy of them: those keep their names where all is read again. */
  readonly copied = new Set<string>();
  /** Principals that vanished from the source that had them, unless another has them by now. */
  readonly gone = new Set<KnownPrincipal>();

  private readonly parents: ParentLinks;
  private readonly groups: GroupMembers;
  private readonly passedOver: PassedOverGroups;
  private anyVanished = false;
  private anyContainerElse = false;

  private mapper: PrincipalMapper;
  private sourceId: number;
  private reading: DirectoryReading;
  private netbiosNames: NetbiosNames;

  constructor(
    manager: EntityManager,
    private readonly directory: KnownDirectory,
    private readonly staging: Staging,
    private readonly keepingNames: ReadonlySet<string>,
  ) {
    this.parents = new ParentLinks(directory, staging);
    this.groups = new GroupMembers(manager, directory, staging, this.warnings);
    this.passedOver = new PassedOverGroups(manager, directory, staging);
  }

  /** Says where the entries come from that are met next. */
  begin(source: DirectorySource, sourceId: number, reading: DirectoryReading, netbiosNames: NetbiosNames): void {
    this.mapper = new PrincipalMapper(source.attributeMap, this.warnings);
    this.sourceId = sourceId;
    this.reading = reading;
    this.netbiosNames = netbiosNames;
  }

  /** Takes an entry in; returns its name where it is a container that is new there, so that all below has another name. */
  async meet(entry: DirectoryEntry): Promise<string | null> {
    const netbios = this.mapper.netbiosName(entry);
    if (netbios) this.netbiosNames.tell(netbios.domain.normalised, netbios.name);
    const kind = this.mapper.kindOf(entry);
    if (!kind) {
      this.skipped += 1;
      this.passOver(entry);
      return null;
    }
    const principal = this.mapper.principalOf(entry, kind, () => this.netbiosNameOf(entry));
    if (!principal || this.isTaken(entry, principal.guid)) {
      this.passOver(entry);
      if (this.mapper.guid(entry) === null) this.keepAsItIs(entry);
      return null;
    }

    this.met += 1;
    const known = this.directory.find(principal.guid) ?? this.directory.add(principal.guid, kind);
    const before = known.distinguishedName;
    const isContainer = CONTAINER_KINDS.includes(kind);
    const wasContainer = CONTAINER_KINDS.includes(known.kind);
    const digest = digestOf(principal);
    known.finding = findingOf(known, digest, this.sourceId);
    Object.assign(known, {
      kind,
      distinguishedName: principal.distinguishedName,
      sid: principal.sid,
      sourceId: this.sourceId,
    });
    if (known.finding === Finding.RETURNED) this.returned += 1;
    if (known.finding === Finding.ADDED && this.reading.wasElsewhere?.(entry)) this.takenIn += 1;
    const isElsewhere = before !== known.distinguishedName || known.finding === Finding.RETURNED;
    if (isElsewhere && before !== '' && known.finding !== Finding.RETURNED) this.leave(known, before, true);
    if (known.finding === Finding.SAME) this.directory.settle(known);
    else {
      const dnKey = entry.name.key;
      this.directory.settle(known, dnKey);
      if (isElsewhere) this.passedOver.arrive(known, dnKey);
      await this.staging.principal(known, Finding[known.finding], principal, {
        dnKey,
        sourceId: this.sourceId,
        digest,
      });
    }
    this.anyContainerElse ||= (isElsewhere && isContainer) || isContainer !== wasContainer;
    this.parents.meet(known, kind === PrincipalKind.USER ? this.mapper.primaryGroup(entry) : null);
    if (kind === PrincipalKind.GROUP) this.groups.meet(known, this.mapper.members(entry));
    else if (known.membersDigest !== null) this.groups.meet(known, []);
    return isElsewhere && isContainer ? entry.distinguishedName : null;
  }

  /** Takes note that a principal vanished. */
  async lose(principal: KnownPrincipal): Promise<void> {
    principal.finding = Finding.VANISHED;
    this.anyVanished = true;
    this.anyContainerElse ||= CONTAINER_KINDS.includes(principal.kind);
    this.leave(principal, principal.distinguishedName, false);
    await this.staging.missing(principal);
  }

  /** Once every entry was met: stages the edges that come and go; returns how many principals stand in another container by now. */
  async compareLinks(): Promise<number> {
    if (this.anyVanished) await this.staging.edgesOfMissing();
    if (this.anyContainerElse) {
      for (const principal of this.directory.all()) {
        if (principal.finding === Finding.NOT_SEEN) this.parents.passOver(principal);
      }
    }
    await this.directory.lookUp(this.parents.names());
    await this.directory.lookUp(this.groups.unknownNames());
    await this.groups.compare();
    await this.passedOver.compare();
    return this.parents.compare();
  }

  private passOver(entry: DirectoryEntry): void {
    this.groups.passOver(this.directory.names.numberOf(entry.distinguishedName));
    const known = this.directory.find(this.mapper.guid(entry) ?? '');
    if (known?.sourceId === this.sourceId) this.gone.add(known);
  }

  /** An entry that can't be told any more is who stood there before. */
  private keepAsItIs({ distinguishedName }: DirectoryEntry): void {
    const holder = this.directory.names.holderOf(this.directory.names.numberOf(distinguishedName));
    if (holder?.finding === Finding.NOT_SEEN && holder.sourceId === this.sourceId) holder.finding = Finding.SAME;
  }

  private leave(principal: KnownPrincipal, distinguishedName: string, moved: boolean): void {
    this.directory.names.vacate(distinguishedName, principal);
    this.passedOver.leave(principal, distinguishedName, moved);
  }

  private isTaken({ distinguishedName }: DirectoryEntry, guid: string): boolean {
    const holder = this.directory.names.holderOf(this.directory.names.numberOf(distinguishedName));
    const known = this.directory.find(guid);
    const isCopy = this.keepingNames.has(guid) && known?.storedName !== distinguishedName;
    if (known && (isSeen(known) || isCopy)) {
      if (isSeen(known) && known.storedName === distinguishedName && holder !== known) this.copied.add(guid);
      // What changed may come again with what stands below a container that moved.
      if (this.reading.whole && holder === known) {
        this.warnings.add('DUPLICATE_NAME', `"${distinguishedName}" comes twice: the second was left out.`);
      } else if (this.reading.whole) {
        this.warnings.add('DUPLICATE_GUID', `"${distinguishedName}" has the GUID ${guid} of another entry: left out.`);
      }
      return true;
    }
    if (!holder || holder === known || !isSeen(holder)) return false;
    this.warnings.add('DUPLICATE_NAME', `"${distinguishedName}" comes twice: the second was left out.`);
    return true;
  }

  private netbiosNameOf({ name }: DirectoryEntry): string | null {
    const domain = name.domain?.normalised;
    return domain === undefined ? null : this.netbiosNames.of(domain);
  }
}

function findingOf({ finding, digest, sourceId }: KnownPrincipal, now: string, source: number): Finding {
  if (finding === Finding.ADDED || finding === Finding.RETURNED) return finding;
  if (finding === Finding.MISSING) return Finding.RETURNED;
  return digest === now && sourceId === source ? Finding.SAME : Finding.CHANGED;
}
