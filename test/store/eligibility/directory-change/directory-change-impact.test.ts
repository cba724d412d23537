import type { EntityManager } from 'typeorm';

import type { Store } from '../../../../src/database/store';
import { EdgeKind } from '../../../../src/directory/principal-edge.entity';
import { PrincipalKind } from '../../../../src/directory/principal.entity';
import { AccessList } from '../../../../src/eligibility/access-entry.entity';
import {
  type DirectoryChangeImpact,
  directoryChangeImpact,
} from '../../../../src/eligibility/directory-change/directory-change-impact';
import { loadEligibilityIndex } from '../../../../src/eligibility/eligibility-index.loader';
import { RoomPrivacy, RoomType } from '../../../../src/features/room/room.enums';
import { setGlobalPolicy } from '../../../support/policies';
import { openTestStore, statementsOf } from '../../../support/store';
import { principalRow } from '../directory-rows';
import { storeDirectory, storeEntries, storeRooms } from '../organisation';
import { stage, type StagedEdge, type StagedPrincipal } from './staged-rows';

const [STAFF, GUESTS, OFFICE] = [1, 2, 3];
const [ANN, BOB, CLEO] = [11, 12, 13];
const NOBODY = { users: 0, rooms: 0, pairs: 0 };
const NO_ONE = { total: 0, first: [] };

const { MEMBER, PRIMARY, CONTAINS } = EdgeKind;
const { ALLOWED, DENIED, MEMBERS } = AccessList;

type Edge = [kind: EdgeKind, parentId: number, childId: number];
type Entry = [list: AccessList, ownerId: number, principalId: number];
const edgesOf = (edges: Edge[]) => edges.map(([kind, parentId, childId]) => ({ kind, parentId, childId }));
const come = (...edges: Edge[]) => edgesOf(edges).map((edge): StagedEdge => ({ ...edge, effect: '+' }));
const gone = (...edges: Edge[]) => edgesOf(edges).map((edge): StagedEdge => ({ ...edge, effect: '-' }));
const missing = (...ids: number[]) => ids.map((id): StagedPrincipal => ({ id, effect: 'MISSING' }));
const added = (id: number, said: object = {}): StagedPrincipal => ({
  ...principalRow(id, {}),
  ...said,
  effect: 'ADDED',
});

/** Two groups, and three people in an office. */
const directory = [
  ...[STAFF, GUESTS].map((id) => principalRow(id, { kind: PrincipalKind.GROUP })),
  principalRow(OFFICE, { kind: PrincipalKind.ORGANIZATIONAL_UNIT }),
  ...[ANN, BOB, CLEO].map((id) => principalRow(id, {})),
];
const memberships: Edge[] = [
  ...[ANN, BOB, CLEO].map((id): Edge => [CONTAINS, OFFICE, id]),
  [MEMBER, STAFF, ANN],
  [MEMBER, STAFF, BOB],
  [MEMBER, GUESTS, BOB],
];
const noLists = { [ALLOWED]: [], [DENIED]: [], [AccessList.CREATORS]: [] };
const room = (categoryId: number, privacy = RoomPrivacy.CLOSED) => ({
  ...{ categoryId, privacy, type: RoomType.NORMAL, disabled: false },
  ...{ [MEMBERS]: [], [AccessList.MANAGERS]: [], [AccessList.PRESENTERS]: [] },
});

function addEntries(tx: EntityManager, entries: Entry[]): Promise<void> {
  const rows = entries.map(([list, ownerId, principalId]) => ({ list, ownerId, principalId }));
  return storeEntries(tx, rows);
}

