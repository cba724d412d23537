import { readFileSync } from 'node:fs';

import type { DirectoryPrincipal } from '../../../src/directory/directory-principal';
import { LdifSource } from '../../../src/directory/ldif/ldif-source';
import { PrincipalKind } from '../../../src/directory/principal.entity';
import { SAMPLE_DIRECTORY } from '../../../src/sample/sample-organisation';
import { readSources, type SourceContents } from '../../support/read-sources';

let contents: SourceContents;
let principals: readonly DirectoryPrincipal[];

beforeAll(async () => {
  contents = await readSources(new LdifSource({ path: SAMPLE_DIRECTORY }));
  principals = contents.principals;
});

const ofKind = (kind: PrincipalKind): DirectoryPrincipal[] => principals.filter((principal) => principal.kind === kind);

/** The groups within each group, by their display names. */
function nesting(): Map<string, string[]> {
  const groups = ofKind(PrincipalKind.GROUP);
  return new Map(
    groups.map((group) => {
      const members = contents.members(group);
      return [group.displayName, groups.filter((each) => members.includes(each)).map(({ displayName }) => displayName)];
    }),
  );
}

describe('the sample directory', () => {
  it('is read without a warning, and has computers that are left out', () => {
    expect(contents.warnings).toEqual([]);
    expect(contents.skipped).toBe(2);
  });

  it('has nobody in its groups who is not there', () => {
    const members = ofKind(PrincipalKind.GROUP).flatMap((group) => contents.members(group));
    expect(members.filter((member) => typeof member === 'string')).toEqual([]);
  });

  it('has a domain, 300 users, 40 groups, 25 organizational units, contacts and a container at least', () => {
    expect(ofKind(PrincipalKind.DOMAIN).map(({ distinguishedName }) => distinguishedName)).toEqual([
      'DC=litwareinc,DC=com',
    ]);
    expect(ofKind(PrincipalKind.USER).length).toBeGreaterThanOrEqual(300);
    expect(ofKind(PrincipalKind.GROUP).length).toBeGreaterThanOrEqual(40);
    expect(ofKind(PrincipalKind.ORGANIZATIONAL_UNIT).length).toBeGreaterThanOrEqual(25);
    expect(ofKind(PrincipalKind.CONTACT).length).toBeGreaterThanOrEqual(10);
    expect(ofKind(PrincipalKind.CONTAINER).length).toBeGreaterThanOrEqual(1);
  });

  it('has organizational units in a tree of four levels', () => {
    const depths = ofKind(PrincipalKind.ORGANIZATIONAL_UNIT).map(
      ({ distinguishedName }) => distinguishedName.match(/OU=/g)!.length,
    );
    expect([1, 2, 3, 4].map((depth) => depths.includes(depth))).toEqual([true, true, true, true]);
    expect(Math.max(...depths)).toBe(4);
  });

  it('nests groups five deep, and has one circle', () => {
    const within = nesting();
    const circles = new Set<string>();
    const depth = (group: string, above: string[]): number => {
      if (above.includes(group)) {
        circles.add(above.slice(above.indexOf(group)).sort().join(', '));
        return 0;
      }
      return 1 + Math.max(0, ...within.get(group)!.map((inner) => depth(inner, [...above, group])));
    };
    expect(Math.max(...[...within.keys()].map((group) => depth(group, [])))).toBe(5);
    expect([...circles]).toEqual(['Project Falcon, Project Falcon Partners, Project Falcon Steering']);
  });

  it('has people with no SIP address and people who are disabled, in departments too', () => {
    const employees = ofKind(PrincipalKind.USER).filter(({ distinguishedName }) =>
      /OU=(Redmond|Atlanta|Dublin)/.test(distinguishedName),
    );
    expect(employees.filter(({ sipAddress }) => sipAddress === null).length).toBeGreaterThanOrEqual(10);
    expect(employees.filter(({ enabled }) => !enabled).length).toBeGreaterThanOrEqual(3);
    expect(ofKind(PrincipalKind.CONTACT).some(({ sipAddress }) => sipAddress === null)).toBe(true);
  });

  it('gives its people the site of the organizational unit that they stand below, and nobody else one', () => {
    const placed = principals.filter(({ siteName }) => siteName !== null);
    const town = ({ distinguishedName }: DirectoryPrincipal) =>
      /OU=(Redmond|Atlanta|Dublin),DC=/.exec(distinguishedName)?.[1] ?? null;
    expect(placed.filter((user) => user.siteName !== town(user))).toEqual([]);
    expect(ofKind(PrincipalKind.USER).filter((user) => user.siteName !== town(user))).toEqual([]);
    const count = (site: string) => placed.filter(({ siteName }) => siteName === site).length;
    expect(['Redmond', 'Atlanta', 'Dublin'].map(count)).toEqual([147, 106, 47]);
  });

  it.each([
    ['accents', /CN=[^,]*[À-ſ]/],
    ['apostrophes', /CN=[^,]*'/],
    ['commas', /CN=[^,]*\\,/],
    ['backslashes', /CN=[^,]*\\\\/],
    ['commas in organizational units', /OU=[^,]*\\,/],
    ['backslashes in organizational units', /OU=[^,]*\\\\/],
  ])('has names with %s', (_, pattern) => {
    expect(principals.filter(({ distinguishedName }) => pattern.test(distinguishedName)).length).toBeGreaterThanOrEqual(
      1,
    );
  });

  it('has two people of one display name, and nobody else shares one', () => {
    const people = [...ofKind(PrincipalKind.USER), ...ofKind(PrincipalKind.CONTACT)];
    const shared = people.filter((one) =>
      people.some((other) => other.displayName === one.displayName && other.guid !== one.guid),
    );
    expect(shared.map(({ displayName, sipAddress }) => [displayName, sipAddress])).toEqual([
      ['Michael Allen', 'sip:michaelallen@litwareinc.com'],
      ['Michael Allen', 'sip:michaelallen2@litwareinc.com'],
    ]);
  });

  it('gives groups display names that nothing else has', () => {
    const names = new Map(principals.map(({ displayName }) => [displayName, 0]));
    for (const { displayName } of principals) names.set(displayName, names.get(displayName)! + 1);
    expect(ofKind(PrincipalKind.GROUP).filter(({ displayName }) => names.get(displayName)! > 1)).toEqual([]);
  });

  it('gives each thing that should be unique once', () => {
    for (const property of ['sipAddress', 'userPrincipalName', 'logonKey', 'distinguishedName'] as const) {
      const values = principals.map((principal) => principal[property]).filter((value) => value !== null);
      expect(new Set(values).size).toBe(values.length);
    }
  });

  it('knows Ken Myer, under a GUID that stays', () => {
    expect(principals.find(({ displayName }) => displayName === 'Ken Myer')).toEqual({
      guid: '150f337c-9957-4fbc-be0c-e0b53445e7b5',
      kind: PrincipalKind.USER,
      displayName: 'Ken Myer',
      sipAddress: 'sip:kenmyer@litwareinc.com',
      userPrincipalName: 'kenmyer@litwareinc.com',
      logonName: 'kenmyer',
      logonKey: 'litwareinc\\kenmyer',
      distinguishedName: 'CN=Ken Myer,OU=IT,OU=Redmond,DC=litwareinc,DC=com',
      enabled: true,
      siteName: 'Redmond',
      sid: null,
      attributes: [
        { name: 'cn', value: 'Ken Myer' },
        { name: 'mail', value: 'kenmyer@litwareinc.com' },
        { name: 'title', value: 'IT Director' },
        { name: 'department', value: 'IT' },
      ],
    });
  });

  it('is written with comments, folded lines, folded comments and base64 for names beyond ASCII', () => {
    const text = readFileSync(SAMPLE_DIRECTORY, 'utf8');
    expect(text).toMatch(/^version: 1\n/);
    expect(text).toMatch(/\n# .+\n /);
    expect(text).toMatch(/\nmember: .+\n .+\n/);
    expect(text).toMatch(/\ndn:: /);
    expect(text).toMatch(/\nobjectGUID:: /);
    expect(text.match(/[^\n\x20-\x7e]/)).toBeNull();
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
  });
});
