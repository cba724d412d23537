import { TestOrganisation } from '../../support/described-organisation';
import { type ChangeAnswer, names, READ_ROOM, REMOVE_ROOM, SET_CATEGORY, SET_ROOM } from './documents';
import { scene } from './scene';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

async function setRoom(input: object, as?: string): Promise<ChangeAnswer> {
  const { setRoom: set } = await organisation.data<{ setRoom: ChangeAnswer }>(SET_ROOM, { input }, as);
  return set;
}

const refusal = (input: object, as?: string) => organisation.refusal(SET_ROOM, { input }, as);

const notFound = { message: 'There is no room "Lobby".', code: 'NOT_FOUND', parameter: 'input.identity' };
const onlyManagers = { message: 'Only managers of the room "red.litwareinc.com\\Lobby" change it.', code: 'FORBIDDEN' };

describe('a manager', () => {
  it.each([
    ['the name', { name: 'Foyer' }],
    ['the description', { description: 'Quiet' }],
    ['the type and presenters', { type: 'AUDITORIUM', presenters: { add: ['Ann'] } }],
    ['the privacy', { privacy: 'OPEN' }],
    ['the invitations', { invitations: 'FALSE' }],
    ['the add-in', { addin: 'Wiki' }],
    ['the members', { members: { add: ['Cid'] } }],
    ['the managers', { managers: { add: ['Team'] } }],
    ['whether it is disabled', { disabled: true }],
  ])('changes %s', async (_what, input) => {
    const { room, auditEntry } = await setRoom({ identity: 'Lobby', ...input }, 'Mia');
    expect(room!.version).toBe(2);
    expect(auditEntry!.actor).toBe('sip:mia@litwareinc.com');
  });

  it('through a group, however nested, is one', async () => {
    await setRoom({ identity: 'Lobby', managers: { replace: ['Staff'] } });
    expect((await setRoom({ identity: 'Lobby', description: 'Quiet' }, 'Bob')).room!.version).toBe(3);
  });

  it('without a SIP address is one, though it may not enter', async () => {
    await setRoom({ identity: 'Lobby', managers: { replace: ['Mute'] } });
    const { auditEntry } = await setRoom({ identity: 'Lobby', description: 'Quiet' }, 'Mute');
    expect(auditEntry!.actor).toBe('CN=Mute,DC=litwareinc,DC=com');
  });

  it.each([
    ['secret', { privacy: 'SECRET' }],
    ['disabled', { disabled: true }],
    ['secret and disabled', { privacy: 'SECRET', disabled: true }],
  ])('finds and changes a %s room without being a member', async (_what, input) => {
    await setRoom({ identity: 'Lobby', ...input });
    expect((await organisation.data<{ room: object }>(READ_ROOM, { identity: 'Lobby' }, 'Mia')).room).toMatchObject(
      input,
    );
    expect((await setRoom({ identity: 'Lobby', disabled: false, description: 'Quiet' }, 'Mia')).room).toMatchObject({
      disabled: false,
    });
  });

  it('is bound by the wall', async () => {
    expect(await refusal({ identity: 'Lobby', members: { add: ['Dan'] } }, 'Mia')).toMatchObject({
      code: 'NOT_ELIGIBLE',
    });
  });

  it('may resign, and changes nothing after it', async () => {
    expect(names((await setRoom({ identity: 'Lobby', managers: { remove: ['Mia'] } }, 'Mia')).room!.managers)).toEqual(
      [],
    );
    expect(await refusal({ identity: 'Lobby', managers: { add: ['Mia'] } }, 'Mia')).toMatchObject(onlyManagers);
  });

  it('whom the wall keeps out finds no such room any more', async () => {
    await organisation.data(SET_CATEGORY, {
      input: { identity: 'red.litwareinc.com\\General', deniedMembers: { add: ['Mia'] } },
    });
    expect(await refusal({ identity: 'Lobby', description: 'Quiet' }, 'Mia')).toMatchObject(notFound);
  });

  it('does not remove the room', async () => {
    expect(await organisation.refusal(REMOVE_ROOM, { input: { identity: 'Lobby' } }, 'Mia')).toMatchObject({
      message: '"removeRoom" takes a token with the role ADMINISTRATOR; yours has the role USER.',
      code: 'FORBIDDEN',
    });
  });

  it('has a plan of its own confirmed', async () => {
    const input = { identity: 'Lobby', members: { add: ['Cid'] } };
    const { plan } = await setRoom({ ...input, whatIf: true }, 'Mia');
    expect((await setRoom({ ...input, confirm: plan }, 'Mia')).room!.version).toBe(2);
  });

  it('sees what it changed, and its entry in the audit trail', async () => {
    const { auditEntry, room } = await setRoom({ identity: 'Lobby', description: 'Quiet', reason: 'Noise' }, 'Mia');
    expect(room).toMatchObject({ description: 'Quiet', category: { identity: 'red.litwareinc.com\\General' } });
    expect(auditEntry).toMatchObject({ operation: 'setRoom', identity: 'red.litwareinc.com\\Lobby', reason: 'Noise' });
  });
});

