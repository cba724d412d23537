import { activeDirectory } from '../../src/directory/active-directory';
import {
  DirectoryEntry,
  type AttributeValue,
  type DirectorySource,
  wholeReading,
} from '../../src/directory/directory-source';
import { DistinguishedName } from '../../src/directory/distinguished-name';

/** An entry as a test says it: the attributes by their names in Active Directory. */
export interface TestEntry {
  dn: string;
  objectClass: string | string[];
  /** The GUID in text; null for none. */
  objectGUID: string | null;
  [attribute: string]: AttributeValue | AttributeValue[] | null;
}

/** The GUID number `n`. */
export function guid(n: number): string {
  return `00000000-0000-0000-0000-${n.toString(16).padStart(12, '0')}`;
}

export const domain = 'DC=litwareinc,DC=com';

/** A directory that holds the given entries. */
export function directoryOf(entries: Iterable<TestEntry>, netbiosNames?: ReadonlyMap<string, string>): DirectorySource {
  return {
    name: 'the test directory',
    attributeMap: activeDirectory,
    netbiosNames,
    open: () => Promise.resolve(wholeReading(() => entriesOf(entries))),
  };
}

async function* entriesOf(entries: Iterable<TestEntry>): AsyncGenerator<DirectoryEntry> {
  for (const entry of entries) yield entryOf(entry);
}

/** An entry as sources bring it. */
export function entryOf({ dn, ...attributes }: TestEntry): DirectoryEntry {
  const given = Object.entries(attributes).filter(([, value]) => value !== null) as [
    string,
    AttributeValue | AttributeValue[],
  ][];
  return new DirectoryEntry(
    dn,
    DistinguishedName.parse(dn)!,
    new Map(given.map(([name, value]) => [name.toLowerCase(), [value].flat()])),
  );
}
