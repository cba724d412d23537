import fc from 'fast-check';

import { ALL, or, sql } from '../../../../src/database/sql';
import { insertInChunks } from '../../../../src/database/insert-in-chunks';
import { rowsOf } from '../../../../src/database/rows';
import type { Store } from '../../../../src/database/store';
import { PrincipalKind } from '../../../../src/directory/principal.entity';
import { AccessEntry, AccessList } from '../../../../src/eligibility/access-entry.entity';
import type { Eligibility } from '../../../../src/eligibility/eligibility';
import { EligibilityIndexHolder } from '../../../../src/eligibility/eligibility-index.holder';
import { EligibilityService } from '../../../../src/eligibility/eligibility.service';
import {
  type ListFinding,
  AccessFindingKind,
  CATEGORY_LISTS,
  comparePlaces,
  placeOf,
  ROOM_LISTS,
} from '../../../../src/eligibility/review/list-finding';
import { type AccessReview, reviewAccess } from '../../../../src/eligibility/review/access-review';
import { storedLists } from '../../../../src/eligibility/review/stored-lists';
import { countStatements, openTestStore } from '../../../support/store';
import { principalRow } from '../directory-rows';
import { type Fact, Oracle } from '../oracle';
import {
  CATEGORIES,
  listedOn,
  type Organisation,
  organisation,
  principalId,
  ROOMS,
  storeDirectory,
  storeOrganisation,
  storeRooms,
} from '../organisation';

const { COVERED, SHADOWED, OUTSIDE_WALL, MISSING, EMPTY, NO_MANAGER } = AccessFindingKind;

const ABOUT_CATEGORIES: Fact[] = ['inside the wall of', 'may create in'];
const ABOUT_ROOMS: Fact[] = ['may present', 'may enter', 'may manage', 'may find', 'presents'];

let store: Store;
let service: EligibilityService;
beforeAll(async () => {
  store = await openTestStore();
  service = new EligibilityService(new EligibilityIndexHolder(store));
});

async function review(eligibility: Eligibility, scope = ALL): Promise<AccessReview> {
  return reviewAccess(store.read, await eligibility.index(), scope);
}

function findingsOf({ findings }: AccessReview): ListFinding[] {
  return Array.from({ length: findings.length }, (_, row) => findings.at(row));
}

