import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { FIRST, type Page } from '../../../bench/capacity/arm';
import { Oracle } from '../../../bench/capacity/oracle';
import { storedModel } from '../../../bench/capacity/stored-model';
import { generateModel } from '../../../bench/model/model';
import { countEntries } from '../../../bench/model/pool';
import { sizesFor } from '../../../bench/model/sizes';
import { AccessLists } from '../../../src/eligibility/access-lists';
import { Eligibility } from '../../../src/eligibility/eligibility';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { RoomRole } from '../../../src/eligibility/room-role';
import { Room } from '../../../src/features/room/room.entity';
import { afterThisFile } from '../../support/clean-up';
import { openTestStore } from '../../support/store';
import { emptyDatabaseUrl } from '../../support/test-database';

const SIZES = { ...sizesFor(600), groups: 160, units: 80, memberships: 10_000, categories: 10 };

it('knows who is eligible in each room of the organisation that the benchmarks take', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capacity-model-'));
  afterThisFile(async () => rmSync(folder, { recursive: true }));
  const model = await generateModel(SIZES, 1, folder);
  const url = await emptyDatabaseUrl();
  const oracle = new Oracle(model, await storedModel(url, model));
  const store = await openTestStore(url);
  const eligibility = new Eligibility(new EligibilityIndexHolder(store), new AccessLists(store.read));
  const rooms = await store.read.find(Room, { order: { id: 'ASC' } });
  const page: Page = { rooms: rooms.map(({ id }) => id), consecutive: false, wildcard: null };

  const answers = await Promise.all(
    rooms.map(async (room) => {
      const { index, principals } = await eligibility.eligibleFor(room, RoomRole.PRESENTER);
      return {
        totalCount: principals.size,
        first: principals.first(FIRST).map((ordinal) => index.idAt(ordinal)),
      };
    }),
  );

  expect(rooms).toHaveLength(SIZES.rooms);
  expect(countEntries(model.pool)).toBe(SIZES.entries);
  expect(answers).toEqual(oracle.answers(page));
  expect(Math.max(...answers.map(({ totalCount }) => totalCount))).toBeGreaterThan(FIRST);
});
