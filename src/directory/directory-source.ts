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

/** Where principals come from. A source that can tell what changed since a point in time will offer that beside `readAll`. */
export interface DirectorySource {
  /** What messages call it: a file's path, a server's address. */
  readonly name: string;

  /** How its attributes become principals. */
  readonly attributeMap: AttributeMap;

  /** NetBIOS names by the distinguished name of their domain, where they are known from elsewhere than the domain's entry. */
  readonly netbiosNames?: ReadonlyMap<string, string>;

  /**
   * Reads every entry, once each, in any order.
   *
   * @throws GatewayError BAD_USER_INPUT where what is read is broken, UNAVAILABLE where it can't be read.
   */
  readAll(): AsyncIterable<DirectoryEntry>;
}
