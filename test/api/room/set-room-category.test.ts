import { TestOrganisation } from '../../support/described-organisation';
import { type ChangeAnswer, entry, listed, names, SET_ROOM, sip, team } from './documents';
import { scene, without } from './scene';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

async function setRoom(input: object): Promise<ChangeAnswer> {
  const { setRoom: set } = await organisation.data<{ setRoom: ChangeAnswer }>(SET_ROOM, { input });
  return set;
}

const refusal = (input: object) => organisation.refusal(SET_ROOM, { input });

const toScience = { path: 'category', before: 'General', after: 'Science', added: null, removed: null };
const left = 'is left without members, and so open to everybody whom its category allows';

it('moves a room with the entries that the new category allows, and names those that it does not', async () => {
  await setRoom({ identity: 'Lobby', members: { add: ['Mia', 'Cid', 'Ann'] }, managers: { add: ['Team', 'Ann'] } });
  const moved = await setRoom({ identity: 'Lobby', category: 'Science' });
  expect(moved.room).toMatchObject({ category: { identity: 'red.litwareinc.com\\Science' }, version: 3 });
  expect(names(moved.room!.members)).toEqual(['Ann', 'Mia']);
  expect(names(moved.room!.managers)).toEqual(['Ann', 'Mia']);
  expect(moved.changes).toEqual([toScience, listed('members', [], [sip('cid'), team]), listed('managers', [], [team])]);
  expect(moved.warnings).toEqual([
    {
      code: 'ENTRIES_DROPPED',
      message: `sip:cid@litwareinc.com, ${team.identity} went from the members: the category Science does not allow them.`,
    },
    {
      code: 'ENTRIES_DROPPED',
      message: `${team.identity} went from the managers: the category Science does not allow them.`,
    },
  ]);
  expect(entry(moved)).toEqual({ gained: [], lost: ['Bob', 'Cid'] });
});

it('moves an auditorium with the presenters that the new category allows', async () => {
  const { room, warnings } = await setRoom({
    identity: 'Stage',
    category: 'Science',
    members: { add: ['Mia', 'Ann'] },
  });
  expect(names(room!.members)).toEqual(['Ann', 'Mia']);
  expect(names(room!.presenters)).toEqual(['Ann']);
  expect(warnings.map(({ message }) => message)).toEqual([
    `sip:cid@litwareinc.com, ${team.identity} went from the members: the category Science does not allow them.`,
    'sip:cid@litwareinc.com went from the presenters: the category Science does not allow them.',
  ]);
});

it('drops the presenter whose member the new category does not allow', async () => {
  const { room, warnings } = await setRoom({ identity: 'Stage', category: 'Science', members: { add: ['Mia'] } });
  expect(names(room!.presenters)).toEqual([]);
  expect(warnings.at(-1)).toEqual({
    code: 'ENTRIES_DROPPED',
    message: 'sip:ann@litwareinc.com went from the presenters: the members no longer include them.',
  });
});

it('names the first ten of the entries that it drops, and counts the others', async () => {
  const people = Array.from({ length: 12 }, (_, i) => `Person ${String(i + 1).padStart(2, '0')}`);
  const { Staff, ...directory } = scene.directory;
  const described = Object.fromEntries(people.map((name, i) => [name, { sip: `sip:p${i + 1}@litwareinc.com` }]));
  await organisation.sync({ ...directory, ...described, Staff: { members: [...Staff!.members!, ...people] } });
  await setRoom({ identity: 'Square', members: { add: people } });
  const { warnings, changes } = await setRoom({ identity: 'Square', category: 'Science' });
  const firstTen = people.slice(0, 10).map((_name, i) => `sip:p${i + 1}@litwareinc.com`);
  expect(warnings).toEqual([
    {
      code: 'ENTRIES_DROPPED',
      message: `${firstTen.join(', ')} and 2 more went from the members: the category Science does not allow them.`,
    },
  ]);
  expect(changes[1]!.removed).toHaveLength(12);
});

it('keeps entries that are missing from the directory until they are back', async () => {
  await organisation.sync(without('Cid'));
  const moved = await setRoom({ identity: 'Stage', category: 'Science' });
  expect(names(moved.room!.members)).toEqual(['Cid']);
  expect(names(moved.room!.presenters)).toEqual(['Cid']);
  expect(entry(moved)).toEqual({ gained: [], lost: ['Ann', 'Bob'] });
});

