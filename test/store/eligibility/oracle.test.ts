import fc from 'fast-check';

import type { Store } from '../../../src/database/store';
import { join, raw, sql, type Sql } from '../../../src/database/sql';
import { rowsOf } from '../../../src/database/rows';
import { AccessList } from '../../../src/eligibility/access-entry.entity';
import type { AccessSubject } from '../../../src/eligibility/access-subject';
import { mayCreateIn, mayFindCategory } from '../../../src/eligibility/category-access.conditions';
import type { Eligibility, IndexedPrincipals } from '../../../src/eligibility/eligibility';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { EligibilityService } from '../../../src/eligibility/eligibility.service';
import { mayEnter, mayFind, mayManage, presents } from '../../../src/eligibility/room-access.conditions';
import { RoomRole } from '../../../src/eligibility/room-role';
import { Room } from '../../../src/features/room/room.entity';
import { RoomType } from '../../../src/features/room/room.enums';
import { openTestStore } from '../../support/store';
import { type Fact, Oracle } from './oracle';
import { type Organisation, organisation, principalId, storeOrganisation } from './organisation';

const ascending = (ids: Iterable<number>) => [...ids].sort((a, b) => a - b);
const idsOf = ({ index, principals }: IndexedPrincipals) =>
  ascending(Array.from(principals, (ordinal) => index.idAt(ordinal)));

describe('on generated organisations, the gateway agrees with an oracle in plain SQL', () => {
  let store: Store;
  let service: EligibilityService;
  beforeAll(async () => {
    store = await openTestStore();
    service = new EligibilityService(new EligibilityIndexHolder(store));
  });

  /** Stores some organisations one after the other; the index is to follow by itself. */
  const onOrganisations = (check: (eligibility: Eligibility, oracle: Oracle, stored: Organisation) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(organisation, async (generated) => {
        await store.write((tx) => storeOrganisation(tx, generated));
        await check(service.within(store.read), await Oracle.ask(store.read), generated);
      }),
      { numRuns: 20 },
    );

  it('on who reaches whom', () =>
    onOrganisations(async (eligibility, oracle, { principals }) => {
      const index = await eligibility.index();
      for (const id of principals.map((_principal, i) => principalId(i))) {
        expect(idsOf({ index, principals: index.reach([id]) })).toEqual(oracle.principals('reached by', id));
        expect(ascending(index.ancestors(id))).toEqual(oracle.things('reached by', id));
      }
    }));

  it('on who is eligible and may enter', () =>
    onOrganisations(async (eligibility, oracle, { categories }) => {
      for (const id of categories.map((_category, i) => i + 1)) {
        expect(idsOf(await eligibility.wall(id))).toEqual(oracle.principals('inside the wall of', id));
      }
      for (const room of await store.read.find(Room)) {
        const inside = oracle.principals('inside the wall of', room.categoryId);
        expect(idsOf(await eligibility.eligibleFor(room, RoomRole.MEMBER))).toEqual(inside);
        expect(idsOf(await eligibility.eligibleFor(room, RoomRole.MANAGER))).toEqual(inside);
        if (room.type === RoomType.AUDITORIUM) {
          expect(idsOf(await eligibility.eligibleFor(room, RoomRole.PRESENTER))).toEqual(
            oracle.principals('may present', room.id),
          );
        }
        const wall = await eligibility.wall(room.categoryId);
        const { principalIds } = await eligibility.lists.load({ list: AccessList.MEMBERS, ownerId: room.id });
        const entrants = wall.entrants({ ...room, members: principalIds });
        expect(idsOf({ index: wall.index, principals: entrants })).toEqual(oracle.principals('may enter', room.id));
      }
    }));

  it('on the rooms and categories in which each principal may do something', () =>
    onOrganisations(async (eligibility, oracle, { principals }) => {
      for (const id of principals.map((_principal, i) => principalId(i))) {
        const found = await thingsOf(store, await eligibility.subject(id));
        for (const [fact, things] of Object.entries(found)) {
          expect([fact, id, things]).toEqual([fact, id, oracle.things(fact as Fact, id)]);
        }
      }
    }));
});

/** What the conditions find for a principal, in one statement. */
async function thingsOf(store: Store, subject: AccessSubject): Promise<Partial<Record<Fact, number[]>>> {
  const conditions: [Fact, string, Sql][] = [
    ['inside the wall of', 'categories', mayFindCategory('thing', subject)],
    ['may create in', 'categories', mayCreateIn('thing', subject)],
    ['may enter', 'rooms', mayEnter('thing', subject)],
    ['may manage', 'rooms', mayManage('thing', subject)],
    ['may find', 'rooms', mayFind('thing', subject)],
    ['presents', 'rooms', presents('thing', subject)],
  ];
  const selects = conditions.map(
    ([fact, table, condition]) => sql`SELECT ${fact} AS fact, thing.id FROM ${raw(table)} thing WHERE ${condition}`,
  );
  const rows = await rowsOf(store.read, join(selects, ' UNION ALL '));
  return Object.fromEntries(
    conditions.map(([fact]) => [fact, ascending(rows.filter((row) => row.fact === fact).map((row) => Number(row.id)))]),
  );
}
