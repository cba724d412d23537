import { isUtf8 } from 'node:buffer';

import { DirectoryEntry, type AttributeValue } from '../directory-source';
import { DistinguishedName } from '../distinguished-name';
import { ldifError } from './ldif-error';
import { LdifLines, type LdifLine } from './ldif-lines';

const ATTRIBUTE_LINE = /^((?:[a-z][a-z\d-]*|\d+(?:\.\d+)*)(?:;[a-z\d-]+)*):([:<]?) *(.*)$/is;
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

interface Field {
  line: number;
  attribute: string;
  value: AttributeValue;
}

/**
 * Reads LDIF (RFC 2849) content: pieces of a file go in, whole entries come out. Base64 values come as bytes, others as text, which
 * may go beyond the RFC's ASCII. Change records and values by URL are refused.
 *
 * @throws GatewayError BAD_USER_INPUT with the line at fault.
 */
export class LdifParser {
  private readonly lines: LdifLines;
  private started = false;
  private entry: {
    distinguishedName: string;
    name: DistinguishedName;
    attributes: Map<string, AttributeValue[]>;
  } | null = null;

  constructor(private readonly file: string) {
    this.lines = new LdifLines(file);
  }

  *push(bytes: Buffer): Generator<DirectoryEntry> {
    for (const line of this.lines.push(bytes)) yield* this.take(line);
  }

  *end(): Generator<DirectoryEntry> {
    for (const line of this.lines.end()) yield* this.take(line);
    yield* this.close();
  }

  private *take(line: LdifLine): Generator<DirectoryEntry> {
    if (line.text === '') {
      yield* this.close();
      return;
    }
    const field = this.read(line);
    if (this.entry) this.addValue(this.entry.attributes, field);
    else if (!this.started && field.attribute === 'version') this.checkVersion(field);
    else this.open(field);
    this.started = true;
  }

  private *close(): Generator<DirectoryEntry> {
    if (!this.entry) return;
    const { distinguishedName, name, attributes } = this.entry;
    this.entry = null;
    yield new DirectoryEntry(distinguishedName, name, attributes);
  }

  private read({ number, text }: LdifLine): Field {
    const match = ATTRIBUTE_LINE.exec(text);
    if (!match) throw ldifError(this.file, number, 'is neither a comment nor an "attribute: value"');
    const [, attribute, form, value] = match as unknown as [string, string, string, string];
    if (form === '<') throw ldifError(this.file, number, `gives "${attribute}" by URL, which is not supported`);
    if (form === ':' && !BASE64.test(value))
      throw ldifError(this.file, number, `gives "${attribute}" in base64 that is broken`);
    return {
      line: number,
      attribute: attribute.toLowerCase(),
      value: form === ':' ? Buffer.from(value, 'base64') : value,
    };
  }

  private checkVersion({ line, value }: Field): void {
    if (value !== '1')
      throw ldifError(this.file, line, `says LDIF version ${String(value)}; only version 1 can be read`);
  }

  private open({ line, attribute, value }: Field): void {
    if (attribute !== 'dn')
      throw ldifError(this.file, line, `begins an entry with "${attribute}" where "dn" is expected`);
    if (typeof value !== 'string' && !isUtf8(value))
      throw ldifError(this.file, line, 'has a distinguished name that is not valid UTF-8');
    const distinguishedName = value.toString();
    const name = DistinguishedName.parse(distinguishedName);
    if (!name) throw ldifError(this.file, line, `has "${distinguishedName}", which is not a distinguished name`);
    this.entry = { distinguishedName, name, attributes: new Map() };
  }

  private addValue(attributes: Map<string, AttributeValue[]>, { line, attribute, value }: Field): void {
    if (attribute === 'changetype' || attribute === 'control') {
      throw ldifError(this.file, line, `makes a change record ("${attribute}"); only entries can be read`);
    }
    if (attribute === 'dn') throw ldifError(this.file, line, 'begins an entry where a blank line is expected');
    const values = attributes.get(attribute);
    if (values) values.push(value);
    else attributes.set(attribute, [value]);
  }
}