it('counts entries again that another wall had cut off', async () => {
  const denied =
    'mutation { setCategory(input: { identity: "red.litwareinc.com\\\\General", deniedMembers: { add: ["Mia", "Ann"] } }) { plan } }';
  await setRoom({ identity: 'Lobby', members: { add: ['Mia'] } });
  await organisation.data(denied);
  const moved = await setRoom({ identity: 'Lobby', category: 'Science' });
  expect(names(moved.room!.members)).toEqual(['Mia']);
  expect(entry(moved)).toEqual({ gained: ['Mia'], lost: ['Bob'] });
});

describe('a move that leaves a closed room without members', () => {
  it('is refused', async () => {
    expect(await refusal({ identity: 'Lobby', category: 'Science' })).toMatchObject({
      message: `Lobby ${left}; clear them by an explicit null, or use "force", if that is meant.`,
      code: 'BAD_USER_INPUT',
      parameter: 'input.category',
    });
  });

  it('is made with force, and warns', async () => {
    const moved = await setRoom({ identity: 'Lobby', category: 'Science', force: true });
    expect(moved.warnings).toEqual([
      {
        code: 'ENTRIES_DROPPED',
        message: `${team.identity} went from the members: the category Science does not allow them.`,
      },
      { code: 'OPENED_TO_CATEGORY', message: `Lobby ${left}.` },
    ]);
    expect(entry(moved)).toEqual({ gained: ['Eve', 'Mia'], lost: ['Bob'] });
  });

  it('is made with an explicit null, or with other members', async () => {
    expect((await setRoom({ identity: 'Lobby', category: 'Science', members: null })).warnings).toEqual([
      { code: 'OPENED_TO_CATEGORY', message: `Lobby ${left}.` },
    ]);
    const { room, warnings } = await setRoom({
      identity: 'Stage',
      category: 'Science',
      members: { replace: ['Lab', 'Ann'] },
    });
    expect(names(room!.members)).toEqual(['Ann', 'Lab']);
    expect(warnings.map(({ code }) => code)).toEqual(['ENTRIES_DROPPED']);
  });
});

it('refuses entries that the caller asks for and the new category does not allow, listed before or not', async () => {
  const outside = 'is outside the wall of the category Science: none of the allowed members reaches it.';
  expect(await refusal({ identity: 'Lobby', category: 'Science', members: { add: ['Eve', 'Cid'] } })).toMatchObject({
    message: `sip:cid@litwareinc.com ${outside}`,
    code: 'NOT_ELIGIBLE',
    parameter: 'input.members.add[1]',
  });
  expect(
    await refusal({ identity: 'Lobby', category: 'Science', members: { replace: ['Eve', 'Team'] } }),
  ).toMatchObject({
    message: `${team.identity} ${outside}`,
    code: 'NOT_ELIGIBLE',
    parameter: 'input.members.replace[1]',
  });
  expect(await refusal({ identity: 'Lobby', category: 'Science', members: { replace: ['Fay'] } })).toMatchObject({
    reason: 'DENIED',
    deniedBy: ['sip:fay@litwareinc.com'],
  });
});

it('takes entries that only the new category allows', async () => {
  const moved = await setRoom({
    identity: 'Square',
    category: 'Science',
    members: { add: ['Eve'] },
    managers: { add: ['Lab'] },
  });
  expect(names(moved.room!.members)).toEqual(['Eve']);
  expect(names(moved.room!.managers)).toEqual(['Lab']);
});

it('refuses a category of another pool, and finds one by its name alone in the pool of the room', async () => {
  expect(await refusal({ identity: 'Square', category: 'atl.litwareinc.com\\Trading' })).toMatchObject({
    message: "Square belongs to the pool red.litwareinc.com and can't move to a category of another.",
    code: 'BAD_USER_INPUT',
    parameter: 'input.category',
  });
  expect(await refusal({ identity: 'Square', category: 'Trading' })).toMatchObject({
    message: 'There is no category "red.litwareinc.com\\Trading".',
    code: 'NOT_FOUND',
    parameter: 'input.category',
  });
  const { room } = await setRoom({ identity: 'Bench', category: 'General', members: { replace: ['Ann'] } });
  expect(room).toMatchObject({ category: { identity: 'red.litwareinc.com\\General' } });
});

it('invites those who are newly among the members, where the new category invites', async () => {
  const moved = await setRoom({ identity: 'Square', category: 'Science' });
  expect(entry(moved)).toEqual({ gained: ['Eve'], lost: ['Bob', 'Cid'] });
  expect(moved.invitedCount).toBe(1);
  expect(moved.auditEntry!.invitations).toEqual([
    { room: { name: 'Square' }, users: { nodes: [{ displayName: 'Eve' }] } },
  ]);
});
