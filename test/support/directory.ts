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

// eslint-disable-next-line @typescript-eslint/require-await -- as sources have it
async function* entriesOf(entries: Iterable<TestEntry>): AsyncGenerator<DirectoryEntry> {
  for (const { dn, ...attributes } of entries) yield entryOf(dn, attributes);
}

function entryOf(dn: string, attributes: Omit<TestEntry, 'dn'>): DirectoryEntry {
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
