import { createHash } from 'node:crypto';

import { foldedKey } from '../database/text-keys';

const TYPE = / *(?:oid\.)?([a-z][a-z\d-]*|\d+(?:\.\d+)*) *= */iy;
const QUOTED_VALUE = /"((?:[^"\\]|\\.)*)" */sy;
const HEX_VALUE = /(#(?:[\da-f]{2})+) */iy;
const BARE_VALUE = /((?!#)(?:[^"+,;<>\\]|\\(?:[\da-f]{2}|[ "#+,;<=>\\]))*)/iy;
const FIRST_PART = /^(?:\\.|"(?:\\.|[^"\\])*"|[^,\\"])*/s;
const ESCAPES = /((?:\\[\da-f]{2})+)|\\(.)/gis;

/**
 * A distinguished name (RFC 4514) as directories compare it: without regard to case, to the way it is escaped, to spaces
 * around its parts or runs of them within, or to the order in a relative name of several attributes.
 */
export class DistinguishedName {
  private constructor(private readonly relativeNames: readonly string[]) {}

  /** Reads a name; null where the text is none. */
  static parse(text: string): DistinguishedName | null {
    const names: string[] = [];
    let attributes: string[] = [];
    let position = 0;
    const take = (pattern: RegExp): string | undefined => {
      pattern.lastIndex = position;
      const match = pattern.exec(text);
      if (match) position = pattern.lastIndex;
      return match?.[1];
    };

    for (;;) {
      const type = take(TYPE);
      if (type === undefined) return null;
      const hex = take(HEX_VALUE);
      const value = hex === undefined ? (take(QUOTED_VALUE) ?? take(BARE_VALUE)) : undefined;
      if (hex === undefined && value === undefined) return null;
      attributes.push(`${type.toLowerCase()}=${hex?.toLowerCase() ?? normalise(value!)}`);

      const separator = text[position++];
      if (separator === '+') continue;
      names.push(attributes.sort().join('+'));
      attributes = [];
      if (separator === undefined) return new DistinguishedName(names);
      if (separator !== ',') return null;
    }
  }

  /** The text after the first part of a name, parsed no further; null where there is none. Only for a text that is a name. */
  static textAbove(text: string): string | null {
    const [first] = FIRST_PART.exec(text) ?? [''];
    return first.length < text.length ? text.slice(first.length + 1).trimStart() : null;
  }

  /** Equal for names that are the same, and for no others. */
  get normalised(): string {
    return this.relativeNames.join(',');
  }

  /** The normalised name's SHA-256, hex: what the store finds it by. */
  get key(): string {
    return createHash('sha256').update(this.normalised).digest('hex');
  }

  /** The name of what stands above; null at the top. */
  get parent(): DistinguishedName | null {
    return this.relativeNames.length > 1 ? new DistinguishedName(this.relativeNames.slice(1)) : null;
  }

  /** The name of the domain that it stands in: its trailing `DC` parts; null where it has none. */
  get domain(): DistinguishedName | null {
    const start = this.relativeNames.findLastIndex((name) => !name.startsWith('dc=')) + 1;
    return start < this.relativeNames.length ? new DistinguishedName(this.relativeNames.slice(start)) : null;
  }

  /** The value of the first part: `kenmyer` of `CN=KenMyer,DC=com`. */
  get firstValue(): string {
    const first = this.relativeNames[0]!;
    return unescape(first.slice(first.indexOf('=') + 1));
  }
}

function unescape(value: string): string {
  return value.replace(ESCAPES, (_, hex: string | undefined, character: string) =>
    hex === undefined ? character : Buffer.from(hex.replaceAll('\\', ''), 'hex').toString(),
  );
}

function normalise(value: string): string {
  return foldedKey(unescape(value))
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\,+]|^#/g, '\\$&');
}
