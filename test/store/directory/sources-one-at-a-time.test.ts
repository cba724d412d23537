import type { Store } from '../../../src/database/store';
import { EdgeKind } from '../../../src/directory/principal-edge.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { ChangingDirectory } from '../../support/changing-directory';
import { domain, guid, type TestEntry } from '../../support/directory';
import { edgesOf, namesOf } from '../../support/directory-contents';
import { openTestStore } from '../../support/store';
import { figuresOf, syncChanges } from '../../support/sync-changes';

const europe = `DC=eu,${domain}`;

const named = (name: string, number: number, above: string) => ({
  dn: `CN=${name},${above}`,
  objectGUID: guid(number),
  displayName: name,
});
const user = (name: string, number: number, above = domain): TestEntry => ({
  ...named(name, number, above),
  objectClass: 'user',
});
const group = (name: string, number: number, member: string[], above = domain): TestEntry => ({
  ...named(name, number, above),
  objectClass: 'group',
  member,
});
const root = (dn: string, displayName: string, number: number): TestEntry => ({
  dn,
  displayName,
  objectClass: 'domainDNS',
  objectGUID: guid(number),
});

const ken = user('Ken', 1);
const zoe = user('Zoe', 2, europe);
const staff = group('Staff', 3, [ken.dn, zoe.dn]);
const team = group('Team', 4, [ken.dn, staff.dn], europe);

let store: Store;
let litware: ChangingDirectory;
let contoso: ChangingDirectory;

beforeEach(async () => {
  store = await openTestStore();
  litware = new ChangingDirectory('litware');
  contoso = new ChangingDirectory('contoso');
  litware.put(root(domain, 'litwareinc', 10), ken, staff);
  contoso.put(root(europe, 'eu', 20), zoe, team);
});

const members = () => edgesOf(store, EdgeKind.MEMBER);
const everybody = ['Staff > Ken', 'Staff > Zoe', 'Team > Ken', 'Team > Staff'];

