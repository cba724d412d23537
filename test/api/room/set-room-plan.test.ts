import { Room } from '../../../src/features/room/room.entity';
import { TestOrganisation } from '../../support/described-organisation';
import { emptyDatabaseUrl } from '../../support/test-database';
import { type ChangeAnswer, entry, NEW_ROOM, REMOVE_ROOM, SET_CATEGORY, SET_ROOM } from './documents';
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

const setCategory = (input: object) => organisation.data(SET_CATEGORY, { input });

const stale = (cause: string, moved: string[]) => ({
  message: `The plan does not hold: ${cause}. Ask for a new one with "whatIf".`,
  code: 'PLAN_STALE',
  parameter: 'input.confirm',
  cmdlet: 'Set-CsPersistentChatRoom',
  moved,
});

/** What is said where things changed since, by their identities and versions. */
async function overtaken(type: 'Room' | 'Category', name: string, version: number) {
  const identity = `red.litwareinc.com\\${name}`;
  return {
    ...stale(`something changed since: ${identity} (version ${version} by now)`, ['THINGS']),
    things: [{ id: await organisation.globalId(type, name), identity, version }],
  };
}

const OTHER_INPUT = stale('it was made for another input', ['INPUT']);
const OTHER_CALLER = stale('it was made for another caller', ['CALLER']);
const NO_TOKEN = stale('it is no "plan" that a "whatIf" gave', ['TOKEN']);
const OTHER_STORE = stale('it was made in another store', ['STORE']);

const opening = { identity: 'Lobby', privacy: 'OPEN', members: { add: ['Cid'] } };

async function planned(input: object = opening, as?: string): Promise<string> {
  const { plan } = await setRoom({ ...input, whatIf: true }, as);
  return plan!;
}

