import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import type { Row } from '../../../src/database/rows';
import { TestOrganisation } from '../../support/described-organisation';
import { type ChangeAnswer, NEW_ROOM, SET_ROOM } from './documents';
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

/** The row of the room "Lobby", whatever it is called by now. */
async function lobby(): Promise<Row> {
  return (await organisation.stored()).rooms!.find(({ name_key: key }) => key === 'lobby' || key === 'foyer')!;
}

const change = (path: string, before: unknown, after: unknown) => ({ path, before, after, added: null, removed: null });

describe('a setting', () => {
  it.each([
    ['name', 'Foyer', change('name', 'Lobby', 'Foyer'), { identity: 'red.litwareinc.com\\Foyer' }],
    ['name', 'LOBBY', change('name', 'Lobby', 'LOBBY'), { identity: 'red.litwareinc.com\\LOBBY' }],
    ['description', 'Mind the step', change('description', '', 'Mind the step'), { description: 'Mind the step' }],
    ['type', 'AUDITORIUM', change('type', 'NORMAL', 'AUDITORIUM'), { type: 'AUDITORIUM' }],
    ['privacy', 'SECRET', change('privacy', 'CLOSED', 'SECRET'), { privacy: 'SECRET' }],
    ['invitations', 'FALSE', change('invitations', 'INHERIT', 'FALSE'), { invitations: 'FALSE' }],
    ['disabled', true, change('disabled', false, true), { disabled: true }],
    ['addin', 'Wiki', change('addin', null, 'Wiki'), { addin: { name: 'Wiki' } }],
    ['addin', 'red.litwareinc.com\\wiki', change('addin', null, 'Wiki'), { addin: { name: 'Wiki' } }],
  ])('%s is changed to %j, and nothing else is', async (field, value, changed, shown) => {
    const before = await lobby();
    const { room, changes, warnings } = await setRoom({ identity: 'Lobby', [field]: value });
    expect(changes).toEqual([changed]);
    expect(warnings).toEqual([]);
    expect(room).toMatchObject({ version: 2, ...shown });
    const after = await lobby();
    const columns = Object.keys(after).filter((column) => String(after[column]) !== String(before[column]));
    const own = ['name', 'description', 'addin'].includes(field)
      ? new RegExp(`^(${field}|sort)(_|$)`)
      : new RegExp(`^${field}$`);
    expect(columns.filter((column) => !own.test(column)).sort()).toEqual(['updated_at', 'version']);
    expect(columns.length).toBeGreaterThan(2);
  });

  it('is emptied by a null where it may be empty', async () => {
    await setRoom({ identity: 'Lobby', description: 'Mind the step', addin: 'Wiki' });
    const { room, changes } = await setRoom({ identity: 'Lobby', description: null, addin: null });
    expect(room).toMatchObject({ description: '', addin: null, version: 3 });
    expect(changes).toEqual([change('description', 'Mind the step', ''), change('addin', 'Wiki', null)]);
  });

  it.each(['name', 'category', 'type', 'privacy', 'invitations', 'disabled'])('%s takes no null', async (field) => {
    expect(await refusal({ identity: 'Lobby', [field]: null })).toMatchObject({
      message: `"${field}" can't be null; leave it out to let it stay.`,
      code: 'BAD_USER_INPUT',
      parameter: `input.${field}`,
    });
  });

  it.each([
    ['name', '', 'BAD_USER_INPUT'],
    ['name', 'x'.repeat(257), 'BAD_USER_INPUT'],
    ['name', 'Lob\\by', 'BAD_USER_INPUT'],
    ['name', 'sTaGe', 'ALREADY_EXISTS'],
    ['description', 'x'.repeat(1025), 'BAD_USER_INPUT'],
    ['addin', 'Sundial', 'NOT_FOUND'],
    ['addin', '', 'NOT_FOUND'],
    ['addin', 'atl.litwareinc.com\\Ticker', 'BAD_USER_INPUT'],
    ['category', 'Cellar', 'NOT_FOUND'],
    ['category', '', 'NOT_FOUND'],
  ])('%s takes no %j', async (field, value, code) => {
    expect(await refusal({ identity: 'Lobby', [field]: value })).toMatchObject({ code, parameter: `input.${field}` });
  });
});

describe('the room', () => {
  it('is named by its identity, with the pool or without, in any case, or by its id', async () => {
    const id = await organisation.globalId('Room', 'Lobby');
    for (const target of [{ identity: 'lobby' }, { identity: 'RED.litwareinc.com\\LOBBY' }, { id }]) {
      const { auditEntry } = await setRoom({ ...target, description: JSON.stringify(target) });
      expect(auditEntry!.identity).toBe('red.litwareinc.com\\Lobby');
    }
  });

  it('is refused where it is named twice, or not at all', async () => {
    const id = await organisation.globalId('Room', 'Lobby');
    expect(await refusal({ identity: 'Lobby', id, description: '' })).toMatchObject({
      message: 'Give "identity" or "id", not both.',
      code: 'BAD_USER_INPUT',
      parameter: 'input.identity',
    });
    expect(await refusal({ description: '' })).toMatchObject({
      message: 'Say which one is meant, by "identity" or by "id".',
      code: 'BAD_USER_INPUT',
      parameter: 'input.identity',
    });
  });

  it('is refused by the id of something else, or by no id at all', async () => {
    const id = await organisation.globalId('Category', 'Science');
    expect(await refusal({ id, description: '' })).toMatchObject({
      message: `"${id}" is an id of the type Category, not of the type Room.`,
      code: 'BAD_USER_INPUT',
      parameter: 'input.id',
    });
    expect(await refusal({ id: 'Lobby', description: '' })).toMatchObject({
      message: '"Lobby" is not an id of this graph.',
      code: 'BAD_USER_INPUT',
      parameter: 'input.id',
    });
  });

  it.each([
    ['identity', 'Cellar'],
    ['identity', 'atl.litwareinc.com\\Lobby'],
    ['identity', 'Lob*'],
    ['id', Buffer.from('Room:4711').toString('base64url')],
  ])('is not found by the %s %s', async (field, value) => {
    expect(await refusal({ [field]: value, description: '' })).toMatchObject({
      message: `There is no room "${value}".`,
      code: 'NOT_FOUND',
      parameter: `input.${field}`,
    });
  });

  it('is refused where two pools have one of that name', async () => {
    await organisation.data(NEW_ROOM, { input: { name: 'Lobby', category: 'Trading' } });
    expect(await refusal({ identity: 'Lobby', description: '' })).toMatchObject({
      code: 'AMBIGUOUS_IDENTITY',
      parameter: 'input.identity',
      candidates: [{ identity: 'atl.litwareinc.com\\Lobby' }, { identity: 'red.litwareinc.com\\Lobby' }],
    });
  });
});