describe('sources that are synced one at a time', () => {
  it.each([
    ['litware', ['Staff > Ken']],
    ['contoso', []],
  ])('have members across them, %s being the first', async (first, before) => {
    const sources = first === 'litware' ? [litware, contoso] : [contoso, litware];
    await syncChanges(store, sources[0]!);
    expect(await members()).toEqual(before);
    await syncChanges(store, sources[1]!);
    expect(await members()).toEqual(everybody);
    for (const source of sources) {
      expect(figuresOf(await syncChanges(store, source))).toEqual({});
      expect(figuresOf(await syncChanges(store, source.wholly()))).toEqual({});
    }
  });

  it.each([
    ['litware', 'contoso'],
    ['contoso', 'litware'],
  ])('have containers across them, %s being the first', async (first) => {
    const sources = first === 'litware' ? [litware, contoso] : [contoso, litware];
    for (const source of sources) await syncChanges(store, source);
    expect(await edgesOf(store, EdgeKind.CONTAINS)).toEqual([
      'eu > Team',
      'eu > Zoe',
      'litwareinc > Ken',
      'litwareinc > Staff',
      'litwareinc > eu',
    ]);
  });

  it('stand below the next container above where one in the other vanishes', async () => {
    const regions = { ...root(`OU=Regions,${domain}`, 'Regions', 11), objectClass: 'organizationalUnit' };
    litware.put(regions);
    const asia = new ChangingDirectory('asia');
    asia.put(root(`DC=asia,${regions.dn}`, 'asia', 30));
    await syncChanges(store, litware);
    await syncChanges(store, asia);
    expect(await edgesOf(store, EdgeKind.CONTAINS)).toContain('Regions > asia');
    litware.remove(regions.objectGUID!);
    expect(figuresOf(await syncChanges(store, litware))).toEqual({ missing: 1, moved: 1 });
    expect(await edgesOf(store, EdgeKind.CONTAINS)).toContain('litwareinc > asia');
    expect(asia.marks).toEqual([null]);
  });

  it('warn of members as long as those have not come', async () => {
    expect((await syncChanges(store, contoso)).warnings).toEqual([
      {
        code: 'MEMBER_NOT_FOUND',
        count: 2,
        examples: [
          `"${team.dn}" has the member "${ken.dn}", which is not in the directory.`,
          `"${team.dn}" has the member "${staff.dn}", which is not in the directory.`,
        ],
      },
    ]);
    expect((await syncChanges(store, litware)).warnings).toEqual([]);
    expect((await syncChanges(store, contoso.wholly())).warnings).toEqual([]);
  });

  it("leave each other's principals alone", async () => {
    await syncChanges(store, litware);
    await syncChanges(store, contoso);
    litware.remove(ken.objectGUID!);
    expect(figuresOf(await syncChanges(store, litware.wholly()))).toEqual({ missing: 1, membershipsRemoved: 2 });
    expect(await namesOf(store)).toEqual(['(Ken)', 'Staff', 'Team', 'Zoe', 'eu', 'litwareinc']);
    expect(await members()).toEqual(['Staff > Zoe', 'Team > Staff']);
  });

  it('are read as a whole after somebody is back in another, whom their groups have again without being changed', async () => {
    const [groups, people] = [new ChangingDirectory('groups', true), new ChangingDirectory('people', true)];
    groups.put(root(domain, 'litwareinc', 10), { ...staff, member: zoe.dn });
    people.put(root(europe, 'eu', 20), zoe);
    await syncChanges(store, groups);
    await syncChanges(store, people);
    expect(await members()).toEqual(['Staff > Zoe']);
    people.remove(zoe.objectGUID!);
    await syncChanges(store, people);
    expect(await members()).toEqual([]);
    people.put(zoe);
    await syncChanges(store, people);
    expect((await syncChanges(store, groups)).sources).toMatchObject([{ name: 'groups', whole: true }]);
    expect(await members()).toEqual(['Staff > Zoe']);
    expect((await syncChanges(store, groups)).sources).toMatchObject([{ name: 'groups', whole: false }]);
  });

  it('tell how much each of them loses of what it had, those that were missing before left out', async () => {
    const losses = async (source: ChangingDirectory) => (await syncChanges(store, source)).losses;
    expect([await losses(litware), await losses(contoso)]).toEqual([[], []]);
    contoso.remove(zoe.objectGUID!);
    expect(await losses(contoso)).toEqual([
      { source: 'litware', principals: { had: 3, lost: 0 }, memberships: { had: 2, lost: 1 } },
      { source: 'contoso', principals: { had: 3, lost: 1 }, memberships: { had: 2, lost: 0 } },
    ]);
    contoso.remove(team.objectGUID!);
    expect(await losses(contoso)).toEqual([
      { source: 'contoso', principals: { had: 2, lost: 1 }, memberships: { had: 2, lost: 2 } },
    ]);
  });

  it.each([
    ['vanishes and returns', () => contoso.remove(zoe.objectGUID!), () => contoso.put(zoe)],
    ['goes by another name for a while', () => contoso.put({ ...zoe, dn: `CN=Zoë,${europe}` }), () => contoso.put(zoe)],
  ])('lose and find again a member who %s in the other', async (_, go, comeBack) => {
    await syncChanges(store, litware);
    await syncChanges(store, contoso);
    go();
    expect((await syncChanges(store, contoso)).figures.membershipsRemoved).toBe(1);
    expect(await members()).toEqual(everybody.filter((edge) => !edge.endsWith('Zoe')));
    comeBack();
    expect((await syncChanges(store, contoso)).figures.membershipsAdded).toBe(1);
    expect(await members()).toEqual(everybody);
    expect(litware.marks).toEqual([null]);
  });

  it('have as a member who stands by now at the name that a group in the other lists', async () => {
    await syncChanges(store, litware);
    await syncChanges(store, contoso);
    contoso.put({ ...zoe, dn: `CN=Zoë,${europe}` }, { ...zoe, objectGUID: guid(5), displayName: 'Namesake' });
    expect(figuresOf(await syncChanges(store, contoso))).toEqual({
      added: 1,
      changed: 1,
      membershipsAdded: 1,
      membershipsRemoved: 1,
    });
    expect(await members()).toEqual(['Staff > Ken', 'Staff > Namesake', 'Team > Ken', 'Team > Staff']);
  });

  it.each([
    ['read as a whole', (source: ChangingDirectory) => source.wholly()],
    ['told what changed', (source: ChangingDirectory) => source],
  ])('may hand a principal over, under one id, both being %s', async (_, read) => {
    await syncChanges(store, litware, contoso);
    const { id } = await store.read.findOneByOrFail(Principal, { guid: ken.objectGUID! });
    litware.remove(ken.objectGUID!);
    const moved = { ...ken, dn: `CN=Ken,${europe}` };
    contoso.put(moved, { ...team, member: [moved.dn, staff.dn] });
    await syncChanges(store, read(litware), read(contoso));
    expect(await store.read.findOneByOrFail(Principal, { guid: ken.objectGUID! })).toMatchObject({
      id,
      missing: false,
      distinguishedName: moved.dn,
    });
    expect(await members()).toEqual(['Staff > Zoe', 'Team > Ken', 'Team > Staff']);
    expect(await edgesOf(store, EdgeKind.CONTAINS)).toContain('eu > Ken');
    expect(figuresOf(await syncChanges(store, litware.wholly(), contoso.wholly()))).toEqual({});
  });

  it('do not get back who was handed over', async () => {
    await syncChanges(store, litware, contoso);
    litware.remove(ken.objectGUID!);
    contoso.put({ ...ken, dn: `CN=Ken,${europe}` });
    await syncChanges(store, contoso);
    expect(figuresOf(await syncChanges(store, litware))).toEqual({});
    expect(figuresOf(await syncChanges(store, litware.wholly()))).toEqual({});
    expect(await namesOf(store)).toContain('Ken');
  });

  it.each([
    [true, everybody],
    [false, everybody.filter((edge) => edge !== 'Staff > Zoe')],
  ])('keep a member who moves in the other where links follow moves: %s', async (follow, expected) => {
    litware = new ChangingDirectory('litware', follow);
    litware.put(root(domain, 'litwareinc', 10), ken, staff);
    await syncChanges(store, litware);
    await syncChanges(store, contoso);
    contoso.put({ ...zoe, dn: `CN=Zoe,OU=Gone,${europe}` });
    await syncChanges(store, contoso);
    expect(await members()).toEqual(expected);
  });
});
