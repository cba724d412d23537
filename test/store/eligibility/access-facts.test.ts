import { takeSequence } from '../../../src/database/change-sequence';
import type { Store } from '../../../src/database/store';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { PrincipalKind } from '../../../src/directory/principal.entity';
import { AccessList } from '../../../src/eligibility/access-entry.entity';
import { accessFacts } from '../../../src/eligibility/access-facts';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { RoomPrivacy, RoomType } from '../../../src/features/room/room.enums';
import { openTestStore, statementsOf } from '../../support/store';
import { testDatabaseUrl } from '../../support/test-database';
import { principalRow } from './directory-rows';
import { storeDirectory, storeEntries, storeRooms } from './organisation';

const [STAFF, ANN] = [1, 11];
const membership: PrincipalEdge = { kind: EdgeKind.MEMBER, parentId: STAFF, childId: ANN };
const category = { [AccessList.ALLOWED]: [], [AccessList.DENIED]: [], [AccessList.CREATORS]: [] };
const room = {
  ...{ categoryId: 1, privacy: RoomPrivacy.CLOSED, type: RoomType.NORMAL, disabled: false },
  ...{ [AccessList.MEMBERS]: [], [AccessList.MANAGERS]: [], [AccessList.PRESENTERS]: [] },
};

describe('what decides who may enter a room, where another gateway changes the directory', () => {
  let here: Store;
  let there: Store;
  let holder: EligibilityIndexHolder;
  beforeEach(async () => {
    const url = await testDatabaseUrl();
    [here, there] = [await openTestStore(url), await openTestStore(url)];
    holder = new EligibilityIndexHolder(here);
    await there.write(storeStaff);
    await holder.current(0);
  });

  /** Ann is in the staff, who are members of the one room. */
  async function storeStaff(tx: Parameters<Parameters<Store['write']>[0]>[0]): Promise<void> {
    const staff = principalRow(STAFF, { kind: PrincipalKind.GROUP });
    await storeDirectory(tx, [staff, principalRow(ANN, {})], [membership]);
    await storeRooms(tx, [category], [room]);
    await storeEntries(tx, [{ list: AccessList.MEMBERS, ownerId: 1, principalId: STAFF }]);
  }

  /** @returns the number of the change */
  const turn = (isMember: boolean): Promise<number> =>
    there.write(async (tx) => {
      if (isMember) await tx.insert(PrincipalEdge, membership);
      else await tx.delete(PrincipalEdge, membership);
      return (await takeSequence(tx, 1, 'directory')).first;
    });
  const ask = async () => {
    const facts = (await accessFacts(here.read, holder, ANN, 1))!;
    return { version: facts.version, members: facts.reaching.MEMBERS };
  };
  const readings = async (work: () => Promise<unknown>) =>
    (await statementsOf(here, work)).filter((text) => text.includes('access_entries')).length;

  it('is read once, and once more where the index has to follow first', async () => {
    expect(await readings(async () => expect((await ask()).members).toEqual([STAFF]))).toBe(1);
    const version = await turn(false);
    expect(await readings(async () => expect(await ask()).toEqual({ version, members: [] }))).toBe(2);
    expect(await readings(ask)).toBe(1);
  });

  it('is as of the moment that its version names', async () => {
    const { version: first } = await ask();
    for (let change = 1; change <= 20; change++) {
      const [{ version, members }] = await Promise.all([ask(), turn(change % 2 === 0)]);
      expect([version, members]).toEqual([version, (version - first) % 2 === 0 ? [STAFF] : []]);
      expect([first + change - 1, first + change]).toContain(version);
    }
  });

  it('is not told by an index that the store never catches up with', async () => {
    const ahead = await openTestStore(await testDatabaseUrl());
    await ahead.write(storeStaff);
    await ahead.write((tx) => takeSequence(tx, 1_000, 'directory'));
    const newer = new EligibilityIndexHolder(ahead);
    expect(
      await readings(() =>
        expect(accessFacts(here.read, newer, ANN, 1)).rejects.toMatchObject({
          message:
            'The directory changes faster than access to rooms can be worked out; ask again when its sync is through.',
          extensions: { code: 'UNAVAILABLE' },
        }),
      ),
    ).toBe(5);
  });
});