describe('the version', () => {
  it('that is expected is raised by one', async () => {
    expect((await setRoom({ identity: 'Lobby', expectedVersion: 1, description: 'one' })).room!.version).toBe(2);
    expect((await setRoom({ identity: 'Lobby', expectedVersion: 2, description: 'two' })).room!.version).toBe(3);
  });

  it('that is another by now refuses the change, and the present room is shown', async () => {
    const { room } = await setRoom({
      identity: 'Lobby',
      description: 'Mind the step',
      addin: 'Wiki',
      type: 'AUDITORIUM',
    });
    const refused = { identity: 'Lobby', expectedVersion: 1, description: 'Mind the gap' };
    const expected = {
      message: 'red.litwareinc.com\\Lobby has version 2 by now, not 1: somebody changed it.',
      code: 'CONFLICT',
      parameter: 'input.expectedVersion',
      cmdlet: 'Set-CsPersistentChatRoom',
      current: {
        id: await organisation.globalId('Room', 'Lobby'),
        identity: 'red.litwareinc.com\\Lobby',
        version: 2,
        updatedAt: room!.updatedAt,
        name: 'Lobby',
        description: 'Mind the step',
        category: 'General',
        addin: 'Wiki',
        type: 'AUDITORIUM',
        privacy: 'CLOSED',
        invitations: 'INHERIT',
        disabled: false,
      },
    };
    expect(await refusal(refused)).toEqual(expected);
    expect(await refusal({ ...refused, whatIf: true })).toEqual(expected);
  });
});

describe('a change that changes nothing', () => {
  it.each([
    ['nothing at all', {}],
    [
      'what is so already',
      { name: 'Lobby', description: '', privacy: 'CLOSED', disabled: false, addin: null, category: 'General' },
    ],
    [
      'entries that are listed already',
      { members: { add: ['Team'] }, managers: { replace: ['SIP:Mia@litwareinc.com', 'Mia'] } },
    ],
    ['empty list changes', { members: {}, managers: { add: [], remove: [] }, presenters: null }],
  ])('is answered with a warning and writes nothing: %s', async (_what, input) => {
    const before = await organisation.stored();
    const answer = await setRoom({ identity: 'Lobby', ...input, reason: 'Why not' });
    expect(await organisation.stored()).toEqual(before);
    expect(answer).toMatchObject({
      changes: [],
      operationId: null,
      auditEntry: null,
      impact: null,
      invitedCount: 0,
      room: { version: 1 },
    });
    expect(answer.warnings).toEqual([
      { code: 'NOTHING_CHANGED', message: 'Everything is as the input says already; nothing is written.' },
    ]);
  });
});

it('keeps who made the change, when, why and what', async () => {
  const { operationId } = await setRoom(
    { identity: 'Lobby', privacy: 'OPEN', members: { remove: ['Team'] }, reason: 'Über alles geredet' },
    'Mia',
  );
  const [entry] = await organisation.gateway.store.read.find(AuditEntry);
  expect(entry).toMatchObject({
    operationId,
    operation: 'setRoom',
    actor: 'sip:mia@litwareinc.com',
    reason: 'Über alles geredet',
    reasonKey: 'über alles geredet',
    nodeType: 'Room',
    identity: 'red.litwareinc.com\\Lobby',
    changes: [
      { path: 'privacy', before: 'CLOSED', after: 'OPEN' },
      {
        path: 'members',
        added: [],
        removed: [{ identity: 'CN=Team,DC=litwareinc,DC=com', principalId: organisation.principalId('Team') }],
      },
    ],
  });
  const { room } = await organisation.data<{ room: { history: unknown; updatedAt: string } }>(
    '{ room(identity: "Lobby") { updatedAt history { nodes { at operation reason actor } } } }',
  );
  expect(room.history).toEqual({
    nodes: [
      { at: room.updatedAt, operation: 'setRoom', reason: 'Über alles geredet', actor: 'sip:mia@litwareinc.com' },
    ],
  });
});

it('refuses what is no input of its kind', async () => {
  for (const input of [
    { identity: 'Lobby', privacy: 'HIDDEN' },
    { identity: 'Lobby', color: 'red' },
    { identity: 'Lobby', members: ['Ann'] },
  ]) {
    expect(await refusal(input)).toMatchObject({ code: 'BAD_USER_INPUT' });
  }
});
