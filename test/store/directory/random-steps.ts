import * as fc from 'fast-check';

import { ChangingDirectory } from '../../support/changing-directory';
import { domain, guid, type TestEntry } from '../../support/directory';

/** The directories of a forest: entries of the one may be members of the other's groups, and be handed over to it. */
export type Forest = readonly [ChangingDirectory, ChangingDirectory];

/** Something that is done in a directory of a forest, where that is possible there. */
export interface Deed {
  verb: 'put' | 'change' | 'remove' | 'move' | 'hand over';
  /** Which entry is meant, by the number of its GUID. */
  number: number;
  kind: 'user' | 'group' | 'organizationalUnit' | 'computer';
  name: string;
  /** Of the other directory, for what is new. */
  elsewhere: boolean;
  /** The number of the entry below which it is to stand; 0 for the root. */
  above: number;
  /** The members by their numbers, whether they are there or not. */
  members: number[];
  capitals: boolean;
}

/** Deeds, and which directories are read then: both where it is null. */
export interface Step {
  deeds: Deed[];
  only: 0 | 1 | null;
  whole: boolean;
}

const NUMBERS = { min: 1, max: 9 };

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    deeds: fc.array(
      fc.record<Deed>({
        verb: fc.constantFrom('put', 'put', 'change', 'remove', 'move', 'hand over'),
        number: fc.integer(NUMBERS),
        kind: fc.constantFrom('user', 'group', 'group', 'organizationalUnit', 'organizationalUnit', 'computer'),
        name: fc.constantFrom('a', 'b', 'c'),
        elsewhere: fc.boolean(),
        above: fc.integer({ min: 0, max: 9 }),
        members: fc.array(fc.integer(NUMBERS), { maxLength: 4 }),
        capitals: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    only: fc.constantFrom(0, 1, null),
    whole: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

const ROOTS = [domain, 'DC=contoso,DC=com'] as const;

export function forest(linksFollowMoves: boolean): Forest {
  const [litware, contoso] = ['litware', 'contoso'].map((name) => new ChangingDirectory(name, linksFollowMoves));
  litware!.put({ dn: ROOTS[0], objectClass: 'domainDNS', objectGUID: guid(100) });
  contoso!.put({ dn: ROOTS[1], objectClass: 'domainDNS', objectGUID: guid(101) });
  return [litware!, contoso!];
}

/**
 * Does a deed as a server would: no two entries have one name, units stay units. One whose links follow moves lists only whom it has,
 * and an entry is what it is for good.
 */
export function act(directories: Forest, deed: Deed): void {
  const place = directories.findIndex((each) => find(each, deed.number));
  const at = place === -1 ? Number(deed.elsewhere) : place;
  const directory = directories[at]!;
  const entry = find(directory, deed.number);
  if (!entry) {
    if (deed.verb === 'put') putNew(directories, at, deed);
    return;
  }
  const { dn } = entry;
  const name = nameIn(directory, at, deed);
  if (deed.verb === 'put' || deed.verb === 'change') {
    const isFixed = directory.linksFollowMoves || isUnit(entry) || deed.kind === 'organizationalUnit';
    const objectClass = isFixed ? entry.objectClass : classes(deed.kind);
    directory.put({ ...entry, objectClass, member: members(directories, at, deed) });
  } else if (deed.verb === 'remove') {
    directory.remove(guid(deed.number));
  } else if (deed.verb === 'hand over') {
    if (directory.linksFollowMoves) return;
    directory.remove(guid(deed.number));
    putNew(directories, 1 - at, deed);
  } else if (!isTaken(directory, name) && !name.toLowerCase().endsWith(`,${dn.toLowerCase()}`)) {
    directory.move(guid(deed.number), name);
  }
}

function putNew(directories: Forest, at: number, deed: Deed): void {
  const directory = directories[at]!;
  const dn = nameIn(directory, at, deed);
  if (isTaken(directory, dn)) return;
  const objectClass = directory.linksFollowMoves && deed.kind === 'computer' ? 'user' : classes(deed.kind);
  directory.put({ dn, objectClass, objectGUID: guid(deed.number), member: members(directories, at, deed) });
}

function find(directory: ChangingDirectory, number: number): TestEntry | undefined {
  return directory.all().find(({ objectGUID }) => objectGUID === guid(number));
}

function nameIn(directory: ChangingDirectory, at: number, { name, above, capitals }: Deed): string {
  const text = `OU=${capitals ? name.toUpperCase() : name}`;
  const unit = find(directory, above);
  return `${text},${unit && isUnit(unit) ? unit.dn : ROOTS[at]!}`;
}

function isUnit({ objectClass }: TestEntry): boolean {
  return objectClass === 'organizationalUnit';
}

function isTaken(directory: ChangingDirectory, dn: string): boolean {
  return directory.all().some((each) => each.dn.toLowerCase() === dn.toLowerCase());
}

function members(directories: Forest, at: number, { members: numbers, capitals, name }: Deed): string[] {
  const among = directories[at]!.linksFollowMoves ? [directories[at]!] : directories;
  const listed = numbers.flatMap((number) => among.flatMap((each) => find(each, number)?.dn ?? []));
  if (directories[at]!.linksFollowMoves) return listed;
  // Names at which nobody stands, or not yet.
  const others = [`OU=${name},${ROOTS[at]!}`, `OU=${name},OU=a,${ROOTS[1 - at]!}`];
  return [...listed, ...others].map((dn) => (capitals ? dn.toUpperCase() : dn));
}

function classes(kind: Deed['kind']): string | string[] {
  return kind === 'computer' ? ['user', 'computer'] : kind;
}
