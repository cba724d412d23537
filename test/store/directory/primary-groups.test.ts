import type { Store } from '../../../src/database/store';
import { EdgeKind } from '../../../src/directory/principal-edge.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { ChangingDirectory } from '../../support/changing-directory';
import { domain, guid, type TestEntry } from '../../support/directory';
import { edgesOf } from '../../support/directory-contents';
import { openTestStore } from '../../support/store';
import { figuresOf, type Figures, syncChanges } from '../../support/sync-changes';

/** The SID of number `n` in the domain. */
const sid = (n: number): Buffer => {
  const bytes = Buffer.from('01050000000000051500000007000000000000000000000000000000', 'hex');
  bytes.writeUInt32LE(n, 24);
  return bytes;
};
const named = (name: string, number: number) => ({
  dn: `CN=${name},${domain}`,
  objectGUID: guid(number),
  displayName: name,
});
const user = (name: string, number: number, primaryGroupID: string): TestEntry => ({
  ...named(name, number),
  objectClass: 'user',
  objectSid: sid(1_000 + number),
  primaryGroupID,
});
const group = (name: string, number: number, member: string[] = []): TestEntry => ({
  ...named(name, number),
  objectClass: 'group',
  objectSid: sid(500 + number),
  member,
});

const users = group('Domain Users', 1);
const guests = group('Domain Guests', 2);
const ken = user('Ken', 11, '501');
const zoe = user('Zoe', 12, '501');

let store: Store;
let directory: ChangingDirectory;

beforeEach(async () => {
  store = await openTestStore();
  directory = new ChangingDirectory('litware', true);
  directory.put(ken, zoe, users, guests);
  await syncChanges(store, directory);
});

const memberships = async () => [
  ...(await edgesOf(store, EdgeKind.PRIMARY)),
  ...(await edgesOf(store, EdgeKind.MEMBER)).map((edge) => `${edge} (listed)`),
];

describe.each([
  ['of what changed', false],
  ['of everything', true],
])('primary groups, by a reading %s,', (_, whole) => {
  const sync = async (): Promise<Figures> =>
    figuresOf(await syncChanges(store, whole ? directory.wholly() : directory));

  it('have those whose number says so', async () => {
    expect(await memberships()).toEqual(['Domain Users > Ken', 'Domain Users > Zoe']);
    expect(await sync()).toEqual({});
  });

  it('change where the number does, which is no change of the user', async () => {
    directory.put({ ...ken, primaryGroupID: '502' });
    expect(await sync()).toEqual({ membershipsAdded: 1, membershipsRemoved: 1 });
    expect(await memberships()).toEqual(['Domain Guests > Ken', 'Domain Users > Zoe']);
    expect(await sync()).toEqual({});
  });

  it('list those who had them before, as Active Directory does', async () => {
    directory.put({ ...ken, primaryGroupID: '502' }, { ...users, member: [ken.dn] });
    expect(await sync()).toEqual({ membershipsAdded: 2, membershipsRemoved: 1 });
    expect(await memberships()).toEqual(['Domain Guests > Ken', 'Domain Users > Zoe', 'Domain Users > Ken (listed)']);
    directory.put(ken, users);
    expect(await sync()).toEqual({ membershipsAdded: 1, membershipsRemoved: 2 });
    expect(await memberships()).toEqual(['Domain Users > Ken', 'Domain Users > Zoe']);
  });

  it('end where the number names no group, or there is none any more', async () => {
    directory.put({ ...ken, primaryGroupID: '599' }, { ...zoe, primaryGroupID: null });
    expect(await sync()).toEqual({ membershipsRemoved: 2 });
    expect(await memberships()).toEqual([]);
  });

  it('are kept by who is renamed, and lost by who is a user no more', async () => {
    directory.move(ken.objectGUID!, `CN=Kenneth,${domain}`);
    directory.put({ ...zoe, objectClass: 'contact' });
    expect(await sync()).toEqual({ changed: 2, membershipsRemoved: 1 });
    expect(await memberships()).toEqual(['Domain Users > Ken']);
  });

  it('go with the group, and come back with it for those who are read', async () => {
    directory.remove(users.objectGUID!);
    expect(await sync()).toEqual({ missing: 1, membershipsRemoved: 2 });
    expect(await memberships()).toEqual([]);
    directory.put(users, ken, zoe);
    expect(await sync()).toEqual({ returned: 1, membershipsAdded: 2 });
    expect(await memberships()).toEqual(['Domain Users > Ken', 'Domain Users > Zoe']);
  });

  it('are those who have the SID by now', async () => {
    directory.put({ ...users, objectSid: sid(599) }, { ...guests, objectSid: sid(501) }, ken, zoe);
    expect(await sync()).toEqual({ changed: 2, membershipsAdded: 2, membershipsRemoved: 2 });
    expect(await memberships()).toEqual(['Domain Guests > Ken', 'Domain Guests > Zoe']);
    directory.put({ ...guests, objectSid: sid(598) }, ken, zoe);
    expect(await sync()).toEqual({ changed: 1, membershipsRemoved: 2 });
    expect(await memberships()).toEqual([]);
  });

  it('are no groups any more where they become something else', async () => {
    directory.put({ ...users, objectClass: 'contact' }, ken, zoe);
    expect(await sync()).toEqual({ changed: 1, membershipsRemoved: 2 });
    expect(await memberships()).toEqual([]);
    expect(await store.read.findOneByOrFail(Principal, { guid: users.objectGUID! })).toMatchObject({ sid: null });
  });
});
