import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { AccessEntry } from '../../../src/eligibility/access-entry.entity';
import { Room } from '../../../src/features/room/room.entity';
import { toGlobalId } from '../../../src/graphql/node';
import { TestOrganisation } from '../../support/described-organisation';
import { type ChangeAnswer, entry, NEW_ROOM, REMOVE_ROOM } from './documents';
import { scene } from './scene';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

type Removed = ChangeAnswer & { removedId: string };

async function removeRoom(input: object): Promise<Removed> {
  return (await organisation.data<{ removeRoom: Removed }>(REMOVE_ROOM, { input })).removeRoom;
}

const refusal = (input: object, as?: string) => organisation.refusal(REMOVE_ROOM, { input }, as);
const idOf = (name: string) => organisation.globalId('Room', name);

it('removes a room with its lists, and leaves everything else', async () => {
  const id = await idOf('Stage');
  const before = await organisation.stored();
  const { removedId } = await removeRoom({ identity: 'red.litwareinc.com\\stage' });
  expect(removedId).toBe(id);
  const after = await organisation.stored();
  expect(after.rooms).toEqual(before.rooms!.filter(({ name }) => name !== 'Stage'));
  const ofStage = ({ list, owner_id: owner }: Record<string, unknown>) =>
    owner === 2 && /MEMBERS|MANAGERS|PRESENTERS/.test(String(list));
  expect(before.access_entries!.filter(ofStage)).toHaveLength(4);
  expect(after.access_entries).toEqual(before.access_entries!.filter((row) => !ofStage(row)));
  expect([after.categories, after.addins]).toEqual([before.categories, before.addins]);
});

it('removes a room by its id', async () => {
  const id = await idOf('Lobby');
  expect((await removeRoom({ id, expectedVersion: 1, force: true })).removedId).toBe(id);
  expect(await organisation.gateway.store.read.countBy(Room, { name: 'Lobby' })).toBe(0);
});

it('says all that went, and who loses entry', async () => {
  const removed = await removeRoom({ identity: 'Stage' });
  const gone = (path: string, before: unknown) => ({ path, before, after: null, added: null, removed: null });
  expect(removed.changes).toEqual([
    gone('name', 'Stage'),
    gone('description', ''),
    gone('category', 'General'),
    gone('type', 'AUDITORIUM'),
    gone('privacy', 'CLOSED'),
    gone('invitations', 'INHERIT'),
    gone('disabled', false),
    {
      path: 'members',
      before: null,
      after: null,
      added: [],
      removed: [{ identity: 'sip:cid@litwareinc.com' }, { identity: 'CN=Team,DC=litwareinc,DC=com' }],
    },
    {
      path: 'presenters',
      before: null,
      after: null,
      added: [],
      removed: [{ identity: 'sip:ann@litwareinc.com' }, { identity: 'sip:cid@litwareinc.com' }],
    },
  ]);
  expect(entry(removed)).toEqual({ gained: [], lost: ['Ann', 'Bob', 'Cid'] });
  expect(removed.impact!.lost.pairCount).toBe(3);
  expect(removed).toMatchObject({ warnings: [], invitedCount: 0 });
});

it('keeps the history of a room that is gone', async () => {
  const { newRoom } = await organisation.data<{ newRoom: { operationId: string } }>(NEW_ROOM, {
    input: { name: 'Attic', category: 'Science' },
  });
  const id = await idOf('Attic');
  const { operationId, auditEntry } = await removeRoom({ id, reason: 'Leaky roof' });
  expect(auditEntry).toMatchObject({
    operation: 'removeRoom',
    reason: 'Leaky roof',
    identity: 'red.litwareinc.com\\Attic',
    invitations: [],
  });
  const query = `query ($id: ID) { auditEntries(where: { node: $id }) { nodes {
    operationId identity node { id } invitations { count room { name } } } } }`;
  const { auditEntries } = await organisation.data<{ auditEntries: unknown }>(query, { id });
  const kept = { identity: 'red.litwareinc.com\\Attic', node: null };
  expect(auditEntries).toEqual({
    nodes: [
      { ...kept, operationId, invitations: [] },
      { ...kept, operationId: newRoom.operationId, invitations: [{ count: 3, room: null }] },
    ],
  });
});

it('never gives the id of a removed room to another', async () => {
  const ids = [];
  for (const name of ['Attic', 'Loft', 'Attic']) {
    await organisation.data(NEW_ROOM, { input: { name, category: 'Science' } });
    ids.push((await removeRoom({ identity: name })).removedId);
  }
  expect(new Set(ids).size).toBe(3);
});

it('lets the name be taken again', async () => {
  await removeRoom({ identity: 'Lobby' });
  const { newRoom } = await organisation.data<{ newRoom: ChangeAnswer }>(NEW_ROOM, {
    input: { name: 'Lobby', category: 'red.litwareinc.com\\General' },
  });
  expect(newRoom.room).toMatchObject({ version: 1, members: { nodes: [] }, managers: { nodes: [] } });
});

it('plans the removal under whatIf, and carries the plan out', async () => {
  const before = await organisation.stored();
  const { plan, operationId, ...planned } = await removeRoom({ identity: 'Stage', whatIf: true });
  expect(await organisation.stored()).toEqual(before);
  expect(operationId).toBeNull();
  expect(await removeRoom({ identity: 'Stage', confirm: plan })).toMatchObject({
    changes: planned.changes,
    impact: planned.impact,
  });
  expect(await organisation.gateway.store.read.count(AuditEntry)).toBe(1);
});

it('refuses a plan after the room was changed', async () => {
  const { plan } = await removeRoom({ identity: 'Stage', whatIf: true });
  await organisation.data('mutation { setRoom(input: { identity: "Stage", description: "Dark" }) { plan } }');
  expect(await refusal({ identity: 'Stage', confirm: plan })).toMatchObject({
    code: 'PLAN_STALE',
    parameter: 'input.confirm',
  });
});

it('gives a retry the first answer', async () => {
  const input = { identity: 'Stage', idempotencyKey: 'remove-stage' };
  const removed = await removeRoom(input);
  expect(await removeRoom(input)).toEqual(removed);
  expect(
    await organisation.gateway.store.read.countBy(AccessEntry, {
      ownerId: 2,
      principalId: organisation.principalId('Cid'),
    }),
  ).toBe(0);
});

describe('a removal is refused', () => {
  it.each([
    [{ identity: 'Cellar' }, 'NOT_FOUND', 'There is no room "Cellar".', 'input.identity'],
    [{ id: toGlobalId('Room', 4711) }, 'NOT_FOUND', `There is no room "${toGlobalId('Room', 4711)}".`, 'input.id'],
    [{ identity: 'Lobby', id: 'x' }, 'BAD_USER_INPUT', 'Give "identity" or "id", not both.', 'input.identity'],
    [{}, 'BAD_USER_INPUT', 'Say which one is meant, by "identity" or by "id".', 'input.identity'],
    [
      { identity: 'Lobby', expectedVersion: 2 },
      'CONFLICT',
      'red.litwareinc.com\\Lobby has version 1 by now, not 2: somebody changed it.',
      'input.expectedVersion',
    ],
  ])('of %j', async (input, code, message, parameter) => {
    expect(await refusal(input)).toMatchObject({ code, message, parameter, cmdlet: 'Remove-CsPersistentChatRoom' });
  });

  it.each(['Mia', 'Ann', 'viewer'])('to %s', async (name) => {
    expect(await refusal({ identity: 'Lobby' }, name)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
