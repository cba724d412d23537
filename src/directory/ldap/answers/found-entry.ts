import { isUtf8 } from 'node:buffer';

import { type Entry, ProtocolOperation, SearchEntry } from 'ldapts';

import { type BerExtent, extentAt } from './ber-lengths';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const SET = 0x31;
/** What the bytes of a text become that are not UTF-8. */
const REPLACEMENT = '\uFFFD';

/** An entry that a search found, read where it is asked for: of bytes that hold millions of members no more is made than is needed. */
export class FoundEntry extends SearchEntry {
  private constructor(
    messageId: number,
    private readonly bytes: Buffer,
    private readonly content: BerExtent,
  ) {
    super({ messageId });
  }

  /** Null for a message of another kind. */
  static in(message: Buffer): FoundEntry | null {
    const { start } = elementAt(message, 0, SEQUENCE);
    const id = elementAt(message, start, INTEGER);
    if (message[id.end] !== ProtocolOperation.LDAP_RES_SEARCH_ENTRY) return null;
    const content = elementAt(message, id.end, ProtocolOperation.LDAP_RES_SEARCH_ENTRY);
    return new FoundEntry(message.readUIntBE(id.start, id.end - id.start), message, content);
  }

  /** Texts, or bytes of attributes that are to be given so or have a value that is no UTF-8; one value by itself. */
  override toObject(_requested: string[], asBytes: readonly string[]): Entry {
    const dn = elementAt(this.bytes, this.content.start, OCTET_STRING);
    const entry: Entry = { dn: this.text(dn) };
    const attributes = elementAt(this.bytes, dn.end, SEQUENCE);
    for (let at = attributes.start; at < attributes.end;) {
      const attribute = elementAt(this.bytes, at, SEQUENCE);
      const type = elementAt(this.bytes, attribute.start, OCTET_STRING);
      const name = this.text(type);
      const values = elementAt(this.bytes, type.end, SET);
      const found = (asBytes.includes(name) ? null : this.texts(values)) ?? this.buffers(values);
      entry[name] = found.length === 1 ? found[0]! : found;
      at = attribute.end;
    }
    return entry;
  }

  /** Null where one is no UTF-8. */
  private texts({ start, end }: BerExtent): string[] | null {
    const texts: string[] = [];
    for (let at = start; at < end;) {
      const value = elementAt(this.bytes, at, OCTET_STRING);
      const text = this.text(value);
      if (text.includes(REPLACEMENT) && !isUtf8(this.bytes.subarray(value.start, value.end))) return null;
      texts.push(text);
      at = value.end;
    }
    return texts;
  }

  private buffers({ start, end }: BerExtent): Buffer[] {
    const buffers: Buffer[] = [];
    for (let at = start; at < end;) {
      const value = elementAt(this.bytes, at, OCTET_STRING);
      buffers.push(this.bytes.subarray(value.start, value.end));
      at = value.end;
    }
    return buffers;
  }

  private text({ start, end }: BerExtent): string {
    return this.bytes.toString('utf8', start, end);
  }
}

/** The extent of an element that has to be of a kind. */
function elementAt(bytes: Buffer, at: number, tag: number): BerExtent {
  const extent = extentAt(bytes, at);
  if (bytes[at] === tag && extent && extent.end <= bytes.length) return extent;
  throw new Error('it answered with an entry that is broken');
}
