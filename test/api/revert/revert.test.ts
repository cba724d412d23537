import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { change } from '../../support/change';
import { TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';
import { entriesOf, everything, operate, refusedRevert, revert, revertAskingWhom } from './undo';

const RED = 'red.litwareinc.com';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

const operated = (mutation: string, input: object) => operate(organisation, mutation, input);
const version = async (identity: string): Promise<number> =>
  (
    await organisation.data<{ room: { version: number } }>(
      'query ($identity: String) { room(identity: $identity) { version } }',
      { identity },
    )
  ).room.version;

it('undoes the change of one thing out of an operation', async () => {
  const operation = await operated('setRooms', { where: {}, disabled: true });
  const stage = (await entriesOf(organisation, operation)).find(({ identity }) => identity === `${RED}\\Stage`)!;
  const undone = await revert(organisation, { auditEntry: stage.id, reason: 'Stage is needed' });
  expect(undone).toMatchObject({ succeeded: 1, failed: 0, plan: null, warnings: [] });
  expect(undone.results.nodes).toMatchObject([
    { identity: `${RED}\\Stage`, changes: [{ path: 'disabled', before: true, after: false }], error: null },
  ]);
  const { rooms } = await everything(organisation);
  const enabled = rooms!.filter(({ disabled }) => !disabled).map(({ name }) => name);
  expect(enabled).toEqual(['Stage']);
});

it('tells in the audit trail what undid what', async () => {
  const operation = await operated('removeRoom', { identity: 'Lobby' });
  const { operationId } = await revert(organisation, { operation });
  const [removal] = await entriesOf(organisation, operation);
  const [undoing] = await entriesOf(organisation, operationId);
  expect(removal).toMatchObject({
    kind: 'REMOVED',
    reverts: null,
    revertedBy: { id: undoing!.id, operation: 'revert' },
  });
  expect(undoing).toMatchObject({
    operation: 'revert',
    kind: 'MADE',
    identity: `${RED}\\Lobby`,
    reverts: { id: removal!.id, operation: 'removeRoom' },
    revertedBy: null,
  });
});

it('lets the audit trail be asked for what was undone, what undid it, and the rest', async () => {
  const removal = await operated('removeRoom', { identity: 'Lobby' });
  const change = await operated('setRoom', { identity: 'Stage', disabled: true });
  const { operationId: undoing } = await revert(organisation, { operation: removal });
  const found = async (where: object) => {
    const query = `query ($where: AuditEntryFilter) { auditEntries(where: $where) { totalCount nodes { operationId } } }`;
    const { auditEntries } = await organisation.data<{
      auditEntries: { totalCount: number; nodes: { operationId: string }[] };
    }>(query, { where: { ...where, operationId: { in: [removal, change, undoing!] } } });
    expect(auditEntries.totalCount).toBe(auditEntries.nodes.length);
    return auditEntries.nodes.map(({ operationId }) => operationId);
  };
  expect(await found({ revertedBy: { isNull: false } })).toEqual([removal]);
  expect(await found({ revertedBy: { isNull: true } })).toEqual([undoing, change]);
  expect(await found({ reverts: { isNull: false } })).toEqual([undoing]);
  expect(await found({ reverts: { isNull: true }, not: { revertedBy: { isNull: false } } })).toEqual([change]);
});

it('tells who undid it last', async () => {
  const operation = await operated('setRoom', { identity: 'Lobby', disabled: true });
  await revert(organisation, { operation });
  await operated('setRoom', { identity: 'Lobby', disabled: true });
  const { operationId } = await revert(organisation, { operation });
  const [undoing] = await entriesOf(organisation, operationId);
  expect((await entriesOf(organisation, operation))[0]!.revertedBy!.id).toBe(undoing!.id);
});

it('gives a thing that comes back its id, its history and the time when it was made, and goes on counting its versions', async () => {
  const id = await organisation.globalId('Room', 'Lobby');
  await operated('setRoom', { identity: 'Lobby', description: 'Busy' });
  await revert(organisation, { operation: await operated('removeRoom', { identity: 'Lobby' }) });
  const query = `query ($id: ID!) {
    room(id: $id) { name version createdAt history(first: 9) { nodes { operation } } }
  }`;
  expect(await organisation.data(query, { id })).toEqual({
    room: {
      name: 'Lobby',
      version: 3,
      createdAt: '2026-01-01T00:00:00.000Z',
      history: { nodes: [{ operation: 'revert' }, { operation: 'removeRoom' }, { operation: 'setRoom' }] },
    },
  });
});

it('changes nothing where everything is as it was already', async () => {
  for (const [mutation, input] of [
    ['setRoom', { identity: 'Lobby', description: 'Busy' }],
    ['removeRoom', { identity: 'Lobby' }],
    ['newRoom', { name: 'Porch', category: `${RED}\\General` }],
    ['grantPolicy', { identity: 'Ann', policy: 'Quiet' }],
  ] as const) {
    const operation = await operated(mutation, input);
    await revert(organisation, { operation });
    const before = await organisation.stored();
    const again = await revert(organisation, { operation });
    expect(again).toMatchObject({ failed: 0, operationId: null, warnings: [{ code: 'NOTHING_CHANGED' }] });
    expect(await organisation.stored()).toEqual(before);
  }
});

it('passes over what is gone or back already, and takes the rest', async () => {
  const removal = await operated('removeRooms', { where: {} });
  const { operationId: undoing } = await revert(organisation, { operation: removal });
  const before = await everything(organisation);
  const gone = await operated('removeRoom', { identity: 'Lobby' });
  const redone = await revert(organisation, { operation: undoing });
  expect(redone).toMatchObject({ succeeded: 4, failed: 0 });
  expect((await everything(organisation)).rooms).toEqual([]);
  const trail = await entriesOf(organisation, redone.operationId);
  expect(trail.map(({ identity, kind }) => [identity.split('\\')[1], kind])).toEqual([
    ['Stage', 'REMOVED'],
    ['Square', 'REMOVED'],
    ['Bench', 'REMOVED'],
  ]);
  expect(await revert(organisation, { operation: redone.operationId })).toMatchObject({ succeeded: 3, failed: 0 });
  expect(await revert(organisation, { operation: gone })).toMatchObject({ succeeded: 1, failed: 0 });
  expect(await revert(organisation, { operation: removal })).toMatchObject({ succeeded: 4, operationId: null });
  expect(await everything(organisation)).toEqual(before);
});

it('goes by what things are, not by what they were called', async () => {
  const operation = await operated('setRoom', { identity: 'Lobby', category: 'Science', addin: 'Map', force: true });
  await operated('setCategory', { identity: `${RED}\\General`, name: 'Common' });
  await operated('setCategory', { identity: 'Empty', name: 'General' });
  await operated('setAddin', { identity: 'Wiki', name: 'Pages' });
  await revert(organisation, { operation });
  const query = 'query { room(identity: "Lobby") { category { name } addin { name } } }';
  expect(await organisation.data(query)).toEqual({ room: { category: { name: 'Common' }, addin: { name: 'Pages' } } });
});

it('leaves lists as others changed them since', async () => {
  const operation = await operated('setRoom', { identity: 'Stage', managers: { add: ['Cid', 'Mia'] } });
  await operated('setRoom', { identity: 'Stage', managers: { add: ['Bob'], remove: ['Mia'] } });
  const { warnings } = await revert(organisation, { operation });
  expect(warnings).toEqual([{ code: 'NOT_LISTED', message: 'sip:mia@litwareinc.com was not among the managers.' }]);
  const query = 'query { room(identity: "Stage") { managers(first: 5) { nodes { displayName } } } }';
  expect(await organisation.data(query)).toEqual({ room: { managers: { nodes: [{ displayName: 'Bob' }] } } });
});

describe('who gains and who loses entry', () => {
  it('is told of rooms', async () => {
    const operation = await operated('removeRoom', { identity: 'Lobby' });
    const { impact } = await revertAskingWhom(organisation, { operation, whatIf: true });
    expect(impact!.gained.nodes).toEqual([{ principal: { displayName: 'Ann' }, roomCount: 1 }]);
    const again = await revertAskingWhom(organisation, { operation });
    expect(again.impact).toEqual(impact);
  });

  it('is told of categories', async () => {
    const operation = await operated('setCategory', { identity: 'Science', deniedMembers: { add: ['Eve'] } });
    const { impact, invitedCount } = await revertAskingWhom(organisation, { operation });
    expect(impact!.gained.nodes).toEqual([{ principal: { displayName: 'Eve' }, roomCount: 1 }]);
    expect(invitedCount).toBe(1);
  });

  it('is told of policies and their grants together', async () => {
    const operation = await operated('removePolicy', { identity: 'Quiet', force: true });
    const { impact, policyImpact } = await revertAskingWhom(organisation, { operation });
    expect(impact).toBeNull();
    expect(policyImpact).toEqual({ gained: { totalCount: 0 }, lost: { totalCount: 2 } });
  });

  it('is no question of what has nothing to do with it', async () => {
    const operation = await operated('setAddin', { identity: 'Wiki', name: 'Pages' });
    expect(await revertAskingWhom(organisation, { operation })).toMatchObject({ impact: null, policyImpact: null });
  });
});

it('invites again to a room that comes back, and keeps whom', async () => {
  const operation = await operated('removeRoom', { identity: 'Bench' });
  const { operationId, invitedCount } = await revertAskingWhom(organisation, { operation });
  expect(invitedCount).toBe(2);
  const query = `query ($operationId: String!) {
    auditEntries(where: { operationId: { eq: $operationId } }, first: 5) {
      nodes { invitations { room { name } users(first: 5) { nodes { displayName } } } }
    }
  }`;
  expect(await organisation.data(query, { operationId })).toEqual({
    auditEntries: {
      nodes: [
        {
          invitations: [
            { room: { name: 'Bench' }, users: { nodes: [{ displayName: 'Ann' }, { displayName: 'Eve' }] } },
          ],
        },
      ],
    },
  });
});

describe('a plan', () => {
  it('changes nothing, and is carried out when it is confirmed', async () => {
    const operation = await operated('removeRooms', { where: {} });
    const before = await organisation.stored();
    const { plan, succeeded } = await revert(organisation, { operation, whatIf: true });
    expect(succeeded).toBe(4);
    expect(await organisation.stored()).toEqual(before);
    expect(await revert(organisation, { operation, confirm: plan })).toMatchObject({ succeeded: 4, plan: null });
    expect(await version('Lobby')).toBe(2);
  });

  it('is stale once its outcome is another', async () => {
    const operation = await operated('setRoom', { identity: 'Lobby', disabled: true });
    const { plan } = await revert(organisation, { operation, whatIf: true });
    await change(organisation, 'setRoom', { identity: 'Lobby', description: 'Mine' });
    expect(await refusedRevert(organisation, { operation, confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
  });

  it('is of that undoing only', async () => {
    const operation = await operated('setRoom', { identity: 'Lobby', disabled: true });
    const [{ id: auditEntry } = { id: '' }] = await entriesOf(organisation, operation);
    const { plan } = await revert(organisation, { operation, whatIf: true });
    expect(await refusedRevert(organisation, { auditEntry, confirm: plan })).toMatchObject({ code: 'PLAN_STALE' });
  });

  it('can not be confirmed where one of the things stands in the way, but shows it', async () => {
    const operation = await operated('setRooms', { where: {}, description: 'Closed' });
    await operated('setRoom', { identity: 'Stage', description: 'Open' });
    const planned = await revert(organisation, { operation, whatIf: true });
    expect(planned).toMatchObject({ plan: null, succeeded: 3, failed: 1 });
    const partly = await revert(organisation, { operation, whatIf: true, onError: 'CONTINUE' });
    expect(partly.plan).not.toBeNull();
  });
});

it('answers a retry as the first time', async () => {
  const operation = await operated('removeRoom', { identity: 'Lobby' });
  const first = await revert(organisation, { operation, idempotencyKey: 'once' });
  expect(await revert(organisation, { operation, idempotencyKey: 'once' })).toEqual(first);
  expect(await version('Lobby')).toBe(2);
});

it('pages the results of things of several types, whatever their ids', async () => {
  const operation = await operated('removeAddins', { where: {}, force: true });
  const query = `mutation ($input: RevertInput!, $after: String) {
    revert(input: $input) { results(first: 1, after: $after) { nodes { identity } pageInfo { endCursor hasNextPage } } }
  }`;
  interface Results {
    nodes: { identity: string }[];
    pageInfo: { endCursor: string; hasNextPage: boolean };
  }
  const page = async (after: string | null): Promise<Results> => {
    const variables = { input: { operation, whatIf: true }, after };
    return (await organisation.data<{ revert: { results: Results } }>(query, variables)).revert.results;
  };
  let results = await page(null);
  const seen = [...results.nodes];
  while (results.pageInfo.hasNextPage) {
    results = await page(results.pageInfo.endCursor);
    seen.push(...results.nodes);
  }
  expect(seen.map(({ identity }) => identity.split('\\')[1])).toEqual(['Wiki', 'Map', 'Ticker', 'Lobby', 'Stage']);
});

it('is told of in the guide', async () => {
  const guide = readFileSync(join(__dirname, '../../../docs/undo.md'), 'utf8');
  const [, document] = /```graphql\n([^`]*)```/.exec(guide)!;
  const operation = await operated('setRooms', { where: {}, disabled: true });
  const asked = document!.replace(/operation: "[^"]*"/, `operation: "${operation}"`);
  const message =
    '2 users who are let into these rooms can not enter rooms yet: their policies do not enable Persistent Chat.';
  expect(await organisation.data(asked)).toMatchObject({
    revert: { succeeded: 4, failed: 0, warnings: [{ message }] },
  });
});
