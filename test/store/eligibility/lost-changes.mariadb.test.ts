import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import type { Store } from '../../../src/database/store';
import { EdgeKind, PrincipalEdge } from '../../../src/directory/principal-edge.entity';
import { Principal, PrincipalKind } from '../../../src/directory/principal.entity';
import { AccessEntry, AccessList } from '../../../src/eligibility/access-entry.entity';
import { EligibilityIndexHolder } from '../../../src/eligibility/eligibility-index.holder';
import { EligibilityService } from '../../../src/eligibility/eligibility.service';
import { ReplicatedMariadb } from '../../support/replicated-mariadb';
import { openTestStore } from '../../support/store';
import { principalRow } from './directory-rows';

declare const mariadbd: string;

const [STAFF, ANN, BOB] = [1, 2, 3];
const CATEGORY = 5;

/** @returns the version of the directory with it */
function hire(store: Store, childId: number): Promise<number> {
  return store.write(async (tx) => {
    await tx.insert(PrincipalEdge, { kind: EdgeKind.MEMBER, parentId: STAFF, childId });
    return (await takeSequence(tx, 1, 'directory')).eligibility;
  });
}

it('answers from what a promoted server has, although a change is lost by which the index had come to the same version', async () => {
  const servers = await ReplicatedMariadb.start(mariadbd);
  const store = await openTestStore(await servers.emptyDatabase('gateway'));
  await store.write(async (tx) => {
    const people = [ANN, BOB].map((id) => principalRow(id, {}));
    await insertInChunks(tx, Principal, [principalRow(STAFF, { kind: PrincipalKind.GROUP }), ...people]);
    await insertInChunks(tx, AccessEntry, [{ list: AccessList.ALLOWED, ownerId: CATEGORY, principalId: STAFF }]);
    await takeSequence(tx, 1, 'directory');
  });
  const service = new EligibilityService(new EligibilityIndexHolder(store));
  const inside = async () => {
    const { index, principals } = await service.within(store.read).wall(CATEGORY);
    return Array.from(principals, (ordinal) => index.idAt(ordinal));
  };

  await servers.leaveBehind();
  const lost = await hire(store, ANN);
  expect(await inside()).toEqual([STAFF, ANN]);
  await servers.kill();
  await servers.promote();
  expect(await hire(store, BOB)).toBe(lost);
  expect(await inside()).toEqual([STAFF, BOB]);
});