describe('on generated organisations, a review', () => {
  const onOrganisations = <T>(
    besides: fc.Arbitrary<T>,
    check: (eligibility: Eligibility, oracle: Oracle, stored: Organisation, besides: T) => Promise<void>,
  ) =>
    fc.assert(
      fc.asyncProperty(organisation, besides, async (generated, more) => {
        await store.write((tx) => storeOrganisation(tx, generated));
        await check(service.within(store.read), await Oracle.ask(store.read), generated, more);
      }),
      { numRuns: 20 },
    );

  it('finds what follows from who reaches whom', () =>
    onOrganisations(fc.constant(null), async (eligibility, oracle, stored) => {
      const reviewed = await review(eligibility);
      const found = findingsOf(reviewed);
      expect(found.map((finding) => ({ ...finding, byId: null }))).toEqual(expected(oracle, stored));
      expect(found).toEqual(found.toSorted((a, b) => comparePlaces(placeOf(a), placeOf(b))));
      for (const finding of found.filter(({ byId }) => byId !== null)) {
        const list = finding.kind === SHADOWED ? AccessList.DENIED : finding.list;
        const roomId = finding.kind === SHADOWED ? null : finding.roomId;
        expect(listedBy(stored, { ...finding, list, roomId })).toContain(finding.byId);
        expect(oracle.principals('reached by', finding.byId!)).toContain(finding.principalId);
        // What covers another entry stays where all that are covered go.
        const covering = { kind: COVERED, list, categoryId: finding.categoryId, roomId, principalId: finding.byId };
        if (finding.kind === COVERED) expect(found).not.toContainEqual(expect.objectContaining(covering));
      }
      const [{ n }] = (await rowsOf(store.read, sql`SELECT COUNT(*) AS n FROM access_entries`)) as [{ n: unknown }];
      expect(reviewed.entryCount).toBe(Number(n));
      for (const [kind, count] of reviewed.counts) {
        expect([kind, count]).toEqual([kind, found.filter((finding) => finding.kind === kind).length]);
      }
    }));

  it('finds the same of a category by itself', () =>
    onOrganisations(fc.integer({ min: 1, max: CATEGORIES }), async (eligibility, _oracle, _stored, id) => {
      const all = findingsOf(await review(eligibility));
      const some = findingsOf(await review(eligibility, sql`category.id = ${id}`));
      expect(some).toEqual(all.filter(({ categoryId }) => categoryId === id));
    }));

  it('names entries without which everybody may what they may with them, whichever of them go', () =>
    onOrganisations(fc.infiniteStream(fc.boolean()), async (eligibility, oracle, { principals }, goes) => {
      const found = findingsOf(await review(eligibility)).filter(
        ({ kind }) => kind !== NO_MANAGER && goes.next().value,
      );
      const emptied = await takeOff(found);
      const after = await Oracle.ask(store.read);
      const hasEmpty = found.some(({ kind }) => kind === EMPTY);
      const users = new Set(principals.flatMap(({ kind }, i) => (kind === PrincipalKind.USER ? principalId(i) : [])));
      // Without a group that reaches no user the group itself, and what else is not a user, may be in no list of people.
      const counted = (ids: number[]) => (hasEmpty ? ids.filter((id) => users.has(id)) : ids);
      expect(emptied).toBe(0);
      for (const [facts, things] of [
        [ABOUT_CATEGORIES, CATEGORIES],
        [ABOUT_ROOMS, ROOMS],
      ] as const) {
        for (const fact of facts) {
          for (let id = 1; id <= things; id++) {
            const [before, now] = [oracle, after].map((facts) => counted(facts.principals(fact, id)));
            expect([fact, id, now]).toEqual([fact, id, before]);
          }
        }
      }
    }));
});

it('takes the same statements for twenty rooms and for four hundred', async () => {
  const [described] = fc.sample(organisation, { numRuns: 1, seed: 7 }) as [Organisation];
  await store.write((tx) => storeOrganisation(tx, described));
  const eligibility = service.within(store.read);
  await eligibility.index();
  expect(await countStatements(store, () => review(eligibility))).toBe(8);
  const rooms = Array.from({ length: 20 }, () => described.rooms).flat();
  await store.write((tx) => storeRooms(tx, described.categories, rooms));
  expect(await countStatements(store, () => review(eligibility))).toBe(8);
});

it('reads lists that are longer than what a statement takes', async () => {
  const principals = Array.from({ length: 10_001 }, (_, i) => principalRow(i + 1, {}));
  await store.write((tx) => storeDirectory(tx, principals, []));
  const entries = [3, 5].flatMap((ownerId) =>
    principals.map(({ id }) => ({ list: AccessList.MEMBERS, ownerId, principalId: id! })),
  );
  await store.write(async (tx) => {
    await tx.createQueryBuilder().delete().from(AccessEntry).execute();
    await insertInChunks(tx, AccessEntry, [...entries, { list: AccessList.MANAGERS, ownerId: 3, principalId: 7 }]);
  });
  const ids = principals.map(({ id }) => id);
  expect(await storedLists(store.read, AccessList.MEMBERS, [1, 3, 5])).toEqual(
    new Map([
      [3, ids],
      [5, ids],
    ]),
  );
});

