import type { AttributeMap } from './attribute-map';
import type { DistinguishedName } from './distinguished-name';

/** A value as the directory gave it: text, or bytes where it may be binary. */
export type AttributeValue = string | Buffer;

/** An object of a directory with the attributes that were read. */
export class DirectoryEntry {
  /** `attributes` by lower-case name. */
  constructor(
    readonly distinguishedName: string,
    readonly name: DistinguishedName,
    private readonly attributes: ReadonlyMap<string, readonly AttributeValue[]>,
  ) {}

  /** Every value of an attribute. */
  values(attribute: string): readonly AttributeValue[] {
    return this.attributes.get(attribute.toLowerCase()) ?? [];
  }

  /** Every value of an attribute, as text. */
  texts(attribute: string): string[] {
    return this.values(attribute).map((value) => (typeof value === 'string' ? value : value.toString()));
  }

  /** The first value of an attribute as text; null where there is none, or an empty one. */
  text(attribute: string): string | null {
    return this.texts(attribute)[0] || null;
  }
}

/** Where principals come from. */
export interface DirectorySource {
  /** What messages and `syncDirectory` call it: the name in the configuration, or a file's path. */
  readonly name: string;

  /** How its attributes become principals. */
  readonly attributeMap: AttributeMap;

  /** NetBIOS names by the distinguished name of their domain, where they are known from elsewhere than the domain's entry. */
  readonly netbiosNames?: ReadonlyMap<string, string>;

  /** Whether its groups keep members who are moved or renamed without being changed themselves, as Active Directory's do. */
  readonly linksFollowMoves?: boolean;

  /**
   * Begins to read.
   *
   * @param mark where an earlier reading of this source ended; null for all that there is
   * @throws GatewayError BAD_USER_INPUT where the settings are at fault, UNAVAILABLE where it can't be read.
   */
  open(mark: string | null): Promise<DirectoryReading>;
}

/** A source being read. What it throws is a GatewayError: BAD_USER_INPUT where what is read is broken, UNAVAILABLE where it can't be read. */
export interface DirectoryReading {
  /** Whether this is everything, so that what doesn't come has vanished; where not, it is what changed since the mark. */
  readonly whole: boolean;

  /** The server that answers, where there is one to name. */
  readonly server?: string;

  /** Each entry once and completely, in any order; entries that only tell the names of domains come before those that need them, if they can. */
  entries(): AsyncIterable<DirectoryEntry>;

  /**
   * After the entries, of a reading that isn't whole: the GUIDs, among those that are known, of what vanished.
   *
   * @param known the GUIDs of all that came from this source and was there so far
   */
  vanished(known: ReadonlySet<string>): AsyncIterable<string>;

  /**
   * Everything below a container that was moved or renamed, for servers don't count that as a change of what stands there.
   *
   * @param distinguishedName the container's, as its entry has it
   */
  below(distinguishedName: string): AsyncIterable<DirectoryEntry>;

  /** Whether somebody who is new was elsewhere before, so that groups may have them without being changed; left out where nobody can be. */
  wasElsewhere?(entry: DirectoryEntry): boolean;

  /** After the end: where the next reading may begin; null where only a whole one can follow. At most 4,000 characters. */
  mark(): string | null;

  close(): Promise<void>;
}

/** A reading of everything by a source that can't tell what changed. */
export function wholeReading(entries: () => AsyncIterable<DirectoryEntry>): DirectoryReading {
  return { whole: true, entries, vanished: nothing, below: nothing, mark: () => null, close: () => Promise.resolve() };
}

async function* nothing(): AsyncGenerator<never> {}
