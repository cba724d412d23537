import { DirectorySyncPlanner } from '../../../src/features/directory/directory-sync-planner';
import { setGlobalPolicy } from '../../support/policies';
import { DirectoryScene, refusal, sync } from './scene';
import { litware } from './two-domains';

let scene: DirectoryScene;
beforeAll(async () => {
  scene = await DirectoryScene.start();
});
beforeEach(() => scene.reset());
afterEach(() => jest.restoreAllMocks());

/** Dan comes to the staff, who may enter two rooms. */
const withDan = { ...litware, Dan: {}, Staff: { members: [...litware.Staff!.members!, 'Dan'] } };

/** Changes the global policy each time that a sync was planned, as often as is said. */
function overtake(times: number) {
  const plan = Object.getOwnPropertyDescriptor(DirectorySyncPlanner.prototype, 'plan')!
    .value as DirectorySyncPlanner['plan'];
  let left = times;
  return jest.spyOn(DirectorySyncPlanner.prototype, 'plan').mockImplementation(async function (
    this: DirectorySyncPlanner,
    ...given
  ) {
    const planned = await plan.apply(this, given);
    if (left-- > 0) await scene.store.write((tx) => setGlobalPolicy(tx, left % 2 === 1));
    return planned;
  });
}

it('is planned again where a change of policies comes between, and tells what it does by the new ones', async () => {
  scene.domains.write({ litware: withDan });
  const plans = overtake(1);
  const { report, sync: made } = await sync(scene);
  expect(plans).toHaveBeenCalledTimes(2);
  expect(made).toMatchObject({ state: 'SUCCEEDED' });
  expect(report).toMatchObject({ figures: { added: 1 }, gained: { users: 0, rooms: 0, pairs: 0 } });
  expect(await scene.present()).toContain('Dan');
});

it('is given up where policies change whenever it is planned', async () => {
  scene.domains.write({ litware: withDan });
  const plans = overtake(4);
  expect(await refusal(scene)).toMatchObject({
    code: 'CONFLICT',
    message: 'The policies kept changing while the sync was planned; try it again.',
  });
  expect(plans).toHaveBeenCalledTimes(4);
  expect(await scene.present()).not.toContain('Dan');
});