describe('the category of a room', () => {
  const manage = (name: string) => setRoom({ identity: 'Square', managers: { add: [name] } });

  it('is changed by a manager who is a creator in the other', async () => {
    await manage('Ann');
    const { room } = await setRoom({ identity: 'Square', category: 'Science' }, 'Ann');
    expect(room).toMatchObject({ category: { identity: 'red.litwareinc.com\\Science' } });
    expect(names(room!.managers)).toEqual(['Ann']);
  });

  it('is not changed by a manager who is no creator there', async () => {
    await manage('Mia');
    expect(await refusal({ identity: 'Square', category: 'Science' }, 'Mia')).toMatchObject({
      message: 'Only creators in the category "Science" put rooms into it.',
      code: 'FORBIDDEN',
      parameter: 'input.category',
    });
  });

  it('is not found by a manager outside its wall', async () => {
    await manage('Bob');
    expect(await refusal({ identity: 'Square', category: 'Science' }, 'Bob')).toMatchObject({
      message: 'There is no category "red.litwareinc.com\\Science".',
      code: 'NOT_FOUND',
      parameter: 'input.category',
    });
  });

  it('may be named by a manager who is no creator where it stays', async () => {
    expect((await setRoom({ identity: 'Lobby', category: 'General', description: 'Quiet' }, 'Mia')).room!.version).toBe(
      2,
    );
  });
});

describe('a user who does not manage the room', () => {
  it.each([
    ['is a member', 'Ann'],
    ['is inside the wall', 'Cid'],
  ])('but %s is refused', async (_what, name) => {
    expect(await refusal({ identity: 'Lobby', description: 'Mine' }, name)).toMatchObject(onlyManagers);
    expect(
      await refusal({ id: await organisation.globalId('Room', 'Lobby'), description: 'Mine' }, name),
    ).toMatchObject(onlyManagers);
    expect(await refusal({ identity: 'Lobby', description: 'Mine', whatIf: true }, name)).toMatchObject(onlyManagers);
  });

  it('and is outside the wall is told of no such room', async () => {
    expect(await refusal({ identity: 'Lobby', description: 'Mine' }, 'Dan')).toMatchObject(notFound);
    const id = await organisation.globalId('Room', 'Lobby');
    expect(await refusal({ id, description: 'Mine' }, 'Dan')).toMatchObject({
      message: `There is no room "${id}".`,
      code: 'NOT_FOUND',
      parameter: 'input.id',
    });
  });

  it.each([{ privacy: 'SECRET' }, { disabled: true }])('is told of no such room where it is %j', async (input) => {
    await setRoom({ identity: 'Lobby', ...input });
    expect(await refusal({ identity: 'Lobby', description: 'Mine' }, 'Cid')).toMatchObject(notFound);
  });

  it('learns nothing of its version', async () => {
    expect(await refusal({ identity: 'Lobby', expectedVersion: 7, description: 'Mine' }, 'Cid')).not.toHaveProperty(
      'current',
    );
  });
});

it('lets no viewer change a room', async () => {
  expect(await refusal({ identity: 'Lobby', description: 'Mine' }, 'viewer')).toMatchObject({ code: 'FORBIDDEN' });
});
