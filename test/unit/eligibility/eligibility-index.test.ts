import { PrincipalKind } from '../../../src/directory/principal.entity';
import { SmallDirectory } from './small-directory';

describe('EligibilityIndex', () => {
  it('numbers principals in display order', () => {
    const { index } = new SmallDirectory({ Zoe: {}, émile: {}, Emil: {}, Emily: {} });
    expect(Array.from(index.activeUsers, (ordinal) => index.sortKeyAt(ordinal))).toEqual([
      'emil',
      'emile\u0001émile',
      'emily',
      'zoe',
    ]);
  });

  it('lets a group reach its members, and all that they reach, itself included', () => {
    const directory = new SmallDirectory({
      Staff: { members: ['Sales', 'Ann'] },
      Sales: { members: ['Bob', 'Ann'] },
      Ann: {},
      Bob: {},
      Cleo: {},
    });
    expect(directory.reach('Staff')).toEqual(['Ann', 'Bob', 'Sales', 'Staff']);
    expect(directory.reach('Sales')).toEqual(['Ann', 'Bob', 'Sales']);
    expect(directory.reach('Cleo')).toEqual(['Cleo']);
    expect(directory.ancestors('Ann')).toEqual(['Ann', 'Sales', 'Staff']);
    expect(directory.ancestors('Cleo')).toEqual(['Cleo']);
  });

  it('takes those for members whose primary group it is, once where it lists them too', () => {
    const directory = new SmallDirectory({
      Staff: { members: ['Users'] },
      Users: { members: ['Bob'], primaryOf: ['Ann', 'Bob'] },
      Ann: {},
      Bob: {},
    });
    expect(directory.reach('Staff')).toEqual(['Ann', 'Bob', 'Staff', 'Users']);
    expect(directory.namesOf(directory.index.directMembers(directory.id('Users')))).toEqual(['Ann', 'Bob']);
    expect(directory.ancestors('Bob')).toEqual(['Bob', 'Staff', 'Users']);
  });

  it('lets the groups of a circle reach the same, and those that lead into it all of it', () => {
    const directory = new SmallDirectory({
      A: { members: ['B', 'Ann'] },
      B: { members: ['C'] },
      C: { members: ['A', 'D', 'Bob'] },
      D: { members: ['Cleo'] },
      Outer: { members: ['B'] },
      Ann: {},
      Bob: {},
      Cleo: {},
    });
    for (const group of ['A', 'B', 'C']) {
      expect(directory.reach(group)).toEqual(['A', 'Ann', 'B', 'Bob', 'C', 'Cleo', 'D']);
    }
    expect(directory.reach('Outer')).toEqual(['A', 'Ann', 'B', 'Bob', 'C', 'Cleo', 'D', 'Outer']);
    expect(directory.reach('D')).toEqual(['Cleo', 'D']);
    expect(directory.ancestors('Ann')).toEqual(['A', 'Ann', 'B', 'C', 'Outer']);
  });

  it('lets a group be a member of itself', () => {
    const directory = new SmallDirectory({ Own: { members: ['Own', 'Ann'] }, Ann: {} });
    expect(directory.reach('Own')).toEqual(['Ann', 'Own']);
  });

  it('lets a container reach everything below it, but not the members of the groups there', () => {
    const directory = new SmallDirectory({
      Domain: { kind: PrincipalKind.DOMAIN, contains: ['People', 'Groups'] },
      People: { contains: ['Ann', 'Sales people'] },
      'Sales people': { contains: ['Bob'] },
      Groups: { contains: ['Staff'] },
      Staff: { members: ['Ann', 'Guest'] },
      Ann: {},
      Bob: {},
      Guest: {},
    });
    expect(directory.reach('People')).toEqual(['Ann', 'Bob', 'People', 'Sales people']);
    expect(directory.reach('Groups')).toEqual(['Groups', 'Staff']);
    expect(directory.reach('Domain')).toEqual(['Ann', 'Bob', 'Domain', 'Groups', 'People', 'Sales people', 'Staff']);
    expect(directory.ancestors('Guest')).toEqual(['Guest', 'Staff']);
    expect(directory.ancestors('Ann')).toEqual(['Ann', 'Domain', 'People', 'Staff']);
  });

  it('lets a group whose member is a container reach what that contains, and no further', () => {
    const directory = new SmallDirectory({
      Wide: { members: ['Office', 'Inner'] },
      Inner: { members: ['Cleo'] },
      Office: { contains: ['Ann', 'Local', 'Floor'] },
      Floor: { contains: ['Bob'] },
      Local: { members: ['Guest'] },
      Ann: {},
      Bob: {},
      Cleo: {},
      Guest: {},
    });
    expect(directory.reach('Wide')).toEqual(['Ann', 'Bob', 'Cleo', 'Floor', 'Inner', 'Local', 'Office', 'Wide']);
    expect(directory.ancestors('Bob')).toEqual(['Bob', 'Floor', 'Office', 'Wide']);
    expect(directory.ancestors('Guest')).toEqual(['Guest', 'Local']);
  });

  it('follows members again where a group that stands in a container is itself a member', () => {
    const directory = new SmallDirectory({
      Wide: { members: ['Office', 'Local'] },
      Office: { contains: ['Local'] },
      Local: { members: ['Guest'] },
      Guest: {},
    });
    expect(directory.reach('Office')).toEqual(['Local', 'Office']);
    expect(directory.reach('Wide')).toEqual(['Guest', 'Local', 'Office', 'Wide']);
  });

  it('lets a missing principal be reached by nobody and lead nowhere', () => {
    const directory = new SmallDirectory({
      Staff: { members: ['Gone', 'Gone group', 'Ann'] },
      'Gone group': { members: ['Bob'], missing: true },
      'Gone office': { contains: ['Bob'], missing: true },
      Gone: { missing: true },
      Ann: {},
      Bob: {},
    });
    expect(directory.reach('Staff')).toEqual(['Ann', 'Staff']);
    expect(directory.reach('Gone', 'Gone group', 'Gone office', 'Never there')).toEqual([]);
    expect(directory.ancestors('Gone')).toEqual([]);
    expect(directory.ancestors('Bob')).toEqual(['Bob']);
    expect(directory.namesOf(directory.index.mayEnterAtAll)).toEqual(['Ann', 'Bob']);
    expect(directory.namesOf(directory.index.ofKinds([PrincipalKind.USER]))).toEqual(['Ann', 'Bob']);
    expect(directory.namesOf(directory.index.sipMatches('*'))).toEqual(['Ann', 'Bob']);
  });

  it('gives the entries of a list their places, missing ones too', () => {
    const directory = new SmallDirectory({ Staff: { members: ['Ann'] }, Gone: { missing: true }, Ann: {} });
    expect(directory.namesOf(directory.index.listed(directory.ids('Staff', 'Gone', 'Never there')))).toEqual([
      'Gone',
      'Staff',
    ]);
  });

  it('reaches from several principals at once, each reached once', () => {
    const directory = new SmallDirectory({
      Staff: { members: ['Ann'] },
      Sales: { members: ['Ann', 'Bob'] },
      Ann: {},
      Bob: {},
      Cleo: {},
    });
    expect(directory.reach('Sales', 'Cleo', 'Staff', 'Cleo')).toEqual(['Ann', 'Bob', 'Cleo', 'Sales', 'Staff']);
    expect(directory.reach()).toEqual([]);
  });

  it('follows nesting deeper than a call stack', () => {
    const depth = 50_000;
    const chain = Object.fromEntries(Array.from({ length: depth }, (_, i) => [`G${i}`, { members: [`G${i + 1}`] }]));
    const directory = new SmallDirectory({ ...chain, [`G${depth}`]: { members: ['G0'] } });
    expect(directory.index.reach(directory.ids('G7')).size).toBe(depth + 1);
  });

  it('tells principals by kind', () => {
    const directory = new SmallDirectory({
      Staff: { members: [] },
      Ann: {},
      Contact: { kind: PrincipalKind.CONTACT },
      Office: { contains: [] },
    });
    const ofKinds = (...kinds: PrincipalKind[]) => directory.namesOf(directory.index.ofKinds(kinds));
    expect(ofKinds(PrincipalKind.USER)).toEqual(['Ann']);
    expect(ofKinds(PrincipalKind.GROUP, PrincipalKind.CONTACT)).toEqual(['Contact', 'Staff']);
    expect(ofKinds(PrincipalKind.DOMAIN)).toEqual([]);
    expect(ofKinds(PrincipalKind.ORGANIZATIONAL_UNIT)).toEqual(['Office']);
  });

  it('lets only enabled users with a SIP address enter at all', () => {
    const directory = new SmallDirectory({
      Ann: {},
      Disabled: { enabled: false },
      Silent: { sip: null },
      Contact: { kind: PrincipalKind.CONTACT, sip: 'sip:contact@fabrikam.com' },
      Staff: { members: ['Ann'], sip: 'sip:staff@litwareinc.com' },
    });
    expect(directory.namesOf(directory.index.mayEnterAtAll)).toEqual(['Ann']);
  });

  describe('the relations of a principal', () => {
    const directory = new SmallDirectory({
      Domain: { kind: PrincipalKind.DOMAIN, contains: ['Office', 'Wide', 'Loop', 'Pool'] },
      Office: { contains: ['Floor', 'Local'] },
      Floor: { contains: ['Ann'] },
      Local: { members: ['Guest'] },
      Wide: { members: ['Office', 'Loop', 'Gone'] },
      Loop: { members: ['Pool', 'Bob'] },
      Pool: { members: ['Loop'] },
      Ann: {},
      Bob: {},
      Guest: {},
      Gone: { missing: true },
    });
    const { index } = directory;
    const named = (ids: number[]) => ids.map((id) => directory.nameOf(id));

    it('are its members, one step or any number of steps away, itself left out', () => {
      expect(directory.namesOf(index.directMembers(directory.id('Wide')))).toEqual(['Loop', 'Office']);
      expect(directory.namesOf(index.allMembers(directory.id('Wide')))).toEqual([
        'Ann',
        'Bob',
        'Floor',
        'Local',
        'Loop',
        'Office',
        'Pool',
      ]);
      expect(directory.namesOf(index.directMembers(directory.id('Office')))).toEqual(['Floor', 'Local']);
      expect(directory.namesOf(index.allMembers(directory.id('Loop')))).toEqual(['Bob', 'Pool']);
      expect(directory.namesOf(index.allMembers(directory.id('Gone')))).toEqual([]);
    });

    it('are the groups that it belongs to, by itself or in any way', () => {
      expect(directory.namesOf(index.directGroups(directory.id('Bob')))).toEqual(['Loop']);
      expect(directory.namesOf(index.allGroups(directory.id('Bob')))).toEqual(['Loop', 'Pool', 'Wide']);
      expect(directory.namesOf(index.directGroups(directory.id('Ann')))).toEqual([]);
      expect(directory.namesOf(index.allGroups(directory.id('Ann')))).toEqual(['Wide']);
      expect(directory.namesOf(index.allGroups(directory.id('Pool')))).toEqual(['Loop', 'Wide']);
      expect(directory.namesOf(index.allGroups(directory.id('Gone')))).toEqual([]);
    });

    it('are the containers that it stands in, the nearest first', () => {
      expect(named(index.containers(directory.id('Ann')))).toEqual(['Floor', 'Office', 'Domain']);
      expect(named(index.containers(directory.id('Domain')))).toEqual([]);
    });

    it('are those that pass its reach on: the groups that it reaches as members, and every container', () => {
      const { groups, containers } = index.passingOn(directory.id('Wide'));
      expect([named(groups).sort(), named(containers).sort()]).toEqual([
        ['Loop', 'Pool', 'Wide'],
        ['Floor', 'Office'],
      ]);
      expect(index.passingOn(directory.id('Ann'))).toEqual({ groups: [], containers: [] });
    });
  });

  describe('sipMatches', () => {
    const directory = new SmallDirectory({
      Ann: { sip: 'sip:Ann.Smith@litwareinc.com' },
      Bob: { sip: 'sip:bob@litwareinc.com' },
      Siri: { sip: 'sip:siri@fabrikam.com' },
      Odd: { sip: 'sip:a.b+c$(1)@northwind.com' },
      Silent: { sip: null },
      Élan: { sip: 'sip:ÉLAN@fabrikam.com' },
      Staff: { members: [], sip: 'sip:staff@litwareinc.com' },
    });
    const matches = (wildcard: string) => directory.namesOf(directory.index.sipMatches(wildcard));

    it('finds addresses with or without the scheme, whatever the case', () => {
      expect(matches('sip:ANN*')).toEqual(['Ann']);
      expect(matches('ann*')).toEqual(['Ann']);
      expect(matches('*@Fabrikam.com')).toEqual(['Élan', 'Siri']);
      expect(matches('élan@*')).toEqual(['Élan']);
      expect(matches('b?b@litwareinc.com')).toEqual(['Bob']);
    });

    it('compares the whole address: a text without wildcards is no substring', () => {
      expect(matches('bob')).toEqual([]);
      expect(matches('bob@litwareinc.com')).toEqual(['Bob']);
    });

    it('takes every other character for itself', () => {
      expect(matches('a.b+c$(1)@*')).toEqual(['Odd']);
      expect(matches('*.*$*1*')).toEqual(['Odd']);
      expect(matches('a.b.c*')).toEqual([]);
    });

    it('does not take the scheme for a part of the name', () => {
      expect(matches('s*')).toEqual(['Siri', 'Staff']);
    });

    it('finds addresses by what they have anywhere, or at their end', () => {
      expect(matches('*b*')).toEqual(['Bob', 'Élan', 'Odd', 'Siri']);
      expect(matches('*.com')).toEqual(['Ann', 'Bob', 'Élan', 'Odd', 'Siri', 'Staff']);
      expect(matches('*fabrikam')).toEqual([]);
      expect(matches('*ip*')).toEqual([]);
    });

    it('never finds a principal without an address', () => {
      expect(matches('*')).toEqual(['Ann', 'Bob', 'Élan', 'Odd', 'Siri', 'Staff']);
      expect(matches('')).toEqual([]);
    });

    it('keeps what it found for a pattern', () => {
      expect(directory.index.sipMatches('BOB*')).toBe(directory.index.sipMatches('bob*'));
    });

    it('is not held up by a pattern of many wildcards', () => {
      const long = new SmallDirectory({ Ann: { sip: `sip:${'a'.repeat(200)}@litwareinc.com` } });
      const started = performance.now();
      expect(long.namesOf(long.index.sipMatches(`${'*a?'.repeat(40)}*x`))).toEqual([]);
      expect(long.namesOf(long.index.sipMatches(`${'*a?'.repeat(40)}*com`))).toEqual(['Ann']);
      expect(performance.now() - started).toBeLessThan(1_000);
    });
  });
});
