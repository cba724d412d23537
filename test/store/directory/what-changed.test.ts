import type { Store } from '../../../src/database/store';
import { EdgeKind } from '../../../src/directory/principal-edge.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { DirectorySourceState } from '../../../src/directory/sync/directory-source-state.entity';
import { syncNow } from '../../../src/directory/sync/sync-now';
import { ChangingDirectory } from '../../support/changing-directory';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { contentsOf, edgesOf, namesOf } from '../../support/directory-contents';
import { openTestStore, statementsOf } from '../../support/store';
import { figuresOf, type Figures, prepareChanges, syncChanges } from '../../support/sync-changes';

const named = (name: string, number: number, above = domain) => ({
  dn: `CN=${name},${above}`,
  objectGUID: guid(number),
  displayName: name,
});
const unit = (name: string, number: number, above = domain): TestEntry => ({
  dn: `OU=${name},${above}`,
  objectClass: 'organizationalUnit',
  objectGUID: guid(number),
  displayName: name,
});

const litware: TestEntry = { dn: domain, objectClass: 'domainDNS', objectGUID: guid(1), displayName: 'litwareinc' };
const people = unit('People', 2);
const sales = unit('Sales', 3, people.dn);
const ken: TestEntry = { ...named('Ken', 4, sales.dn), objectClass: 'user', sAMAccountName: 'ken' };
const zoe: TestEntry = { ...named('Zoe', 5, people.dn), objectClass: 'user', sAMAccountName: 'zoe' };
const staff: TestEntry = { ...named('Staff', 6), objectClass: 'group', member: [ken.dn, zoe.dn] };
const sellers: TestEntry = { ...named('Sellers', 7, sales.dn), objectClass: 'group', member: ken.dn };
const computer: TestEntry = { ...named('PC-1', 8, sales.dn), objectClass: ['user', 'computer'] };

let store: Store;
/** Always reads everything. */
let other: Store;
let directory: ChangingDirectory;

beforeAll(async () => {
  other = await openTestStore();
});

/** Begins with everybody, read as a whole. */
async function begin(linksFollowMoves: boolean): Promise<void> {
  store = await openTestStore();
  directory = new ChangingDirectory('litware', linksFollowMoves);
  directory.put(litware, people, sales, ken, zoe, staff, sellers, computer);
  await syncChanges(store, directory);
}

/** Syncs what changed, which makes the store say what the one does that reads everything. */
async function sync(): Promise<Figures> {
  const difference = await syncChanges(store, directory);
  expect(difference.sources).toMatchObject([{ name: 'litware', whole: false }]);
  await syncNow(other, directoryOf(directory.all()));
  expect(await contentsOf(store)).toEqual(await contentsOf(other));
  return figuresOf(difference);
}

const members = () => edgesOf(store, EdgeKind.MEMBER);
const containers = () => edgesOf(store, EdgeKind.CONTAINS);
const mark = async () => (await store.read.findOneByOrFail(DirectorySourceState, { name: 'litware' })).mark;
const everybody = ['Sellers > Ken', 'Staff > Ken', 'Staff > Zoe'];