describe('a plan', () => {
  it('says what the change would do, and writes nothing', async () => {
    const before = await organisation.stored();
    const plan = await setRoom({ ...opening, whatIf: true });
    expect(await organisation.stored()).toEqual(before);
    expect(plan).toMatchObject({
      plan: expect.stringMatching(/^[\w-]{43}\.[\w.-]+$/),
      operationId: null,
      auditEntry: null,
      room: { version: 1, privacy: 'CLOSED' },
    });
    const made = await setRoom(opening);
    expect(made).toMatchObject({ plan: null, room: { version: 2, privacy: 'OPEN' } });
    for (const field of ['changes', 'warnings', 'impact', 'invitedCount'] as const)
      expect(made[field]).toEqual(plan[field]);
  });

  it('is carried out where it is confirmed', async () => {
    const made = await setRoom({ ...opening, confirm: await planned() });
    expect(made.room).toMatchObject({ version: 2, privacy: 'OPEN' });
    expect(entry(made)).toEqual({ gained: ['Cid', 'Mia'], lost: [] });
  });

  it('is the same each time it is made, whatever the reason and key', async () => {
    const plan = await planned();
    expect(await planned({ ...opening, reason: 'Later', idempotencyKey: 'key' })).toBe(plan);
    const made = await setRoom({ ...opening, confirm: plan, reason: 'Because', idempotencyKey: 'key' });
    expect(made.auditEntry!.reason).toBe('Because');
  });

  it('is another for other entries of the same effect', async () => {
    expect(await planned({ identity: 'Lobby', members: { add: ['Ann'] } })).not.toBe(
      await planned({ identity: 'Lobby', members: { add: ['Bob'] } }),
    );
  });

  it('is not confirmed while another is asked for', async () => {
    expect(await refusal({ ...opening, confirm: await planned(), whatIf: true })).toMatchObject({
      message: 'Give "whatIf" or "confirm", not both: the one asks for a plan, the other carries it out.',
      code: 'BAD_USER_INPUT',
      parameter: 'input.confirm',
    });
  });

  it('of nothing says so, and is confirmed to no effect', async () => {
    const nothing = { identity: 'Lobby', privacy: 'CLOSED' };
    const plan = await setRoom({ ...nothing, whatIf: true });
    expect(plan.warnings.map(({ code }) => code)).toEqual(['NOTHING_CHANGED']);
    expect((await setRoom({ ...nothing, confirm: plan.plan })).room).toMatchObject({ version: 1 });
  });

  it('refuses what the change would be refused for', async () => {
    expect(await refusal({ identity: 'Lobby', members: { add: ['Dan'] }, whatIf: true })).toMatchObject({
      code: 'NOT_ELIGIBLE',
    });
    expect(await refusal({ identity: 'Lobby', members: { remove: ['Team'] }, whatIf: true })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    expect(await refusal({ identity: 'Lobby', name: 'Stage', whatIf: true })).toMatchObject({ code: 'ALREADY_EXISTS' });
  });
});

describe('a plan no longer holds', () => {
  const ofLobby = () => overtaken('Room', 'Lobby', 2);
  const ofGeneral = () => overtaken('Category', 'General', 2);
  const ofDirectory = () =>
    Promise.resolve({ ...stale('the directory or the policies changed since', ['DIRECTORY']), things: [] });

  it.each([
    ['the room was changed, be it otherwise', () => setRoom({ identity: 'Lobby', description: 'Quiet' }), ofLobby],
    ['somebody made the same change', () => setRoom(opening), ofLobby],
    [
      'the wall lets others in',
      () => setCategory({ identity: 'red.litwareinc.com\\General', allowedMembers: { add: ['Dan'] } }),
      ofGeneral,
    ],
    [
      'the wall keeps others out',
      () => setCategory({ identity: 'red.litwareinc.com\\General', deniedMembers: { add: ['Mia'] } }),
      ofGeneral,
    ],
    [
      'the directory has others in a group',
      () => organisation.sync({ ...scene.directory, Staff: { members: [...scene.directory.Staff!.members!, 'Dan'] } }),
      ofDirectory,
    ],
    [
      'the directory disables somebody',
      () => organisation.sync({ ...scene.directory, Mia: { disabled: true } }),
      ofDirectory,
    ],
  ])('where %s, and says so', async (_what, happen, cause) => {
    const confirm = await planned();
    await happen();
    expect(await refusal({ ...opening, confirm })).toEqual(await cause());
    const made = await setRoom({ ...opening, confirm: await planned() });
    expect(made.plan).toBeNull();
  });

  it('where others would be invited', async () => {
    const input = { identity: 'Bench', members: { add: ['Mia'] } };
    const confirm = await planned(input);
    await setCategory({ identity: 'Science', invitations: false });
    expect(await refusal({ ...input, confirm })).toEqual(await overtaken('Category', 'Science', 2));
  });

  it('where other entries would go', async () => {
    const input = {
      identity: 'Stage',
      category: 'Science',
      members: { replace: ['Ann', 'Mia'] },
      presenters: { remove: ['Cid'] },
    };
    await setCategory({ identity: 'Science', allowedMembers: { add: ['Cid'] } });
    await setRoom({ identity: 'Stage', managers: { add: ['Cid'] } });
    const confirm = await planned(input);
    await setCategory({ identity: 'Science', allowedMembers: { remove: ['Cid'] } });
    expect(await refusal({ ...input, confirm })).toEqual(await overtaken('Category', 'Science', 3));
  });

  it.each([
    ['another value', { privacy: 'SECRET' }],
    ['another entry', { members: { add: ['Mia'] } }],
    ['one field more', { force: true }],
    ['another way to name the room', { identity: 'red.litwareinc.com\\Lobby' }],
    ['an expected version', { expectedVersion: 1 }],
  ])('for %s', async (_what, input) => {
    expect(await refusal({ ...opening, ...input, confirm: await planned() })).toEqual(OTHER_INPUT);
  });

  it('for somebody else', async () => {
    expect(await refusal({ ...opening, confirm: await planned() }, 'Mia')).toEqual(OTHER_CALLER);
    await setRoom({ ...opening, confirm: await planned(opening, 'Mia') }, 'Mia');
  });

  it('for another operation, or made up', async () => {
    const confirm = await planned({ identity: 'Lobby' });
    expect(await organisation.refusal(REMOVE_ROOM, { input: { identity: 'Lobby', confirm } })).toMatchObject({
      code: 'PLAN_STALE',
      message: 'The plan does not hold: it was made for another mutation. Ask for a new one with "whatIf".',
      moved: ['OPERATION'],
    });
    expect(await refusal({ ...opening, confirm: 'yes' })).toEqual(NO_TOKEN);
    expect(await refusal({ ...opening, confirm: '' })).toEqual(NO_TOKEN);
  });

  it('in another store', async () => {
    const other = await TestOrganisation.start(scene, { config: { databaseUrl: await emptyDatabaseUrl() } });
    const { setRoom: set } = await other.data<{ setRoom: ChangeAnswer }>(SET_ROOM, {
      input: { ...opening, whatIf: true },
    });
    expect(await refusal({ ...opening, confirm: set.plan })).toEqual(OTHER_STORE);
  });
});

it('holds where what changed since has nothing to do with it', async () => {
  const confirm = await planned();
  await setRoom({ identity: 'Stage', description: 'Dark' });
  await setCategory({ identity: 'Science', allowedMembers: { add: ['Dan'] } });
  await organisation.sync({ ...scene.directory, Dan: { displayName: 'Daniel' } });
  expect((await setRoom({ ...opening, confirm })).room).toMatchObject({ version: 2 });
});

describe('an idempotency key', () => {
  const adding = { identity: 'Lobby', members: { add: ['Cid'] }, idempotencyKey: 'add-cid' };

  it('gives a retry the first answer, whatever happened since', async () => {
    const first = await setRoom(adding);
    await setRoom({ identity: 'Lobby', members: { remove: ['Cid'] }, name: 'Foyer' });
    const retried = await setRoom(adding);
    const { room, auditEntry, ...answer } = retried;
    expect({ ...first, room: null, auditEntry: null }).toEqual({ ...answer, room: null, auditEntry: null });
    expect(auditEntry).toEqual(first.auditEntry);
    expect(room).toMatchObject({
      identity: 'red.litwareinc.com\\Foyer',
      version: 3,
      members: { nodes: [{ displayName: 'Team' }] },
    });
  });

  it('gives the first answer where the room is gone since', async () => {
    const first = await setRoom(adding);
    await organisation.data(REMOVE_ROOM, { input: { identity: 'Lobby' } });
    expect(await setRoom(adding)).toEqual({ ...first, room: null });
  });

  it('gives the first answer to a plan that was confirmed', async () => {
    const confirmed = { ...adding, confirm: await planned(adding) };
    expect(await setRoom(confirmed)).toEqual(await setRoom(confirmed));
  });

  it('gives the first answer where nothing had to be changed', async () => {
    const nothing = { identity: 'Lobby', privacy: 'CLOSED', idempotencyKey: 'close' };
    await setRoom(nothing);
    await setRoom({ identity: 'Lobby', privacy: 'OPEN' });
    expect((await setRoom(nothing)).warnings.map(({ code }) => code)).toEqual(['NOTHING_CHANGED']);
    expect(await organisation.gateway.store.read.findOneBy(Room, { name: 'Lobby' })).toMatchObject({ privacy: 'OPEN' });
  });

  it.each([
    ['another input', { members: { add: ['Mia'] } }],
    ['another reason', { reason: 'Why not' }],
  ])('is refused for %s', async (_what, input) => {
    await setRoom(adding);
    expect(await refusal({ ...adding, ...input })).toMatchObject({
      message: 'The idempotency key "add-cid" was used for another input before.',
      code: 'BAD_USER_INPUT',
      parameter: 'input.idempotencyKey',
    });
  });

  it('is refused for another operation', async () => {
    await setRoom(adding);
    const input = { name: 'Attic', category: 'Science', idempotencyKey: 'add-cid' };
    expect(await organisation.refusal(NEW_ROOM, { input })).toMatchObject({ parameter: 'input.idempotencyKey' });
  });

  it('of one caller is free for another', async () => {
    await setRoom(adding);
    expect((await setRoom({ identity: 'Lobby', name: 'Foyer', idempotencyKey: 'add-cid' }, 'Mia')).room).toMatchObject({
      version: 3,
    });
  });

  it('is free again after a refusal', async () => {
    expect(await refusal({ identity: 'Lobby', members: { add: ['Dan'] }, idempotencyKey: 'add-cid' })).toMatchObject({
      code: 'NOT_ELIGIBLE',
    });
    expect((await setRoom(adding)).room).toMatchObject({ version: 2 });
  });

  it.each([
    [0, 'The idempotency key is empty.'],
    [129, 'The idempotency key has 129 characters; it may have at most 128.'],
  ])('does not have %i characters', async (length, message) => {
    expect(await refusal({ ...adding, idempotencyKey: 'x'.repeat(length) })).toMatchObject({
      message,
      code: 'BAD_USER_INPUT',
      parameter: 'input.idempotencyKey',
    });
  });

  it('may have 128 characters', async () => {
    expect((await setRoom({ ...adding, idempotencyKey: 'x'.repeat(128) })).room).toMatchObject({ version: 2 });
  });
});
