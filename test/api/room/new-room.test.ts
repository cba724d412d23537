import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { Room } from '../../../src/features/room/room.entity';
import { TestOrganisation } from '../../support/described-organisation';
import { type ChangeAnswer, names, NEW_ROOM } from './documents';
import { scene } from './scene';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

const GENERAL = 'red.litwareinc.com\\General';

async function newRoom(input: object, as?: string): Promise<ChangeAnswer> {
  const { newRoom: made } = await organisation.data<{ newRoom: ChangeAnswer }>(NEW_ROOM, { input }, as);
  return made;
}

const refusal = (input: object, as?: string) => organisation.refusal(NEW_ROOM, { input }, as);

it('makes a normal, closed, enabled room that inherits its invitations, where nothing else is said', async () => {
  const { room, changes, warnings, plan } = await newRoom({ name: 'Attic', category: GENERAL });
  expect(room).toEqual({
    identity: 'red.litwareinc.com\\Attic',
    version: 1,
    description: '',
    type: 'NORMAL',
    privacy: 'CLOSED',
    invitations: 'INHERIT',
    disabled: false,
    contentBytes: 0,
    createdAt: expect.any(String),
    updatedAt: room!.createdAt,
    category: { identity: GENERAL },
    pool: { fqdn: 'red.litwareinc.com' },
    addin: null,
    members: { nodes: [] },
    managers: { nodes: [] },
    presenters: { nodes: [] },
  });
  const set = (path: string, after: unknown) => ({ path, before: null, after, added: null, removed: null });
  expect(changes).toEqual([
    set('name', 'Attic'),
    set('description', ''),
    set('category', 'General'),
    set('type', 'NORMAL'),
    set('privacy', 'CLOSED'),
    set('invitations', 'INHERIT'),
    set('disabled', false),
  ]);
  expect({ warnings, plan }).toEqual({
    warnings: [
      {
        code: 'OPENED_TO_CATEGORY',
        message: 'Attic lists no members yet, and so is open to everybody whom its category allows.',
      },
    ],
    plan: null,
  });
});

it('takes every setting that is given', async () => {
  const { room } = await newRoom({
    name: 'Attic',
    category: 'Science',
    pool: 'red.litwareinc.com',
    description: 'Below the roof',
    type: 'AUDITORIUM',
    privacy: 'SECRET',
    invitations: 'FALSE',
    addin: 'Wiki',
    disabled: true,
  });
  expect(room).toMatchObject({
    description: 'Below the roof',
    type: 'AUDITORIUM',
    privacy: 'SECRET',
    invitations: 'FALSE',
    disabled: true,
    category: { identity: 'red.litwareinc.com\\Science' },
    addin: { name: 'Wiki' },
  });
});

it('records who made it, why, and with what', async () => {
  const { auditEntry, operationId, changes } = await newRoom({
    name: 'Attic',
    category: GENERAL,
    reason: 'Asked for by Ann',
  });
  expect(auditEntry).toEqual({
    operation: 'newRoom',
    actor: 'Test administrator',
    identity: 'red.litwareinc.com\\Attic',
    reason: 'Asked for by Ann',
    invitations: [],
  });
  const entries = await organisation.gateway.store.read.find(AuditEntry);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ operationId, nodeType: 'Room' });
  expect(entries[0]!.changes.map(({ path }) => path)).toEqual(changes.map(({ path }) => path));
});

