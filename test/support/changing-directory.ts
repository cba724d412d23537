import { activeDirectory } from '../../src/directory/active-directory';
import type { DirectoryEntry, DirectoryReading, DirectorySource } from '../../src/directory/directory-source';
import { DistinguishedName } from '../../src/directory/distinguished-name';
import { entryOf, type TestEntry } from './directory';

/** An entry, and the number of its last change. */
interface Numbered {
  entry: TestEntry;
  change: number;
}

/** A directory of a test, which can tell what changed since a mark: the number of the last change that was read. */
export class ChangingDirectory implements DirectorySource {
  readonly attributeMap = activeDirectory;
  /** Those of the configuration. */
  netbiosNames?: ReadonlyMap<string, string>;
  /** The marks with which it was opened. */
  readonly marks: (string | null)[] = [];
  /** The distinguished names of the containers below which it was asked for all that there is. */
  readonly searched: string[] = [];
  /** What it throws instead of going on after this many entries. */
  breakOff: { after: number; error: Error } | null = null;

  /** The GUIDs of those that were elsewhere before. */
  private readonly takenIn = new Set<string>();
  /** The GUIDs of those that are gone without being told. */
  private readonly untold = new Set<string>();
  private readonly entries = new Map<string, Numbered>();
  private change = 0;

  constructor(
    readonly name: string,
    /** Whether its groups keep members who are moved, without being changed by that. */
    readonly linksFollowMoves = false,
  ) {}

  /** Adds entries, or puts them in place of those that had their GUIDs. */
  put(...entries: TestEntry[]): void {
    for (const entry of entries) this.entries.set(entry.objectGUID!, { entry, change: (this.change += 1) });
  }

  remove(...guids: string[]): void {
    for (const guid of guids) {
      const { dn } = this.entries.get(guid)!.entry;
      this.entries.delete(guid);
      this.change += 1;
      if (this.linksFollowMoves) this.relink((member) => (isSame(member, dn) ? null : member));
    }
  }

  /** Brings an entry back as a recycle bin does: the groups have it again without being changed by that. */
  bringBack(entry: TestEntry, ...groups: string[]): void {
    this.put(entry);
    for (const group of groups) {
      const numbered = this.entries.get(group)!;
      const members = [numbered.entry.member ?? []].flat() as string[];
      numbered.entry = { ...numbered.entry, member: [...members, entry.dn] };
    }
  }

  /** Takes an entry in that was elsewhere before, and which groups have by its name here without being changed by that. */
  takeIn(entry: TestEntry, ...groups: string[]): void {
    this.takenIn.add(entry.objectGUID!);
    this.bringBack(entry, ...groups);
  }

  /** Takes a container elsewhere: all below goes with it, without being told. */
  takeAway(guid: string): void {
    const { dn } = this.entries.get(guid)!.entry;
    for (const { entry } of [...this.entries.values()]) {
      if (!isWithin(entry.dn, dn)) continue;
      this.remove(entry.objectGUID!);
      if (entry.objectGUID !== guid) this.untold.add(entry.objectGUID!);
    }
  }

  /** Gives an entry another name; all below goes with it, without being changed by that. */
  move(guid: string, to: string): void {
    const from = this.entries.get(guid)!.entry.dn;
    const moved = (dn: string) => (isWithin(dn, from) ? `${dn.slice(0, dn.length - from.length)}${to}` : dn);
    for (const numbered of this.entries.values()) {
      const { entry } = numbered;
      numbered.entry = { ...entry, dn: moved(entry.dn) };
    }
    this.entries.get(guid)!.change = this.change += 1;
    if (this.linksFollowMoves) this.relink(moved);
  }

  all(): TestEntry[] {
    return Array.from(this.entries.values(), ({ entry }) => entry);
  }

  /** The same directory, for one that can't tell what changed. */
  wholly(): DirectorySource {
    const { name, attributeMap, linksFollowMoves, netbiosNames } = this;
    return { name, attributeMap, linksFollowMoves, netbiosNames, open: () => this.open(null) };
  }

  open(mark: string | null): Promise<DirectoryReading> {
    this.marks.push(mark);
    const since = Number(mark ?? 0);
    return Promise.resolve({
      whole: mark === null,
      entries: () => this.entriesAs((_, change) => change > since),
      vanished: (known) => this.goneOf(known),
      below: (container) => {
        this.searched.push(container);
        return this.entriesAs(({ dn }) => isWithin(dn, container));
      },
      wasElsewhere: (entry) => this.takenIn.has(entry.text('objectGUID')!),
      mark: () => String(this.change),
      close: () => Promise.resolve(),
    });
  }

  private relink(linked: (member: string) => string | null): void {
    for (const numbered of this.entries.values()) {
      const { entry } = numbered;
      const members = [entry.member ?? []].flat() as string[];
      numbered.entry = { ...entry, member: members.flatMap((member) => linked(member) ?? []) };
    }
  }

  private async *entriesAs(meant: (entry: TestEntry, change: number) => boolean): AsyncGenerator<DirectoryEntry> {
    let read = 0;
    for (const { entry, change } of this.entries.values()) {
      if (!meant(entry, change)) continue;
      if (this.breakOff && read === this.breakOff.after) throw this.breakOff.error;
      read += 1;
      yield entryOf(entry);
    }
  }

  private async *goneOf(known: ReadonlySet<string>): AsyncGenerator<string> {
    for (const guid of known) if (!this.entries.has(guid) && !this.untold.has(guid)) yield guid;
  }
}

function isSame(one: string, other: string): boolean {
  return normalised(one) === normalised(other);
}

function isWithin(dn: string, container: string): boolean {
  return isSame(dn, container) || normalised(dn).endsWith(`,${normalised(container)}`);
}

function normalised(dn: string): string {
  return DistinguishedName.parse(dn)?.normalised ?? dn;
}
