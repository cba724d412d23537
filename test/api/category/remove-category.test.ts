import { change } from '../../support/change';
import { TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';

const REMOVE_CATEGORY = `mutation RemoveCategory($input: RemoveCategoryInput!) {
  removeCategory(input: $input) {
    removedId
    changes { path before after added { identity } removed { identity principal { displayName } } }
    warnings { code }
    plan
    operationId
    auditEntry { operation identity node { id } }
  }
}`;

interface RemoveCategory {
  removeCategory: { plan: string | null; operationId: string | null };
}

let organisation: TestOrganisation;
let spare: string;

beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
  spare = await organisation.globalId('Category', 'Spare');
});
beforeEach(() => organisation.reset());

const remove = async (input: object) =>
  (await organisation.data<RemoveCategory>(REMOVE_CATEGORY, { input })).removeCategory;
const refused = (input: object, as?: string) => organisation.refusal(REMOVE_CATEGORY, { input }, as);

it('removes one without rooms, with its lists; its history stays', async () => {
  const gone = (path: string, before: unknown) => ({ path, before, after: null, added: null, removed: null });
  const emptied = (path: string, ...names: string[]) => ({
    path,
    before: null,
    after: null,
    added: [],
    removed: names.map((displayName) => ({ identity: expect.any(String), principal: { displayName } })),
  });
  expect(await remove({ identity: 'Spare' })).toEqual({
    removedId: spare,
    changes: [
      gone('name', 'Spare'),
      gone('description', ''),
      gone('invitations', false),
      gone('fileUpload', false),
      gone('chatHistory', true),
      emptied('allowedMembers', ...byId('Staff', 'Dan')),
      emptied('deniedMembers', 'Team'),
      emptied('creators', 'Dan'),
    ],
    warnings: [],
    plan: null,
    operationId: expect.any(String),
    auditEntry: { operation: 'removeCategory', identity: 'red.litwareinc.com\\Spare', node: null },
  });
  const query = `query ($id: ID!) {
    node(id: $id) { id }
    categories(where: { name: { eq: "Spare" } }) { totalCount }
    auditEntries(where: { node: $id }) { nodes { operation } }
  }`;
  expect(await organisation.data(query, { id: spare })).toEqual({
    node: null,
    categories: { totalCount: 0 },
    auditEntries: { nodes: [{ operation: 'removeCategory' }] },
  });
  const entries = (await organisation.stored()).access_entries!;
  expect(
    entries.filter(({ list, owner_id: owner }) => String(list).match(/ALLOWED|DENIED|CREATORS/) && owner === 3),
  ).toEqual([]);
});

function byId(...names: string[]): string[] {
  return names.sort((a, b) => organisation.principalId(a) - organisation.principalId(b));
}

it('plans and then removes the same', async () => {
  const before = await organisation.stored();
  const { plan, ...planned } = await remove({ id: spare, whatIf: true });
  expect(planned).toMatchObject({ removedId: spare, operationId: null });
  expect(await organisation.stored()).toEqual(before);
  await change(organisation, 'setCategory', { id: spare, creators: null });
  expect(await refused({ id: spare, confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
  const { plan: confirm } = await remove({ id: spare, whatIf: true });
  expect(await remove({ id: spare, confirm })).toMatchObject({ removedId: spare });
});

it('is never removed under a room that is made at the same time', async () => {
  const room = { name: 'Shed', category: 'Spare' };
  await Promise.allSettled([
    change(organisation, 'newRoom', room),
    remove({ id: spare }),
    change(organisation, 'newRoom', { ...room, name: 'Hut' }),
  ]);
  const { categories, rooms } = await organisation.stored();
  const left = rooms!.filter(({ name }) => name === 'Shed' || name === 'Hut');
  const stays = categories!.some(({ name }) => name === 'Spare');
  expect(left.length > 0).toBe(stays);
});

describe('a refusal, which writes nothing,', () => {
  it('comes for one that has rooms, and names them', async () => {
    const rooms = ['Lobby', 'Shut', 'Square', 'Stage'];
    expect(await refused({ identity: 'red.litwareinc.com\\General' })).toEqual({
      code: 'IN_USE',
      parameter: 'input.identity',
      cmdlet: 'Remove-CsPersistentChatCategory',
      message:
        'The category red.litwareinc.com\\General still has rooms: Lobby, Shut, Square, Stage; remove or move them first.',
      usedBy: [{ type: 'Room', count: 4, identities: rooms.map((name) => `red.litwareinc.com\\${name}`) }],
    });
  });

  it('names ten rooms, and counts the others', async () => {
    for (let i = 10; i < 22; i++) await change(organisation, 'newRoom', { name: `Room ${i}`, category: 'Spare' });
    const named = Array.from({ length: 10 }, (_, i) => `Room ${i + 10}`);
    expect(await refused({ id: spare })).toMatchObject({
      parameter: 'input.id',
      message: `The category red.litwareinc.com\\Spare still has rooms: ${named.join(', ')} and 2 more; remove or move them first.`,
      usedBy: [{ type: 'Room', count: 12, identities: named.map((name) => `red.litwareinc.com\\${name}`) }],
    });
  });

  it('comes for one that is gone, or has another version', async () => {
    expect(await refused({ id: spare, expectedVersion: 7 })).toMatchObject({
      code: 'CONFLICT',
      current: { version: 1 },
    });
    await remove({ id: spare });
    expect(await refused({ id: spare })).toMatchObject({ code: 'NOT_FOUND', parameter: 'input.id' });
  });

  it('comes to everybody but administrators, creators included', async () => {
    for (const as of ['viewer', 'Dan']) expect(await refused({ id: spare }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