describe('the category', () => {
  it('may be named alone where only one pool has such a category', async () => {
    expect((await newRoom({ name: 'Attic', category: 'science' })).room!.category).toEqual({
      identity: 'red.litwareinc.com\\Science',
    });
  });

  it('may be named alone beside its pool', async () => {
    const { room } = await newRoom({ name: 'Attic', category: 'General', pool: 'ATL.litwareinc.com' });
    expect(room).toMatchObject({
      identity: 'atl.litwareinc.com\\Attic',
      category: { identity: 'atl.litwareinc.com\\General' },
    });
  });

  it('is refused where two pools have one of that name, with the candidates', async () => {
    expect(await refusal({ name: 'Attic', category: 'General' })).toEqual({
      message: '"General" may be atl.litwareinc.com\\General or red.litwareinc.com\\General; name the pool too.',
      code: 'AMBIGUOUS_IDENTITY',
      parameter: 'input.category',
      candidates: [
        { id: expect.any(String), identity: 'atl.litwareinc.com\\General' },
        { id: expect.any(String), identity: 'red.litwareinc.com\\General' },
      ],
      cmdlet: 'New-CsPersistentChatRoom',
    });
  });

  it('is refused where it stands in another pool than is named', async () => {
    expect(await refusal({ name: 'Attic', category: GENERAL, pool: 'atl.litwareinc.com' })).toMatchObject({
      message: `The category ${GENERAL} belongs to the pool red.litwareinc.com, not to atl.litwareinc.com.`,
      code: 'BAD_USER_INPUT',
      parameter: 'input.pool',
    });
  });

  it.each([
    [
      'the pool',
      { category: 'General', pool: 'nowhere.litwareinc.com' },
      'The topology has no pool "nowhere.litwareinc.com"; it has atl.litwareinc.com, red.litwareinc.com.',
      'input.pool',
    ],
    ['the category', { category: 'Cellar' }, 'There is no category "Cellar".', 'input.category'],
    [
      'it in that pool',
      { category: 'Science', pool: 'atl.litwareinc.com' },
      'There is no category "atl.litwareinc.com\\Science".',
      'input.category',
    ],
  ])('is refused where there is no such thing as %s', async (_what, input, message, parameter) => {
    expect(await refusal({ name: 'Attic', ...input })).toMatchObject({ message, code: 'NOT_FOUND', parameter });
  });
});

describe('the name', () => {
  it.each([
    ['empty', '', 'is empty'],
    ['blank', ' \t', 'is empty'],
    ['padded', '  Attic ', 'begins or ends with a blank'],
    ['two names', 'a\\b', 'has a backslash, which stands between the pool and the name'],
    ['257 letters', 'x'.repeat(257), 'has 257 characters; it may have at most 256'],
    ['more than 256 letters when composed', '\uFB2C'.repeat(86), 'has 258 characters; it may have at most 256'],
  ])('is refused where it is %s', async (_what, name, why) => {
    expect(await refusal({ name, category: GENERAL })).toMatchObject({
      message: `The name ${JSON.stringify(name)} ${why}.`,
      code: 'BAD_USER_INPUT',
      parameter: 'input.name',
    });
  });

  it.each([
    ['256 letters', 'x'.repeat(256)],
    ['256 emojis', '😀'.repeat(256)],
    ['256 letters that lower case makes two of', '\u0130'.repeat(256)],
    ['256 letters when composed', '\uFB2C'.repeat(85)],
    ['what others take for wildcards and quotes', '*?%_!\'"`'],
  ])('may be %s', async (_what, name) => {
    const { room } = await newRoom({ name, category: GENERAL });
    expect(room!.identity).toBe(`red.litwareinc.com\\${name}`);
    expect(await organisation.gateway.store.read.countBy(Room, { name })).toBe(1);
  });

  it.each(['Lobby', 'LOBBY'])('is refused where another room of the pool is called so: %s', async (name) => {
    expect(await refusal({ name, category: GENERAL })).toMatchObject({
      message: `The name "${name}" is taken: another room of the pool red.litwareinc.com has it.`,
      code: 'ALREADY_EXISTS',
      parameter: 'input.name',
    });
  });

  it('may be that of a room in another pool, or of a category', async () => {
    await newRoom({ name: 'Lobby', category: 'Trading' });
    await newRoom({ name: 'General', category: GENERAL });
    expect(await organisation.gateway.store.read.countBy(Room, { nameKey: 'lobby' })).toBe(2);
  });

  it('is another with an accent, and the same when an accent is written in two characters', async () => {
    await newRoom({ name: 'Löbby', category: GENERAL });
    expect(await refusal({ name: 'LO\u0308bby', category: GENERAL })).toMatchObject({ code: 'ALREADY_EXISTS' });
  });

  it('goes to one of two who take it at once', async () => {
    const answers = await Promise.all(
      ['Attic', 'ATTIC'].map((name) =>
        organisation.ask<{ newRoom: ChangeAnswer }>(NEW_ROOM, { input: { name, category: GENERAL } }),
      ),
    );
    const codes = answers.map(
      ({ errors }) => errors?.map(({ extensions }) => [extensions.code, extensions.parameter]) ?? [],
    );
    expect(codes.sort()).toEqual([[], [['ALREADY_EXISTS', 'input.name']]]);
    expect(await organisation.gateway.store.read.countBy(Room, { nameKey: 'attic' })).toBe(1);
    expect(await organisation.gateway.store.read.count(AuditEntry)).toBe(1);
  });
});