describe('a source that tells what changed since it was read', () => {
  beforeEach(() => begin(false));

  it('is opened with the mark that the last reading gave', async () => {
    expect(await mark()).toBe('8');
    directory.put({ ...zoe, displayName: 'Zoë' });
    expect(await sync()).toEqual({ changed: 1 });
    expect(await mark()).toBe('9');
    expect(await sync()).toEqual({});
    expect(directory.marks).toEqual([null, '8', '9']);
  });

  it('may have nothing to tell, and is known to be read so far all the same', async () => {
    directory.put({ ...computer, displayName: 'PC-2' });
    const before = await contentsOf(store);
    expect(await sync()).toEqual({});
    expect(await contentsOf(store)).toEqual(before);
    expect(await mark()).toBe('9');
  });

  it('is read from where it was where a sync was prepared, but not applied', async () => {
    directory.put({ ...zoe, displayName: 'Zoë' });
    await (await prepareChanges(store, directory)).end();
    expect(await mark()).toBe('8');
    expect(await sync()).toEqual({ changed: 1 });
    expect(directory.marks).toEqual([null, '8', '8']);
  });

  it('is read as a whole where it has no mark to give', async () => {
    await syncNow(store, directoryOf(directory.all()));
    expect(await store.read.findOneByOrFail(DirectorySourceState, { name: 'the test directory' })).toMatchObject({
      mark: null,
    });
  });

  it('keeps its mark where what changed brings no other', async () => {
    const silent = {
      ...directory,
      open: async (since: string | null) => ({ ...(await directory.open(since)), mark: () => null }),
    };
    directory.put({ ...zoe, displayName: 'Zoë' });
    await syncChanges(store, silent);
    expect(await mark()).toBe('8');
  });

  it('brings who is new, and marks who vanished', async () => {
    directory.put({ ...named('Ann', 9, sales.dn), objectClass: 'user' });
    directory.remove(zoe.objectGUID!);
    expect(await sync()).toEqual({ added: 1, missing: 1, membershipsRemoved: 1 });
    expect(await namesOf(store)).toEqual(['(Zoe)', 'Ann', 'Ken', 'People', 'Sales', 'Sellers', 'Staff', 'litwareinc']);
  });

  it('tells whom a group lists by now', async () => {
    directory.put({ ...sellers, member: [zoe.dn, staff.dn, computer.dn] });
    expect(await sync()).toEqual({ membershipsAdded: 2, membershipsRemoved: 1 });
    expect(await members()).toEqual(['Sellers > Staff', 'Sellers > Zoe', 'Staff > Ken', 'Staff > Zoe']);
  });

  it('takes back who vanished, with all memberships in groups that still list them', async () => {
    const { id } = await store.read.findOneByOrFail(Principal, { guid: ken.objectGUID! });
    directory.remove(ken.objectGUID!);
    expect(await sync()).toEqual({ missing: 1, membershipsRemoved: 2 });
    directory.put(ken);
    expect(await sync()).toEqual({ returned: 1, membershipsAdded: 2 });
    expect(await members()).toEqual(everybody);
    expect(await store.read.findOneByOrFail(Principal, { guid: ken.objectGUID! })).toMatchObject({ id });
  });

  it('moves what stands below a container that moves, and asks for that once', async () => {
    directory.move(sales.objectGUID!, `OU=Sales,${domain}`);
    directory.put({ ...staff, member: [`CN=Ken,OU=Sales,${domain}`, zoe.dn] });
    directory.put({ ...sellers, dn: `CN=Sellers,OU=Sales,${domain}`, member: `CN=Ken,OU=Sales,${domain}` });
    expect(await sync()).toEqual({ changed: 3, moved: 1 });
    expect(directory.searched).toEqual([`OU=Sales,${domain}`]);
    expect(await containers()).toContain('litwareinc > Sales');
    expect(await members()).toEqual(everybody);
  });

  it('is asked for what stands below a container that is new, for it may have been moved there', async () => {
    directory.put(unit('Marketing', 9), { ...named('Ann', 10, `OU=Marketing,${domain}`), objectClass: 'user' });
    expect(await sync()).toEqual({ added: 2 });
    expect(await containers()).toContain('Marketing > Ann');
  });

  it('is read as a whole where a container is gone and what stood below is not told of', async () => {
    directory.takeAway(people.objectGUID!);
    const { sources, figures } = await syncChanges(store, directory);
    expect(sources).toMatchObject([{ name: 'litware', whole: true }]);
    expect(figures).toMatchObject({ missing: 5, membershipsRemoved: 3, moved: 0 });
    expect(await namesOf(store)).toEqual(['(Ken)', '(People)', '(Sales)', '(Sellers)', '(Zoe)', 'Staff', 'litwareinc']);
  });

  it('loses a container with all that stood below', async () => {
    directory.remove(sales.objectGUID!, ken.objectGUID!, sellers.objectGUID!, computer.objectGUID!);
    expect(await sync()).toEqual({ missing: 3, membershipsRemoved: 2 });
    expect(await containers()).toEqual(['People > Zoe', 'litwareinc > People', 'litwareinc > Staff']);
  });

  it('lists in a group whoever stands at a name by now', async () => {
    directory.remove(zoe.objectGUID!);
    directory.put({ ...zoe, objectGUID: guid(9), displayName: 'Successor' });
    expect(await sync()).toEqual({ added: 1, missing: 1, membershipsAdded: 1, membershipsRemoved: 1 });
    expect(await members()).toEqual(['Sellers > Ken', 'Staff > Ken', 'Staff > Successor']);
  });

  it('may swap names', async () => {
    directory.put({ ...ken, dn: zoe.dn }, { ...zoe, dn: ken.dn });
    expect(await sync()).toEqual({ changed: 2, moved: 2, membershipsAdded: 1, membershipsRemoved: 1 });
    expect(await members()).toEqual(['Sellers > Zoe', 'Staff > Ken', 'Staff > Zoe']);
  });

  it('breaks off a membership where the member goes by another name, until the group lists that', async () => {
    directory.move(ken.objectGUID!, `CN=Kenneth,${sales.dn}`);
    expect(await sync()).toEqual({ changed: 1, membershipsRemoved: 2 });
    directory.put({ ...staff, member: [`CN=Kenneth,${sales.dn}`, zoe.dn] });
    expect(await sync()).toEqual({ membershipsAdded: 1 });
    expect(await members()).toEqual(['Staff > Ken', 'Staff > Zoe']);
  });

  it('finds whom a group listed before they came', async () => {
    const ann: TestEntry = { ...named('Ann', 9), objectClass: 'user' };
    directory.put({ ...sellers, member: [ken.dn, ann.dn] });
    expect(await sync()).toEqual({});
    directory.put(ann);
    expect(await sync()).toEqual({ added: 1, membershipsAdded: 1 });
    expect(await members()).toEqual(['Sellers > Ann', ...everybody]);
  });

  it('forgets whom a group listed that came back without members', async () => {
    const ann: TestEntry = { ...named('Ann', 9), objectClass: 'user' };
    directory.put({ ...sellers, member: ann.dn });
    await sync();
    directory.remove(sellers.objectGUID!);
    await sync();
    directory.put({ ...sellers, member: null });
    await sync();
    directory.put(ann);
    expect(await sync()).toEqual({ added: 1 });
    expect(await members()).toEqual(['Staff > Ken', 'Staff > Zoe']);
  });

  it('takes no notice of a name that is only written otherwise', async () => {
    directory.put({ ...ken, dn: ken.dn.toLowerCase() });
    expect(await sync()).toEqual({ changed: 1 });
    expect(await members()).toEqual(everybody);
    directory.put({ ...staff, member: [ken.dn, zoe.dn.toUpperCase()] });
    expect(await sync()).toEqual({});
  });

  it.each([
    ['a contact', { objectClass: 'contact' }, { changed: 1, membershipsRemoved: 2 }],
    ['an organizational unit', { objectClass: 'organizationalUnit' }, { changed: 1, membershipsRemoved: 2 }],
    ['no principal', { objectClass: ['user', 'computer'] }, { missing: 1, membershipsRemoved: 2 }],
  ])('takes the members of a group that becomes %s', async (_, said, expected) => {
    directory.put({ ...staff, ...said });
    expect(await sync()).toEqual(expected);
    expect(await members()).toEqual(['Sellers > Ken']);
    directory.put(staff);
    await sync();
    expect(await members()).toEqual(everybody);
  });

  it('writes no more than what changed', async () => {
    directory.put({ ...zoe, displayName: 'Zoë' });
    const statements = await statementsOf(store, () => syncChanges(store, directory));
    const written = statements.filter((statement) => /^\s*(INSERT|UPDATE|DELETE)/.test(statement));
    const tables = written.map((statement) => /(?:INTO|UPDATE|FROM) (?:target FROM )?[`"]?(\w+)/.exec(statement)![1]);
    expect(tables).toContain('principals');
    expect(tables).not.toContain('principal_edges');
    expect(tables).not.toContain('pending_members');
  });
});

describe('a source whose links follow moves', () => {
  beforeEach(() => begin(true));

  it('keeps the members of groups who are renamed or moved', async () => {
    directory.move(ken.objectGUID!, `CN=Kenneth,${people.dn}`);
    expect(await sync()).toEqual({ changed: 1, moved: 1 });
    expect(await members()).toEqual(everybody);
  });

  it('keeps the members of groups who stand below a container that moves', async () => {
    directory.move(people.objectGUID!, `OU=Staff,${domain}`);
    expect(await sync()).toEqual({ changed: 5 });
    expect(await members()).toEqual(everybody);
  });

  it('lists nobody at a name that somebody else took over', async () => {
    directory.move(zoe.objectGUID!, `CN=Zoë,${people.dn}`);
    directory.put({ ...zoe, objectGUID: guid(9), displayName: 'Namesake' });
    expect(await sync()).toEqual({ added: 1, changed: 1 });
    expect(await members()).toEqual(everybody);
  });

  it('loses the members who vanish for good', async () => {
    directory.remove(zoe.objectGUID!);
    expect(await sync()).toEqual({ missing: 1, membershipsRemoved: 1 });
    directory.put({ ...zoe, objectGUID: guid(9), displayName: 'Namesake' });
    expect(await sync()).toEqual({ added: 1 });
    expect(await members()).toEqual(['Sellers > Ken', 'Staff > Ken']);
  });

  it('is read as a whole where somebody is back, whose groups have them again without being changed', async () => {
    await begin(true);
    directory.remove(zoe.objectGUID!);
    await sync();
    expect(await members()).toEqual(['Sellers > Ken', 'Staff > Ken']);
    directory.bringBack(zoe, staff.objectGUID!);
    const { sources, figures } = await syncChanges(store, directory);
    expect(sources).toMatchObject([{ name: 'litware', whole: true }]);
    expect(figures).toMatchObject({ returned: 1, membershipsAdded: 1 });
    expect(await members()).toEqual(['Sellers > Ken', 'Staff > Ken', 'Staff > Zoe']);
  });

  it('is read as a whole where somebody comes in who was elsewhere, whose groups have them without being changed', async () => {
    const ann: TestEntry = { ...named('Ann', 9, sales.dn), objectClass: 'user' };
    directory.put(ann);
    expect(await sync()).toEqual({ added: 1 });
    const ben: TestEntry = { ...named('Ben', 10, sales.dn), objectClass: 'user' };
    directory.takeIn(ben, staff.objectGUID!);
    const { sources, figures } = await syncChanges(store, directory);
    expect(sources).toMatchObject([{ name: 'litware', whole: true }]);
    expect(figures).toMatchObject({ added: 1, membershipsAdded: 1 });
    expect(await members()).toContain('Staff > Ben');
    directory.put({ ...ben, displayName: 'Benjamin' });
    expect(await sync()).toEqual({ changed: 1 });
  });
});
