import type { Store } from '../../../src/database/store';
import { EdgeKind } from '../../../src/directory/principal-edge.entity';
import { Principal, PrincipalKind } from '../../../src/directory/principal.entity';
import { type SyncResult, syncNow } from '../../../src/directory/sync/sync-now';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { edgesOf, namesOf } from '../../support/directory-contents';
import { openTestStore } from '../../support/store';

const named = (name: string, number: number, above = domain) => ({
  dn: `CN=${name},${above}`,
  objectGUID: guid(number),
  displayName: name,
});
const litware: TestEntry = { ...named('litwareinc', 10), dn: domain, objectClass: 'domainDNS' };
const ken: TestEntry = { ...named('Ken', 1), objectClass: 'user' };
const zoe: TestEntry = { ...named('Zoe', 2), objectClass: 'user' };
const staff: TestEntry = { ...named('Staff', 3), objectClass: 'group', member: [ken.dn, zoe.dn] };

const none = { added: 0, changed: 0, moved: 0, missing: 0, returned: 0, membershipsAdded: 0, membershipsRemoved: 0 };

let store: Store;

beforeEach(async () => {
  store = await openTestStore();
});

const sync = async (...entries: TestEntry[]): Promise<SyncResult> => {
  const result = await syncNow(store, directoryOf(entries));
  expect(await syncNow(store, directoryOf(entries))).toMatchObject(none);
  return result;
};
const members = () => edgesOf(store, EdgeKind.MEMBER);
const principal = (number: number) => store.read.findOneByOrFail(Principal, { guid: guid(number) });

describe('a name that a group lists', () => {
  it('is that of whoever comes to stand there', async () => {
    expect(await sync(ken, { ...staff, member: [ken.dn, zoe.dn.toUpperCase()] })).toMatchObject({
      added: 2,
      membershipsAdded: 1,
    });
    expect(await sync(ken, zoe, { ...staff, member: [ken.dn, zoe.dn.toUpperCase()] })).toMatchObject({
      ...none,
      added: 1,
      membershipsAdded: 1,
    });
    expect(await members()).toEqual(['Staff > Ken', 'Staff > Zoe']);
  });

  it('may go to a successor', async () => {
    await sync(ken, zoe, staff);
    const successor = { ...zoe, objectGUID: guid(5), displayName: 'Successor' };
    expect(await sync(ken, successor, staff)).toMatchObject({
      ...none,
      added: 1,
      missing: 1,
      membershipsAdded: 1,
      membershipsRemoved: 1,
    });
    expect(await members()).toEqual(['Staff > Ken', 'Staff > Successor']);
    expect(await sync(ken, zoe, staff)).toMatchObject({
      ...none,
      missing: 1,
      returned: 1,
      membershipsAdded: 1,
      membershipsRemoved: 1,
    });
    expect(await members()).toEqual(['Staff > Ken', 'Staff > Zoe']);
  });

  it('may change hands in a circle', async () => {
    const three = [ken, zoe, { ...named('Ann', 4), objectClass: 'user' }];
    const only = { ...staff, member: [ken.dn] };
    await sync(...three, only);
    const turned = three.map((entry, i) => ({ ...entry, dn: three[(i + 1) % 3]!.dn }));
    expect(await sync(...turned, only)).toMatchObject({
      ...none,
      changed: 3,
      membershipsAdded: 1,
      membershipsRemoved: 1,
    });
    expect(await members()).toEqual(['Staff > Ann']);
    expect((await principal(1)).distinguishedName).toBe(zoe.dn);
  });

  it('counts once, however often and in whichever spelling it is listed', async () => {
    const listed = { ...staff, member: [ken.dn, ken.dn.toLowerCase(), `cn = ken , ${domain}`] };
    expect(await sync(ken, listed)).toMatchObject({ membershipsAdded: 1, warnings: [] });
    expect(await sync(ken, { ...staff, member: ken.dn })).toMatchObject(none);
  });
});

describe('a principal that becomes something else', () => {
  it('keeps its id, and its place in groups', async () => {
    await sync(ken, zoe, staff);
    const { id } = await principal(2);
    expect(await sync(ken, { ...zoe, objectClass: 'contact' }, staff)).toMatchObject({ ...none, changed: 1 });
    expect(await principal(2)).toMatchObject({ id, kind: PrincipalKind.CONTACT });
    expect(await members()).toEqual(['Staff > Ken', 'Staff > Zoe']);
  });

  it('has members only as long as it is a group', async () => {
    await sync(ken, zoe, staff);
    expect(await sync(ken, zoe, { ...staff, objectClass: 'user' })).toMatchObject({
      ...none,
      changed: 1,
      membershipsRemoved: 2,
    });
    expect(await members()).toEqual([]);
    expect(await sync(ken, zoe, staff)).toMatchObject({ ...none, changed: 1, membershipsAdded: 2 });
    expect(await members()).toEqual(['Staff > Ken', 'Staff > Zoe']);
  });

  it('contains what stands below only as long as it is a container', async () => {
    const unit: TestEntry = { ...named('Unit', 6), objectClass: 'organizationalUnit' };
    const ann: TestEntry = { ...named('Ann', 4, unit.dn), objectClass: 'user' };
    await sync(litware, unit, ann);
    expect(await edgesOf(store, EdgeKind.CONTAINS)).toEqual(['Unit > Ann', 'litwareinc > Unit']);
    expect(await sync(litware, { ...unit, objectClass: 'contact' }, ann)).toMatchObject({
      ...none,
      changed: 1,
      moved: 1,
    });
    expect(await edgesOf(store, EdgeKind.CONTAINS)).toEqual(['litwareinc > Ann', 'litwareinc > Unit']);
  });

  it('is missing where that is no principal', async () => {
    await sync(ken, zoe, staff);
    const result = await sync(ken, { ...zoe, objectClass: ['user', 'computer'] }, staff);
    expect(result).toMatchObject({ ...none, missing: 1, membershipsRemoved: 1, skipped: 1, warnings: [] });
    expect(await namesOf(store)).toEqual(['(Zoe)', 'Ken', 'Staff']);
  });
});