/** Takes entries off, but not the last ones of a room's members; returns how many lists of members are left empty. */
async function takeOff(found: readonly ListFinding[]): Promise<number> {
  const members = async () =>
    new Map(
      (
        await rowsOf(
          store.read,
          sql`SELECT owner_id, COUNT(*) AS n FROM access_entries WHERE list = 'MEMBERS' GROUP BY owner_id`,
        )
      ).map(({ owner_id: id, n }) => [Number(id), Number(n)]),
    );
  const before = await members();
  const inRoom = (id: number) =>
    new Set(
      found.filter(({ list, roomId }) => list === AccessList.MEMBERS && roomId === id).map((each) => each.principalId),
    ).size;
  const going = found.filter(
    ({ list, roomId }) => list !== AccessList.MEMBERS || inRoom(roomId!) < before.get(roomId!)!,
  );
  const which = going.map(
    ({ list, categoryId, roomId, principalId: id }) =>
      sql`(list = ${list} AND owner_id = ${roomId ?? categoryId} AND principal_id = ${id})`,
  );
  await store.write((tx) => rowsOf(tx, sql`DELETE FROM access_entries WHERE ${or(which)}`));
  const after = await members();
  return [...before.keys()].filter((id) => !after.has(id)).length;
}

function listedBy(
  { categories, rooms }: Organisation,
  { list, categoryId, roomId }: Pick<ListFinding, 'list' | 'categoryId' | 'roomId'>,
): number[] {
  return listedOn(roomId === null ? categories[categoryId - 1]! : rooms[roomId - 1]!, list);
}

/** What is to be found, by the definitions, without what covers or denies it. */
function expected(oracle: Oracle, stored: Organisation): ListFinding[] {
  const reached = new Map(
    stored.principals.map((_principal, i) => [
      principalId(i),
      new Set(oracle.principals('reached by', principalId(i))),
    ]),
  );
  const users = new Set(
    stored.principals.flatMap(({ kind }, i) => (kind === PrincipalKind.USER ? principalId(i) : [])),
  );
  const active = new Set(
    stored.principals.flatMap(({ kind, disabled, missing, silent }, i) =>
      kind === PrincipalKind.USER && !disabled && !missing && !silent ? principalId(i) : [],
    ),
  );
  const found: ListFinding[] = [];
  const look = (list: AccessList, categoryId: number, roomId: number | null) => {
    const entries = listedBy(stored, { list, categoryId, roomId });
    const denied = listedBy(stored, { list: AccessList.DENIED, categoryId, roomId: null }).flatMap((id) => [
      ...reached.get(id)!,
    ]);
    const inside = new Set(oracle.principals('inside the wall of', categoryId));
    const add = (kind: AccessFindingKind, id: number | null) =>
      found.push({ kind, list, categoryId, roomId, principalId: id, byId: null });
    const managing = entries.flatMap((id) => [...reached.get(id)!]).filter((id) => inside.has(id) && active.has(id));
    if (list === AccessList.MANAGERS && !managing.length) add(NO_MANAGER, null);
    for (const id of entries) {
      const own = reached.get(id)!;
      const covers = (other: Set<number>, by: Set<number>) => [...other].every((each) => by.has(each));
      const others = entries.filter((other) => other !== id && reached.get(other)!.size > 0);
      if (own.size === 0) add(MISSING, id);
      else {
        const covered = others.some(
          (other) => covers(own, reached.get(other)!) && (other < id || !covers(reached.get(other)!, own)),
        );
        if (covered) add(COVERED, id);
        const isShadowed = covers(own, new Set(denied));
        if (list !== AccessList.DENIED && isShadowed) add(SHADOWED, id);
        const isListInside = list !== AccessList.ALLOWED && list !== AccessList.DENIED;
        if (isListInside && !isShadowed && ![...own].some((each) => inside.has(each))) add(OUTSIDE_WALL, id);
        if (own.size > 0 && isGroupOrContainer(stored, id) && ![...own].some((each) => users.has(each))) add(EMPTY, id);
      }
    }
  };
  for (let id = 1; id <= CATEGORIES; id++) for (const list of CATEGORY_LISTS) look(list, id, null);
  stored.rooms.forEach(({ categoryId }, i) => {
    for (const list of ROOM_LISTS) look(list, categoryId, i + 1);
  });
  return found.sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
}

function isGroupOrContainer({ principals }: Organisation, id: number): boolean {
  const { kind } = principals.find((_principal, i) => principalId(i) === id)!;
  return kind !== PrincipalKind.USER && kind !== PrincipalKind.CONTACT;
}
