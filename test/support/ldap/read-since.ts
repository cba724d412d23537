import type { DirectoryEntry, DirectorySource } from '../../../src/directory/directory-source';
import { DistinguishedName } from '../../../src/directory/distinguished-name';
import { guidText } from '../../../src/directory/principal-mapper';

/** Where an earlier reading ended. */
interface Before {
  readonly mark: string | null;
  /** The GUIDs that were known then. */
  readonly known?: ReadonlySet<string>;
}

/** What a reading brings. */
export class ReadSince implements Before {
  private constructor(
    readonly whole: boolean,
    readonly entries: readonly DirectoryEntry[],
    /** GUIDs, of those that were known. */
    readonly vanished: readonly string[],
    readonly mark: string | null,
    readonly known: ReadonlySet<string>,
  ) {}

  /** Reads a source from where an earlier reading ended; everything where there is none. */
  static async from(source: DirectorySource, before?: Before): Promise<ReadSince> {
    const reading = await source.open(before?.mark ?? null);
    try {
      const entries: DirectoryEntry[] = [];
      for await (const entry of reading.entries()) entries.push(entry);
      const known = new Set(reading.whole ? [] : before?.known);
      const vanished: string[] = [];
      if (!reading.whole) for await (const guid of reading.vanished(known)) vanished.push(guid);
      for (const entry of entries) {
        const guid = guidText(entry.values(source.attributeMap.guid)[0]);
        if (guid) known.add(guid);
      }
      for (const guid of vanished) known.delete(guid);
      return new ReadSince(reading.whole, entries, vanished, reading.mark(), known);
    } finally {
      await reading.close();
    }
  }

  /** The normalised names of the entries, but for those that only tell what domains are called. */
  get names(): string[] {
    return this.entries
      .map(({ name }) => name.normalised)
      .filter((name) => !name.includes('cn=partitions,'))
      .sort();
  }

  entry(distinguishedName: string): DirectoryEntry | undefined {
    const sought = DistinguishedName.parse(distinguishedName)!.normalised;
    return this.entries.find(({ name }) => name.normalised === sought);
  }
}