describe('what it takes no null or too much for', () => {
  it.each(['type', 'privacy', 'invitations', 'disabled'])('refuses a null %s', async (field) => {
    expect(await refusal({ name: 'Attic', category: GENERAL, [field]: null })).toMatchObject({
      message: `"${field}" can't be null; leave it out to let it stay.`,
      code: 'BAD_USER_INPUT',
      parameter: `input.${field}`,
    });
  });

  it('takes a null description, add-in and pool for none', async () => {
    const { room } = await newRoom({ name: 'Attic', category: GENERAL, description: null, addin: null, pool: null });
    expect(room).toMatchObject({ description: '', addin: null });
  });

  it('takes a description of 1,024 characters, and refuses a longer one', async () => {
    await newRoom({ name: 'Attic', category: GENERAL, description: 'x'.repeat(1024) });
    expect(await refusal({ name: 'Loft', category: GENERAL, description: 'x'.repeat(1025) })).toMatchObject({
      message: 'The description has 1025 characters; it may have at most 1,024.',
      code: 'BAD_USER_INPUT',
      parameter: 'input.description',
    });
  });

  it('refuses a reason of more than 1,024 characters', async () => {
    expect(await refusal({ name: 'Attic', category: GENERAL, reason: 'x'.repeat(1025) })).toMatchObject({
      message: 'The reason has 1025 characters; it may have at most 1,024.',
      code: 'BAD_USER_INPUT',
      parameter: 'input.reason',
    });
  });
});

describe('the add-in', () => {
  it('is refused where it belongs to another pool', async () => {
    const addin = 'atl.litwareinc.com\\Ticker';
    expect(await refusal({ name: 'Attic', category: GENERAL, addin })).toMatchObject({
      message: `The add-in ${addin} belongs to another pool than the room, which stands in red.litwareinc.com.`,
      code: 'BAD_USER_INPUT',
      parameter: 'input.addin',
    });
  });

  it.each(['Ticker', 'Sundial', ''])('is refused where the pool has none of that name: %j', async (addin) => {
    expect(await refusal({ name: 'Attic', category: GENERAL, addin })).toMatchObject({
      message: `There is no add-in "${addin}".`,
      code: 'NOT_FOUND',
      parameter: 'input.addin',
    });
  });
});

describe('a user', () => {
  it('who is a creator in the category, through a group, makes a room there and becomes its manager', async () => {
    const { room, changes, auditEntry } = await newRoom(
      { name: 'Attic', category: 'General', pool: 'red.litwareinc.com' },
      'Bob',
    );
    expect(names(room!.managers)).toEqual(['Bob']);
    expect(changes.at(-1)).toEqual({
      path: 'managers',
      before: null,
      after: null,
      added: [{ identity: 'sip:bob@litwareinc.com' }],
      removed: [],
    });
    expect(auditEntry!.actor).toBe('sip:bob@litwareinc.com');
  });

  it('who is no creator in the category is refused', async () => {
    expect(await refusal({ name: 'Attic', category: GENERAL }, 'Cid')).toMatchObject({
      message: 'Only creators in the category "General" put rooms into it.',
      code: 'FORBIDDEN',
      parameter: 'input.category',
    });
  });

  it('who stands outside the wall is told of no such category', async () => {
    expect(await refusal({ name: 'Attic', category: 'Science' }, 'Bob')).toMatchObject({
      message: 'There is no category "Science".',
      code: 'NOT_FOUND',
      parameter: 'input.category',
    });
  });

  it('who was a creator before the wall kept it out is told of no such category', async () => {
    const narrow =
      'mutation { setCategory(input: { identity: "red.litwareinc.com\\\\General", deniedMembers: { add: ["Bob"] } }) { operationId } }';
    await organisation.data(narrow);
    expect(await refusal({ name: 'Attic', category: GENERAL }, 'Bob')).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('finds an ambiguous category only among those that it may know of', async () => {
    expect(await refusal({ name: 'Attic', category: 'General' }, 'Eve')).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('with the role of a viewer makes none', async () => {
    expect(await refusal({ name: 'Attic', category: GENERAL }, 'viewer')).toMatchObject({ code: 'FORBIDDEN' });
  });
});
