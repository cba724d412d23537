import { type DescribedOrganisation, TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';
import { everything, operate, revert } from './undo';

/** The scene, and three hundred rooms more in a category of their own. */
const many: DescribedOrganisation = {
  ...scene,
  pools: {
    ...scene.pools,
    'dub.litwareinc.com': {
      addins: { Clock: 'https://clock.litwareinc.com/' },
      categories: {
        Desks: {
          allowed: ['Staff'],
          rooms: Object.fromEntries(
            Array.from({ length: 300 }, (_, i) => [
              `Desk ${i}`,
              { members: ['Ann'], managers: ['Mia'], addin: 'Clock' },
            ]),
          ),
        },
        Others: { allowed: ['Staff'] },
      },
    },
  },
};

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(many);
});
beforeEach(() => organisation.reset());

const DESKS = { category: { name: { eq: 'Desks' } } };
const THREE = { name: { in: ['Desk 1', 'Desk 2', 'Desk 3'] } };

describe('Undoing takes few statements, however many rooms there are,', () => {
  it.each([
    ['setRooms', { disabled: true }],
    ['setRooms', { members: { replace: ['Cid'] }, managers: { add: ['Bob'] } }],
    ['setRooms', { category: 'Others', addin: null }],
    ['removeRooms', {}],
  ])('of %s %j', async (mutation, input) => {
    const statements = async (where: object): Promise<string[]> => {
      const before = await everything(organisation);
      const operation = await operate(organisation, mutation, { where, ...input });
      const sent = await organisation.gateway.statementsOf(() => revert(organisation, { operation }));
      expect(await everything(organisation)).toEqual(before);
      return sent;
    };
    await statements(THREE);
    const few = await statements(THREE);
    expect((await statements(DESKS)).length).toBe(few.length);
  });

  it('of a removal that took the add-in from them', async () => {
    const before = await everything(organisation);
    const operation = await operate(organisation, 'removeAddin', { identity: 'Clock', force: true });
    const sent = await organisation.gateway.statementsOf(() => revert(organisation, { operation }));
    expect(await everything(organisation)).toEqual(before);
    expect(sent.length).toBeLessThan(40);
  });
});

it('says of each of many who changed it since, with few statements', async () => {
  const operation = await operate(organisation, 'setRooms', { where: DESKS, description: 'Closed' });
  await operate(organisation, 'setRooms', { where: DESKS, description: 'Open' });
  const sent = await organisation.gateway.statementsOf(async () => {
    const undone = await revert(organisation, { operation, onError: 'CONTINUE' });
    expect(undone).toMatchObject({ succeeded: 0, failed: 300, operationId: null });
  });
  expect(sent.length).toBeLessThan(20);
});