describe('directoryChangeImpact', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
    await store.write((tx) => setGlobalPolicy(tx, true));
  });

  /** The rooms 1 and 2 are in the category 1, the rooms 3 and 4 in the category 2; the room 2 is open. */
  const given = (...entries: Entry[]) =>
    store.write(async (tx) => {
      await storeDirectory(tx, directory, edgesOf(memberships));
      await storeRooms(tx, [noLists, noLists], [room(1), room(1, RoomPrivacy.OPEN), room(2), room(2)]);
      await addEntries(tx, entries);
    });

  async function impactOf(
    principals: StagedPrincipal[],
    edges: StagedEdge[],
  ): Promise<Omit<DirectoryChangeImpact, 'invited' | 'vanishing'>> {
    await store.write((tx) => stage(tx, principals, edges));
    const {
      invited,
      vanishing: _vanishing,
      ...impact
    } = await directoryChangeImpact(store.read, await loadEligibilityIndex(store));
    expect(invited).toEqual({ figures: NOBODY, rooms: [] });
    return impact;
  }

  it('counts each user and each room once, and their pairs', async () => {
    await given([ALLOWED, 1, STAFF], [MEMBERS, 1, OFFICE], [ALLOWED, 2, GUESTS], [MEMBERS, 3, ANN]);
    const edges = [
      ...come([MEMBER, STAFF, CLEO], [MEMBER, GUESTS, ANN], [MEMBER, GUESTS, CLEO]),
      ...gone([MEMBER, STAFF, BOB], [MEMBER, GUESTS, BOB]),
    ];
    expect(await impactOf([], edges)).toEqual({
      gained: { users: 2, rooms: 4, pairs: 5 },
      lost: { users: 1, rooms: 3, pairs: 3 },
      letThrough: NO_ONE,
    });
  });

  it('takes no notice of a second membership in the same group', async () => {
    await given([ALLOWED, 1, STAFF]);
    const nothing = { gained: NOBODY, lost: NOBODY, letThrough: NO_ONE };
    expect(await impactOf([], come([PRIMARY, STAFF, BOB]))).toEqual(nothing);
    const both = [...memberships, [PRIMARY, STAFF, BOB] satisfies Edge];
    await store.write((tx) => storeDirectory(tx, directory, edgesOf(both)));
    expect(await impactOf([], gone([MEMBER, STAFF, BOB]))).toEqual(nothing);
    expect(await impactOf([], gone([MEMBER, STAFF, BOB], [PRIMARY, STAFF, BOB]))).toEqual({
      ...nothing,
      lost: { users: 1, rooms: 2, pairs: 2 },
    });
  });

  it('leaves a room closed of which all members vanish', async () => {
    await given([ALLOWED, 1, STAFF], [MEMBERS, 1, ANN]);
    expect(await impactOf(missing(ANN), gone([CONTAINS, OFFICE, ANN], [MEMBER, STAFF, ANN]))).toEqual({
      gained: NOBODY,
      lost: { users: 1, rooms: 2, pairs: 2 },
      letThrough: NO_ONE,
    });
  });

  it('tells whom the loss of a denied group lets through, enabled or not, and which entries kept them out', async () => {
    await given(
      [ALLOWED, 1, OFFICE],
      [DENIED, 1, GUESTS],
      [DENIED, 1, STAFF],
      [ALLOWED, 2, STAFF],
      [DENIED, 2, GUESTS],
    );
    const disabled: StagedPrincipal = { ...principalRow(BOB, { enabled: false }), effect: 'CHANGED' };
    const edges = gone([MEMBER, STAFF, ANN], [MEMBER, STAFF, BOB], [MEMBER, GUESTS, BOB]);
    expect(await impactOf([...missing(GUESTS, STAFF), disabled], edges)).toEqual({
      gained: { users: 1, rooms: 2, pairs: 2 },
      lost: { users: 1, rooms: 2, pairs: 2 },
      letThrough: {
        total: 2,
        first: [
          { principalId: ANN, categoryId: 1, deniedIds: [STAFF], newAccount: null },
          { principalId: BOB, categoryId: 1, deniedIds: [STAFF, GUESTS], newAccount: null },
        ],
      },
    });
  });

  it('lets nobody through who is still denied by another entry, or allowed by none', async () => {
    await given([ALLOWED, 1, OFFICE], [DENIED, 1, GUESTS], [DENIED, 1, STAFF], [ALLOWED, 2, ANN], [DENIED, 2, GUESTS]);
    const { letThrough } = await impactOf(missing(GUESTS), gone([MEMBER, GUESTS, BOB]));
    expect(letThrough).toEqual(NO_ONE);
  });

  it.each(['sipKey', 'upnKey', 'logonKey', 'dnKey'])(
    'tells of a new account that has the %s of a denied one which vanishes',
    async (key) => {
      await given([ALLOWED, 1, OFFICE], [DENIED, 1, BOB]);
      const [bob, NEW, OTHER] = [{ upnKey: 'bob@litware', logonKey: 'litware\\bob' }, 90, 91];
      const before = directory.map((row) => (row.id === BOB ? { ...row, ...bob } : row));
      await store.write((tx) => storeDirectory(tx, before, edgesOf(memberships)));
      const value = Object.entries(before.find(({ id }) => id === BOB)!).find(([name]) => name === key)![1];
      const accounts = [added(NEW, { displayName: 'Bob anew', [key]: value }), added(OTHER)];
      const edges = [
        ...gone([CONTAINS, OFFICE, BOB], [MEMBER, STAFF, BOB], [MEMBER, GUESTS, BOB]),
        ...come([CONTAINS, OFFICE, NEW], [CONTAINS, OFFICE, OTHER]),
      ];
      const newAccount = { guid: accounts[0]!.guid, displayName: 'Bob anew', predecessorId: BOB };
      expect(await impactOf([...accounts, ...missing(BOB)], edges)).toEqual({
        gained: { users: 2, rooms: 2, pairs: 4 },
        lost: NOBODY,
        letThrough: { total: 1, first: [{ principalId: NEW, categoryId: 1, deniedIds: [BOB], newAccount }] },
      });
      // The account of before stays, so the other is somebody else.
      expect((await impactOf(accounts, come([CONTAINS, OFFICE, NEW]))).letThrough).toEqual(NO_ONE);
    },
  );

  it('tells once of an account that comes back with all that another had, though both are disabled and stand nowhere', async () => {
    const [DAN, DANIEL] = [21, 22];
    await given([ALLOWED, 1, DANIEL], [DENIED, 1, DAN]);
    const dan = principalRow(DAN, { enabled: false });
    const daniel = { ...principalRow(DANIEL, { enabled: false }), sipKey: dan.sipKey, dnKey: dan.dnKey };
    await store.write((tx) => storeDirectory(tx, [...directory, dan, { ...daniel, missing: true }], []));
    const { gained, lost, letThrough } = await impactOf([{ ...daniel, effect: 'RETURNED' }, ...missing(DAN)], []);
    expect({ gained, lost }).toEqual({ gained: NOBODY, lost: NOBODY });
    const newAccount = { guid: daniel.guid, displayName: daniel.displayName, predecessorId: DAN };
    expect(letThrough).toEqual({
      total: 1,
      first: [{ principalId: DANIEL, categoryId: 1, deniedIds: [DAN], newAccount }],
    });
  });

  it('lets nobody in by an edge from or to a principal that is missing', async () => {
    const [GONE, LEFT] = [23, 24];
    await given([ALLOWED, 1, STAFF]);
    const group = principalRow(GONE, { kind: PrincipalKind.GROUP, missing: true });
    const left = principalRow(LEFT, { missing: true });
    await store.write((tx) => storeDirectory(tx, [...directory, group, left], edgesOf(memberships)));
    const edges = come([MEMBER, STAFF, GONE], [MEMBER, GONE, CLEO], [MEMBER, STAFF, LEFT]);
    expect(await impactOf([], edges)).toEqual({ gained: NOBODY, lost: NOBODY, letThrough: NO_ONE });
  });

  it('asks one question where nobody is on any list, and the same few for one user as for hundreds', async () => {
    const users = Array.from({ length: 400 }, (_, i) => 1000 + i);
    const statements = async (ids: number[]) => {
      const edges = ids.flatMap((id): Edge[] => [
        [CONTAINS, OFFICE, id],
        [MEMBER, STAFF, id],
      ]);
      await store.write((tx) => stage(tx, [...ids.map((id) => added(id)), ...missing(BOB)], come(...edges)));
      const index = await loadEligibilityIndex(store);
      return statementsOf(store, () => directoryChangeImpact(store.read, index));
    };
    await given();
    expect(await statements(users)).toHaveLength(1);
    await given([ALLOWED, 1, STAFF], [DENIED, 1, BOB], [MEMBERS, 1, OFFICE]);
    const withoutIds = (texts: string[]) => texts.map((text) => text.replace(/\([\d,]+\)/g, '(ids)'));
    const few = withoutIds(await statements(users.slice(0, 1)));
    expect(few).toHaveLength(15);
    expect(withoutIds(await statements(users))).toEqual(few);
  });

  it('names the first 500 who are let through and counts all, in any number of pages', async () => {
    await given([ALLOWED, 1, OFFICE], [DENIED, 1, GUESTS]);
    const users = Array.from({ length: 5_200 }, (_, i) => 10_000 - i);
    const rooms = Array.from({ length: 5_100 }, () => room(1));
    const guests = users.map((id): Edge => [MEMBER, GUESTS, id]);
    await store.write(async (tx) => {
      const rows = users.map((id) => principalRow(id, { displayName: `User ${id}` }));
      const inOffice = users.map((id): Edge => [CONTAINS, OFFICE, id]);
      await storeDirectory(tx, [...directory, ...rows], edgesOf([...memberships, ...inOffice, ...guests]));
      await storeRooms(tx, [noLists], rooms);
      await addEntries(tx, [
        [ALLOWED, 1, OFFICE],
        [DENIED, 1, GUESTS],
        ...rooms.map((_room, i): Entry => [MEMBERS, i + 1, OFFICE]),
      ]);
    });
    const disabled = users.map((id): StagedPrincipal => ({
      ...principalRow(id, { enabled: id > 9_990 }),
      effect: 'CHANGED',
    }));
    const { gained, lost, letThrough } = await impactOf(disabled, gone(...guests));
    expect({ gained, lost }).toEqual({ gained: { users: 10, rooms: 5_100, pairs: 51_000 }, lost: NOBODY });
    expect(letThrough.total).toBe(5_200);
    const inOrder = users
      .map((id) => `User ${id}`)
      .sort()
      .slice(0, 500);
    expect(letThrough.first.map(({ principalId }) => `User ${principalId}`)).toEqual(inOrder);
  });
});
