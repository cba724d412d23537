import { TestOrganisation } from '../../support/described-organisation';
import { scene } from '../room/scene';

/** Persistent Chat is for a pilot only, and Bob is in it. */
let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start({
    ...scene,
    policies: { global: { enables: false }, Pilot: { enables: true, grantedTo: ['Bob'] } },
  });
});
beforeEach(() => organisation.reset());

/** What is said of users who can not enter. */
async function warned(operation: string, input: object): Promise<string[]> {
  const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input!`;
  const mutation = `mutation ($input: ${type}) { change: ${operation}(input: $input) { warnings { code message } } }`;
  const { change } = await organisation.data<{ change: { warnings: { code: string; message: string }[] } }>(mutation, {
    input,
  });
  return change.warnings.filter(({ code }) => code === 'WITHOUT_PERSISTENT_CHAT').map(({ message }) => message);
}

const one = (where: string) =>
  `One user who is let into ${where} can not enter rooms yet: the policy of that user does not enable Persistent Chat.`;
const many = (count: number, where: string) =>
  `${count} users who are let into ${where} can not enter rooms yet: their policies do not enable Persistent Chat.`;
const attic = { name: 'Attic', category: 'red.litwareinc.com\\General' };

describe('who is let in, but has no Persistent Chat, is counted by a warning', () => {
  // Staff are Ann, Bob, Cid and Mia; Mute and Off could enter under no policy.
  it.each<[string, object, string]>([
    ['newRoom', { ...attic, privacy: 'OPEN' }, many(3, 'Attic')],
    ['newRoom', attic, many(3, 'Attic')],
    ['newRoom', { ...attic, whatIf: true }, many(3, 'Attic')],
    ['setRoom', { identity: 'Lobby', members: { add: ['Mia'] } }, one('Lobby')],
    ['setRoom', { identity: 'Lobby', members: { replace: ['Bob', 'Cid', 'Mia'] } }, many(2, 'Lobby')],
    ['setRoom', { identity: 'Lobby', privacy: 'OPEN' }, many(2, 'Lobby')],
    ['setRoom', { identity: 'Lobby', name: 'Hall', privacy: 'OPEN' }, many(2, 'Hall')],
    ['setCategory', { identity: 'Science', allowedMembers: { add: ['Team', 'Cid'] } }, one('the category Science')],
    ['setCategory', { identity: 'Science', deniedMembers: null }, one('the category Science')],
    [
      'setRooms',
      { where: { name: { in: ['Lobby', 'Stage'] } }, members: { add: ['Mia', 'Cid'] } },
      many(2, 'these rooms'),
    ],
    ['setCategories', { where: {}, allowedMembers: { add: ['Dan', 'Eve'] } }, many(2, 'these categories')],
  ])('of %s with %j', async (operation, input, message) => {
    expect(await warned(operation, input)).toEqual([message]);
  });

  it('of a room that is enabled again', async () => {
    expect(await warned('setRoom', { identity: 'Lobby', disabled: true })).toEqual([]);
    expect(await warned('setRoom', { identity: 'Lobby', members: { add: ['Mia'] } })).toEqual([]);
    expect(await warned('setRoom', { identity: 'Lobby', disabled: false })).toEqual([many(2, 'Lobby')]);
  });
});

it.each<[string, object]>([
  ['newRoom', { ...attic, disabled: true }],
  ['setRoom', { identity: 'Lobby', members: { add: ['Bob'] } }],
  ['setRoom', { identity: 'Lobby', members: { add: ['Mute', 'Off', 'Kit'] } }],
  ['setRoom', { identity: 'Square', members: { add: ['Ann'] } }],
  ['setRoom', { identity: 'Lobby', description: 'For all', privacy: 'SECRET' }],
  ['setCategory', { identity: 'Science', allowedMembers: { add: ['Bob'] } }],
  ['setCategory', { identity: 'Science', deniedMembers: { add: ['Ann'] } }],
])('none is said where %s lets no more of them in with %j', async (operation, input) => {
  expect(await warned(operation, input)).toEqual([]);
});

it('none is said once policies enable Persistent Chat', async () => {
  await organisation.data('mutation { setPolicy(input: { enablePersistentChat: true }) { plan } }');
  expect(await warned('newRoom', attic)).toEqual([]);
});
