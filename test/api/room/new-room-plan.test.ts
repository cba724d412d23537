import { Room } from '../../../src/features/room/room.entity';
import { TestOrganisation } from '../../support/described-organisation';
import { type ChangeAnswer, entry, NEW_ROOM } from './documents';
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

describe('who gains entry', () => {
  it('is everybody inside the wall whom the directory lets in, for the room has no members yet', async () => {
    const made = await newRoom({ name: 'Attic', category: GENERAL });
    expect(entry(made)).toEqual({ gained: ['Ann', 'Bob', 'Cid', 'Mia'], lost: [] });
    expect(made.impact!.gained).toMatchObject({ totalCount: 4, pairCount: 4 });
    expect(made.impact!.gained.nodes.map(({ roomCount }) => roomCount)).toEqual([1, 1, 1, 1]);
  });

  it('leaves out the denied', async () => {
    expect(entry(await newRoom({ name: 'Attic', category: 'Science', privacy: 'OPEN' }))).toEqual({
      gained: ['Ann', 'Eve', 'Mia'],
      lost: [],
    });
  });

  it('is nobody for a disabled room', async () => {
    expect(entry(await newRoom({ name: 'Attic', category: GENERAL, disabled: true }))).toEqual({
      gained: [],
      lost: [],
    });
  });

  it('is told with the room', async () => {
    const query = `mutation { newRoom(input: { name: "Attic", category: "Science" }) {
      impact { gained(last: 1) { nodes { principal { displayName } rooms { name } } } } } }`;
    const { newRoom: made } = await organisation.data<{ newRoom: unknown }>(query);
    expect(made).toEqual({
      impact: { gained: { nodes: [{ principal: { displayName: 'Mia' }, rooms: [{ name: 'Attic' }] }] } },
    });
  });
});

describe('who is invited', () => {
  it('is everybody who gains entry, where the category invites and the room inherits it', async () => {
    const { auditEntry, invitedCount } = await newRoom({ name: 'Attic', category: 'Science' });
    expect(invitedCount).toBe(3);
    const users = { nodes: ['Ann', 'Eve', 'Mia'].map((displayName) => ({ displayName })) };
    expect(auditEntry!.invitations).toEqual([{ room: { name: 'Attic' }, users }]);
  });

  it.each([
    ['the room does not inherit it', { category: 'Science', invitations: 'FALSE' }],
    ['the category does not invite', { category: GENERAL }],
  ])('is nobody where %s', async (_case, input) => {
    const { auditEntry, invitedCount } = await newRoom({ name: 'Attic', ...input });
    expect({ invitedCount, invitations: auditEntry!.invitations }).toEqual({ invitedCount: 0, invitations: [] });
  });
});

describe('under whatIf', () => {
  it('says all that it would do and writes nothing', async () => {
    const before = await organisation.stored();
    const planned = await newRoom({ name: 'Attic', category: 'Science', whatIf: true }, 'Ann');
    expect(await organisation.stored()).toEqual(before);
    expect(planned).toMatchObject({
      room: null,
      operationId: null,
      auditEntry: null,
      invitedCount: 3,
      plan: expect.stringMatching(/^[\w-]{43}\.[\w.-]+$/),
    });
    expect(entry(planned)).toEqual({ gained: ['Ann', 'Eve', 'Mia'], lost: [] });
    expect(planned.changes.map(({ path }) => path)).toEqual([
      'name',
      'description',
      'category',
      'type',
      'privacy',
      'invitations',
      'disabled',
      'managers',
    ]);
  });

  it('gives a plan that can be confirmed, once', async () => {
    const input = { name: 'Attic', category: 'Science' };
    const { plan: confirm } = await newRoom({ ...input, whatIf: true });
    expect((await newRoom({ ...input, confirm })).room).toMatchObject({
      identity: 'red.litwareinc.com\\Attic',
      version: 1,
    });
    expect(await refusal({ ...input, confirm })).toMatchObject({ code: 'ALREADY_EXISTS' });
  });

  it('gives a plan that is stale when the wall lets others in', async () => {
    const input = { name: 'Attic', category: 'Science' };
    const { plan: confirm } = await newRoom({ ...input, whatIf: true });
    await organisation.data(
      'mutation { setCategory(input: { identity: "Science", allowedMembers: { add: ["Bob"] } }) { operationId } }',
    );
    expect(await refusal({ ...input, confirm })).toMatchObject({
      message:
        'The plan does not hold: something changed since: red.litwareinc.com\\Science (version 2 by now). Ask for a new one with "whatIf".',
      code: 'PLAN_STALE',
      parameter: 'input.confirm',
    });
  });

  it('refuses what a commit would refuse', async () => {
    expect(await refusal({ name: 'Lobby', category: GENERAL, whatIf: true })).toMatchObject({ code: 'ALREADY_EXISTS' });
    expect(await refusal({ name: 'Attic', category: GENERAL, whatIf: true }, 'Cid')).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

it('makes one room for two requests with one idempotency key', async () => {
  const input = { name: 'Attic', category: 'Science', idempotencyKey: 'make-attic' };
  const first = await newRoom(input);
  expect(await newRoom(input)).toEqual(first);
  expect(await organisation.gateway.store.read.countBy(Room, { name: 'Attic' })).toBe(1);
});
