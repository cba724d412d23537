import type { Store } from '../../../../src/database/store';
import { EdgeKind } from '../../../../src/directory/principal-edge.entity';
import { PrincipalKind } from '../../../../src/directory/principal.entity';
import { AccessList } from '../../../../src/eligibility/access-entry.entity';
import { directoryChangeImpact } from '../../../../src/eligibility/directory-change/directory-change-impact';
import type { NewInvitees } from '../../../../src/eligibility/invitees';
import { loadEligibilityIndex } from '../../../../src/eligibility/eligibility-index.loader';
import { RoomPrivacy, RoomType } from '../../../../src/features/room/room.enums';
import { openTestStore, statementsOf } from '../../../support/store';
import { principalRow } from '../directory-rows';
import { storeDirectory, storeEntries, storeRooms } from '../organisation';
import { storeInviting } from './inviting';
import { stage, type StagedPrincipal } from './staged-rows';

const [STAFF, GUESTS] = [1, 2];
const [ANN, BOB, CLEO, DAN] = [11, 12, 13, 14];
const { ALLOWED, DENIED, MEMBERS } = AccessList;
const NOBODY = { figures: { users: 0, rooms: 0, pairs: 0 }, rooms: [] };

type Entry = [list: AccessList, ownerId: number, principalId: number];
const into = (parentId: number, ...ids: number[]) =>
  ids.map((childId) => ({ kind: EdgeKind.MEMBER, parentId, childId, effect: '+' as const }));
const added = (id: number): StagedPrincipal => ({ ...principalRow(id, {}), effect: 'ADDED' });
const room = (privacy = RoomPrivacy.CLOSED, disabled = false, categoryId = 1) => ({
  ...{ categoryId, privacy, type: RoomType.NORMAL, disabled },
  ...{ [MEMBERS]: [], [AccessList.MANAGERS]: [], [AccessList.PRESENTERS]: [] },
});
const noLists = { [ALLOWED]: [], [DENIED]: [], [AccessList.CREATORS]: [] };

describe('whom a staged change of the directory brings among the members of rooms', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });

  /** Two groups with one member each, and rooms in a category with invitations on that allows both groups. */
  const given = (rooms: ReturnType<typeof room>[], ...entries: Entry[]) =>
    store.write(async (tx) => {
      const groups = [STAFF, GUESTS].map((id) => principalRow(id, { kind: PrincipalKind.GROUP }));
      const users = [ANN, BOB, CLEO].map((id) => principalRow(id, {}));
      await storeDirectory(tx, [...groups, ...users], [...into(STAFF, ANN), ...into(GUESTS, BOB)]);
      await storeRooms(tx, [noLists, noLists], rooms);
      await storeInviting(tx, { categories: [true, false], rooms: rooms.map(() => true) });
      const walls: Entry[] = [1, 2].flatMap((id): Entry[] => [
        [ALLOWED, id, STAFF],
        [ALLOWED, id, GUESTS],
      ]);
      const rows = [...walls, ...entries].map(([list, ownerId, principalId]) => ({ list, ownerId, principalId }));
      await storeEntries(tx, rows);
    });

  async function invited(
    principals: StagedPrincipal[],
    edges: ReturnType<typeof into>,
  ): Promise<{ found: NewInvitees; statements: string[] }> {
    await store.write((tx) => stage(tx, principals, edges));
    const index = await loadEligibilityIndex(store);
    let found: NewInvitees = NOBODY;
    const statements = await statementsOf(store, async () => {
      found = (await directoryChangeImpact(store.read, index)).invited;
    });
    return { found, statements };
  }

  it('is told of rooms of every privacy, and of disabled ones', async () => {
    const { CLOSED, OPEN, SECRET } = RoomPrivacy;
    await given([room(CLOSED), room(OPEN), room(SECRET, true), room(OPEN)], [MEMBERS, 3, GUESTS], [MEMBERS, 4, STAFF]);
    expect((await invited([added(DAN)], into(GUESTS, CLEO, DAN))).found).toEqual({
      figures: { users: 2, rooms: 3, pairs: 6 },
      rooms: [1, 2, 3].map((roomId) => ({ roomId, principalIds: [CLEO, DAN] })),
    });
  });

  it('is told of members who were inside the wall before, of no room that they were members of', async () => {
    await given([room(), room(), room()], [MEMBERS, 1, GUESTS], [MEMBERS, 2, GUESTS], [MEMBERS, 2, ANN]);
    expect((await invited([], into(GUESTS, ANN))).found).toEqual({
      figures: { users: 1, rooms: 1, pairs: 1 },
      rooms: [{ roomId: 1, principalIds: [ANN] }],
    });
  });

  it('is nobody who is denied, has no address or is disabled, until that changes', async () => {
    await given([room(), room()], [DENIED, 1, CLEO], [MEMBERS, 2, GUESTS]);
    const dan = principalRow(DAN, { sip: null });
    const eve = principalRow(15, { enabled: false });
    const come = [dan, eve].map((row): StagedPrincipal => ({ ...row, effect: 'ADDED' }));
    expect((await invited(come, into(GUESTS, CLEO, DAN, 15))).found).toEqual(NOBODY);

    await store.write((tx) =>
      storeDirectory(tx, [principalRow(STAFF, { kind: PrincipalKind.GROUP }), eve], into(STAFF, 15)),
    );
    expect((await invited([{ ...eve, enabled: true, effect: 'CHANGED' }], [])).found).toEqual({
      figures: { users: 1, rooms: 1, pairs: 1 },
      rooms: [{ roomId: 1, principalIds: [15] }],
    });
  });

  it('is asked for in two more statements where a category invites, for hundreds of users too', async () => {
    const users = Array.from({ length: 400 }, (_, i) => 1000 + i);
    const rooms = [room(), room(), room()];
    const asked = async (ids: number[]) => (await invited(ids.map(added), into(GUESTS, ...ids))).statements;
    await given(rooms, [MEMBERS, 2, GUESTS]);
    const one = await asked(users.slice(0, 1));
    expect(await asked(users)).toHaveLength(one.length);
    await store.write((tx) => storeInviting(tx, { categories: [false, false], rooms: rooms.map(() => true) }));
    expect(await asked(users)).toHaveLength(one.length - 2);
  });

  it('is told in up to 1,000,000 pairs of a user and a room, and beyond that only counted', async () => {
    const users = Array.from({ length: 1_001 }, (_, i) => 1000 + i);
    const rooms = Array.from({ length: 1_000 }, () => room());
    await given(rooms);
    const { found } = await invited(users.map(added), into(GUESTS, ...users.slice(1)));
    expect(found.figures).toEqual({ users: 1_000, rooms: 1_000, pairs: 1_000_000 });
    expect(found.rooms!.map(({ roomId }) => roomId)).toEqual(rooms.map((_room, i) => i + 1));
    // One array for all.
    expect([...new Set(found.rooms!.map(({ principalIds }) => principalIds))]).toEqual([users.slice(1)]);

    expect((await invited(users.map(added), into(GUESTS, ...users))).found).toEqual({
      figures: { users: 1_001, rooms: 1_000, pairs: 1_001_000 },
      rooms: null,
    });
  });
});
