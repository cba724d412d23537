import type { EntityManager } from 'typeorm';

import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import type { Store } from '../../../src/database/store';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { Principal, PrincipalKind } from '../../../src/directory/principal.entity';
import { AccessAction } from '../../../src/eligibility/access-action';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import type { IndexedPrincipals } from '../../../src/eligibility/eligibility';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { EligibilityService } from '../../../src/eligibility/eligibility.service';
import { principalsWho } from '../../../src/eligibility/room-access.sets';
import { RoomRole } from '../../../src/eligibility/room-role';
import { openTestStore } from '../../support/store';
import { testDatabaseUrl } from '../../support/test-database';
import { principalRow } from './directory-rows';

const STAFF = 1;
const ANN = 2;
const CATEGORY = 5;
const ROOM = {
  id: 6,
  name: 'Stage',
  categoryId: CATEGORY,
  type: 'AUDITORIUM',
  privacy: 'CLOSED',
  disabled: false,
};

describe('What Eligibility answers is of one moment', () => {
  let here: Store;
  let there: Store;
  let holder: EligibilityIndexHolder;
  let service: EligibilityService;
  beforeEach(async () => {
    const url = await testDatabaseUrl();
    [here, there] = [await openTestStore(url), await openTestStore(url)];
    await there.write(async (tx) => {
      await insertInChunks(tx, Principal, [principalRow(STAFF, { kind: PrincipalKind.GROUP }), principalRow(ANN, {})]);
      await takeSequence(tx, 1, 'directory');
    });
    holder = new EligibilityIndexHolder(here);
    service = new EligibilityService(holder);
  });

  const list = async (tx: EntityManager, which: AccessList, ownerId: number, principalIds: number[]) => {
    await tx.delete(AccessEntry, { list: which, ownerId });
    await insertInChunks(
      tx,
      AccessEntry,
      principalIds.map((principalId) => ({ list: which, ownerId, principalId })),
    );
  };
  const idsOf = ({ index, principals }: IndexedPrincipals) =>
    Array.from(principals, (ordinal) => index.idAt(ordinal)).sort((a, b) => a - b);

  /** By turns Ann is hired while the staff is let in no more, and fired while it is let in again: she is never inside. */
  const turn = (isHired: boolean) =>
    there.write(async (tx) => {
      await list(tx, AccessList.ALLOWED, CATEGORY, isHired ? [] : [STAFF]);
      await tx.delete(PrincipalEdge, { parentId: STAFF });
      if (isHired) await tx.insert(PrincipalEdge, { kind: EdgeKind.MEMBER, parentId: STAFF, childId: ANN });
      return (await takeSequence(tx, 1, 'directory')).eligibility;
    });

  /** Asks who is inside, while after each of so many statements that read lists the directory turns more often than the holder keeps versions. */
  async function askedThrough(times: number): Promise<number[]> {
    let left = times;
    const query = here.read.query.bind(here.read);
    const spy = jest.spyOn(here.read, 'query').mockImplementation(async (...sent: Parameters<typeof query>) => {
      const rows: unknown = await query(...sent);
      if (sent[0].includes('access_entries') && left-- > 0)
        for (let i = 0; i < 5; i++) await holder.current(await turn((left + i) % 2 === 0));
      return rows;
    });
    try {
      return idsOf(await service.within(here.read).wall(CATEGORY));
    } finally {
      spy.mockRestore();
    }
  }

  it.each([3, 5])('although the directory and the lists overtake it %i times', async (times) => {
    await turn(false);
    expect(await askedThrough(times)).not.toContain(ANN);
  });

  it('or it is refused, where they never stop', async () => {
    await expect(askedThrough(Infinity)).rejects.toMatchObject({
      message:
        'The directory changes faster than access to rooms can be worked out; ask again when its sync is through.',
      extensions: { code: 'UNAVAILABLE' },
    });
  });

  /** In place of the staff Ann is let in, and is a member and a manager. */
  const replaceStaff = () =>
    there.write(async (tx) => {
      await list(tx, AccessList.ALLOWED, CATEGORY, [ANN]);
      await list(tx, AccessList.MEMBERS, ROOM.id, [ANN]);
      await list(tx, AccessList.MANAGERS, ROOM.id, [ANN]);
      await takeSequence(tx, 1);
    });

  describe.each<[string, AccessList, number]>([
    ['the members of a room', AccessList.MEMBERS, ROOM.id],
    ['the managers of a room', AccessList.MANAGERS, ROOM.id],
    ['the wall of its category', AccessList.ALLOWED, CATEGORY],
  ])('where %s had been read before a change of both', (_, which, ownerId) => {
    const request = async () => {
      await there.write(async (tx) => {
        await list(tx, AccessList.ALLOWED, CATEGORY, [STAFF]);
        await list(tx, AccessList.MEMBERS, ROOM.id, [STAFF]);
        await list(tx, AccessList.MANAGERS, ROOM.id, [STAFF]);
        await takeSequence(tx, 1);
      });
      const eligibility = service.within(here.read);
      await eligibility.lists.load({ list: which, ownerId });
      await replaceStaff();
      return eligibility;
    };

    it('in its presenters', async () => {
      expect(idsOf(await (await request()).eligibleFor(ROOM, RoomRole.PRESENTER))).toEqual([ANN]);
    });

    it('in those who may do something there', async () => {
      expect(idsOf(await principalsWho(await request(), ROOM, AccessAction.MANAGE))).toEqual([ANN]);
    });
  });

  it('in a wall that is asked for again when its lists have been read anew', async () => {
    await there.write((tx) => list(tx, AccessList.ALLOWED, CATEGORY, [STAFF]));
    const eligibility = service.within(here.read);
    expect(idsOf(await eligibility.wall(CATEGORY))).toEqual([STAFF]);
    await replaceStaff();
    expect(idsOf(await eligibility.eligibleFor(ROOM, RoomRole.PRESENTER))).toEqual([ANN]);
    expect(idsOf(await eligibility.wall(CATEGORY))).toEqual([ANN]);
  });
});
