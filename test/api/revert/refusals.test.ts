import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { toGlobalId } from '../../../src/graphql/node';
import { TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';
import { entriesOf, everything, operate, refusedRevert, revert } from './undo';

const RED = 'red.litwareinc.com';
const NOBODY = '00000000-0000-4000-8000-000000000000';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

const operated = (mutation: string, input: object) => operate(organisation, mutation, input);
const refused = (input: object, as?: string) => refusedRevert(organisation, input, as);
/** The audit entry of an operation, as an input. */
const entryOf = async (operation: string) => ({ auditEntry: (await entriesOf(organisation, operation))[0]!.id });

describe('what is asked for', () => {
  it('is an audit entry or an operation', async () => {
    const say = 'Say what to undo, by "auditEntry" or by "operation".';
    expect(await refused({})).toMatchObject({ code: 'BAD_USER_INPUT', parameter: 'input.auditEntry', message: say });
    expect(await refused({ auditEntry: toGlobalId('AuditEntry', 1), operation: NOBODY })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'Give "auditEntry" or "operation", not both.',
    });
  });

  it('is something that the audit trail has', async () => {
    const auditEntry = toGlobalId('AuditEntry', 123_456);
    expect(await refused({ auditEntry })).toMatchObject({
      code: 'NOT_FOUND',
      parameter: 'input.auditEntry',
      message: `The audit trail has no entry "${auditEntry}"; entries that were kept long enough are cleared away.`,
    });
    expect(await refused({ operation: NOBODY })).toMatchObject({
      code: 'NOT_FOUND',
      parameter: 'input.operation',
      message: `The audit trail has no operation "${NOBODY}"; entries that were kept long enough are cleared away.`,
    });
  });

  it('is an audit entry by its id, not another thing', async () => {
    const room = await organisation.globalId('Room', 'Lobby');
    expect(await refused({ auditEntry: room })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: `"${room}" is an id of the type Room, not of an audit entry.`,
    });
    expect(await refused({ auditEntry: 'x' })).toMatchObject({ code: 'BAD_USER_INPUT', parameter: 'input.auditEntry' });
  });

  it('is done for administrators only', async () => {
    const operation = await operated('setRoom', { identity: 'Lobby', description: 'Busy' });
    for (const as of ['viewer', 'Mia']) expect(await refused({ operation }, as)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a field that was changed since', () => {
  it('stays, and it is said what it is and who changed it', async () => {
    const operation = await operated('setRoom', { identity: 'Lobby', description: 'Busy', disabled: true });
    const later = await operated('setRoom', { identity: 'Lobby', description: 'Quiet' });
    const [{ id, at, actor }] = await trail(later);
    const message = `${RED}\\Lobby was changed since: its description is "Quiet" by now, set by setRoom of ${actor} at ${at}.`;
    expect(await refused(await entryOf(operation))).toEqual({
      code: 'CONFLICT',
      parameter: 'input.auditEntry',
      message,
      fields: [{ path: 'description', present: 'Quiet', changedBy: id }],
    });
    expect(await refused({ operation, force: true })).toMatchObject({ code: 'CONFLICT', parameter: 'input.operation' });
  });

  it('does not stand in the way of others', async () => {
    const operation = await operated('setRoom', { identity: 'Lobby', disabled: true });
    await operated('setRoom', { identity: 'Lobby', description: 'Quiet' });
    expect(await revert(organisation, { operation })).toMatchObject({ succeeded: 1, failed: 0 });
  });

  it('is nothing to object to where it is as it was before', async () => {
    const operation = await operated('setRoom', { identity: 'Lobby', description: 'Busy', disabled: true });
    await operated('setRoom', { identity: 'Lobby', description: 'Where all meet' });
    const { results } = await revert(organisation, { operation });
    expect(results.nodes[0]!.changes).toMatchObject([{ path: 'disabled', before: true, after: false }]);
  });
});

describe('a thing that is gone', () => {
  it('is not set back, and it is said who removed it', async () => {
    const operation = await operated('setRoom', { identity: 'Lobby', description: 'Busy' });
    const [{ at, actor }] = await trail(await operated('removeRoom', { identity: 'Lobby' }));
    expect(await refused(await entryOf(operation))).toMatchObject({
      code: 'CONFLICT',
      message: `${RED}\\Lobby is there no more: it was removed by removeRoom of ${actor} at ${at}.`,
    });
  });

  it('does not come back where its name is taken', async () => {
    const operation = await operated('removeRoom', { identity: 'Lobby' });
    await operated('newRoom', { name: 'lobby', category: `${RED}\\General` });
    expect(await refused(await entryOf(operation))).toMatchObject({
      code: 'ALREADY_EXISTS',
      parameter: 'input.auditEntry',
      message: `The name "Lobby" is taken: another room of the pool ${RED} has it.`,
    });
    const policy = await operated('removePolicy', { identity: 'Loud', force: true });
    await operated('newPolicy', { identity: 'tag:loud', enablePersistentChat: true });
    expect(await refused(await entryOf(policy))).toMatchObject({ code: 'ALREADY_EXISTS' });
  });

  it('does not come back where another has its output directory or its SIP address', async () => {
    const directory = { adapterOutputDirectory: '/var/compliance' };
    const made = await operated('newComplianceConfiguration', { identity: 'site:Redmond', ...directory });
    const removed = await operated('removeComplianceConfiguration', { identity: 'site:Redmond' });
    const taken = await operated('setComplianceConfiguration', directory);
    expect(await refused(await entryOf(removed))).toMatchObject({
      code: 'IN_USE',
      message: 'The output directory /var/compliance is that of global; each adapter has one of its own.',
    });
    for (const operation of [taken, removed, made]) await revert(organisation, { operation, force: true });

    const endpoint = { sipAddress: 'sip:rooms@litwareinc.com', pool: RED };
    await operated('newEndpoint', endpoint);
    const gone = await operated('removeEndpoint', { identity: endpoint.sipAddress });
    const again = await operated('newEndpoint', endpoint);
    expect(await refused(await entryOf(gone))).toMatchObject({
      code: 'ALREADY_EXISTS',
      message: 'The SIP address sip:rooms@litwareinc.com is taken: an endpoint has it.',
    });
    await revert(organisation, { operation: again });
  });

  it('does not come back without what it stood in', async () => {
    const operation = await operated('removeRoom', { identity: 'Bench' });
    await operated('removeCategory', { identity: 'Science' });
    expect(await refused({ operation })).toMatchObject({
      code: 'CONFLICT',
      failures: [
        {
          identity: `${RED}\\Bench`,
          message: `The category that ${RED}\\Bench was in is there no more.`,
          code: 'CONFLICT',
        },
      ],
    });
    const lobby = await operated('removeRoom', { identity: 'Lobby' });
    await operated('removeAddin', { identity: 'Wiki', force: true });
    expect(await refused(await entryOf(lobby))).toMatchObject({
      message: `The add-in that ${RED}\\Lobby had is there no more.`,
    });
  });

  it('does not come back from what was kept before rows were', async () => {
    const operation = await operated('removeRoom', { identity: 'Lobby' });
    await organisation.gateway.store.write((tx) => tx.update(AuditEntry, { nodeType: 'Room' }, { removedRow: null }));
    expect(await refused(await entryOf(operation))).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.auditEntry',
      message: `${RED}\\Lobby was removed before the gateway kept what it takes to make it again.`,
    });
  });
});

describe('an entry of a list', () => {
  it('does not come back where the wall keeps it out by now, but is left out with force', async () => {
    const operation = await operated('setRoom', { identity: 'Stage', members: { remove: ['Cid'] } });
    await operated('setCategory', { identity: `${RED}\\General`, deniedMembers: { add: ['Cid'] } });
    expect(await refused({ operation })).toMatchObject({ code: 'NOT_ELIGIBLE', parameter: 'input.operation' });
    const undone = await revert(organisation, { operation, force: true });
    expect(undone).toMatchObject({ succeeded: 1, operationId: null });
    expect(undone.warnings.map(({ code }) => code)).toEqual(['ENTRIES_DROPPED', 'ENTRIES_DROPPED', 'NOTHING_CHANGED']);
    expect(undone.warnings[0]!.message).toBe(
      'sip:cid@litwareinc.com did not come back to the members: the category does not allow them.',
    );
  });

  it('does not come back to a list that its room has no more', async () => {
    const operation = await operated('setRoom', { identity: 'Stage', presenters: { remove: ['Ann'] } });
    await operated('setRoom', { identity: 'Stage', type: 'NORMAL' });
    expect(await refused(await entryOf(operation))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'Stage is a Normal room: only an auditorium has presenters.',
    });
  });

  it('is not missed as a creator with force, where a category comes back', async () => {
    const operation = await operated('removeCategory', { identity: 'Empty' });
    const { Ann: _ann, ...others } = structuredClone(scene.directory);
    others.Team!.members = ['Bob'];
    await organisation.sync(others);
    expect(await refused(await entryOf(operation))).toMatchObject({ code: 'NOT_ELIGIBLE', reason: 'MISSING' });
    const undone = await revert(organisation, { operation, force: true });
    expect(undone.warnings).toMatchObject([{ code: 'ENTRIES_DROPPED' }, { code: 'WITHOUT_PERSISTENT_CHAT' }]);
    expect(await organisation.globalId('Category', 'Empty')).toBeDefined();
  });
});

describe('a thing that was made', () => {
  it('stays where it was changed since, but not with force', async () => {
    const operation = await operated('newRoom', { name: 'Porch', category: `${RED}\\General` });
    const [{ at, actor }] = await trail(await operated('setRoom', { identity: 'Porch', members: { add: ['Ann'] } }));
    expect(await refused(await entryOf(operation))).toMatchObject({
      code: 'CONFLICT',
      message: `${RED}\\Porch was changed since it was made, last by setRoom of ${actor} at ${at}; with "force" it is removed all the same.`,
    });
    expect(await revert(organisation, { operation, force: true })).toMatchObject({ succeeded: 1 });
  });

  it('stays where it is used, but not with force', async () => {
    const operation = await operated('newAddin', { name: 'Clock', url: 'https://clock.litwareinc.com/', pool: RED });
    await operated('setRoom', { identity: 'Square', addin: 'Clock' });
    expect(await refused(await entryOf(operation))).toMatchObject({ code: 'IN_USE', parameter: 'input.auditEntry' });
    const { operationId } = await revert(organisation, { operation, force: true });
    expect((await entriesOf(organisation, operationId)).map(({ kind, identity }) => [kind, identity])).toEqual([
      ['REMOVED', `${RED}\\Clock`],
      ['CHANGED', `${RED}\\Square`],
    ]);
  });

  it('stays where there are rooms in it, or users have it', async () => {
    const category = await operated('newCategory', { name: 'Fresh', pool: RED });
    await operated('newRoom', { name: 'Porch', category: `${RED}\\Fresh` });
    expect(await refused({ operation: category, force: true })).toMatchObject({ code: 'IN_USE' });
    const policy = await operated('newPolicy', { identity: 'Loudest', enablePersistentChat: true });
    await operated('grantPolicy', { identity: 'Ann', policy: 'Loudest' });
    expect(await refused({ operation: policy })).toMatchObject({ code: 'IN_USE' });
    const undone = await revert(organisation, { operation: policy, force: true });
    expect(undone.warnings).toMatchObject([{ code: 'POLICY_TAKEN_AWAY' }]);
  });
});

describe('what is never undone', () => {
  const entry = (nodeType: string, operation: string): AuditEntry =>
    Object.assign(new AuditEntry(), {
      ...{ id: 1, operationId: NOBODY, operation, at: new Date(), actor: 'desk', actorKey: 'desk' },
      ...{ requestId: 'r', nodeType, nodeId: 1, identity: 'Corp', identityKey: 'corp', changes: [] },
    });

  it.each([
    [
      'DirectorySync',
      'syncDirectory',
      'people and groups are changed in the directory, from where the next sync takes them',
    ],
    ['Pool', 'applyTopology', 'what the topology has is what its document says: change that, and apply it'],
    ['Site', 'applyTopology', 'what the topology has is what its document says: change that, and apply it'],
  ])('is the change of a %s by %s', async (type, operation, why) => {
    await organisation.gateway.store.write((tx) => tx.insert(AuditEntry, entry(type, operation) as object));
    expect(await refused({ auditEntry: toGlobalId('AuditEntry', 1) })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.auditEntry',
      message: `The change of Corp by ${operation} can't be undone here: ${why}.`,
    });
  });

  it('is the making of a token', async () => {
    const operation = await operated('newToken', { name: 'Night shift', role: 'VIEWER' });
    expect(await refused({ operation })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.operation',
      failures: [
        {
          message:
            "The change of Night shift by newToken can't be undone here: tokens are made and revoked by their own mutations, and no secret is given twice.",
        },
      ],
    });
  });

  it('is the change of a server without that of its pool', async () => {
    const operation = await operated('setPoolState', { identity: RED, state: 'FAILED_OVER' });
    const server = (await entriesOf(organisation, operation)).find(({ nodeType }) => nodeType === 'PoolServer')!;
    expect(await refused({ auditEntry: server.id })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.auditEntry',
      message: `${server.identity} changed with its pool: undo the change of that, or the operation.`,
    });
  });
});

describe('of many things', () => {
  const GENERAL = { category: { name: { eq: 'General' } } };

  it('all stay where one stands in the way, but for those that can with CONTINUE', async () => {
    const before = await everything(organisation);
    const operation = await operated('setRooms', { where: GENERAL, description: 'Closed' });
    await operated('setRoom', { identity: 'Stage', description: 'Open' });
    const { message, ...refusal } = await refused({ operation });
    expect(refusal).toMatchObject({ code: 'CONFLICT', failed: 1, parameter: 'input.operation' });
    expect(message).toMatch(
      /^Nothing was changed, because 1 of 3 can not be: red\.litwareinc\.com\\Stage: .* its description is "Open" by now/,
    );
    const undone = await revert(organisation, { operation, onError: 'CONTINUE' });
    expect(undone).toMatchObject({ succeeded: 2, failed: 1 });
    expect(undone.results.nodes.map(({ identity, error }) => [identity.split('\\')[1], error?.code])).toEqual([
      ['Stage', 'CONFLICT'],
      ['Lobby', undefined],
      ['Square', undefined],
    ]);
    const stage = { name: 'Stage' };
    const [was, is] = [before, await everything(organisation)].map(({ rooms }) => rooms!);
    expect(is!.filter(({ name }) => name !== stage.name)).toEqual(was!.filter(({ name }) => name !== stage.name));
  });

  it('grants of a policy that is gone stay taken away, and it is said why', async () => {
    const operation = await operated('grantPolicies', {
      where: { policy: { identity: { eq: 'Quiet' } } },
      policy: null,
    });
    await operated('removePolicy', { identity: 'Quiet' });
    expect(await refused({ operation })).toMatchObject({
      code: 'CONFLICT',
      failed: 2,
      failures: [{ message: 'The policy Quiet is there no more.' }, { message: 'The policy Quiet is there no more.' }],
    });
  });
});

async function trail(operationId: string): Promise<[{ id: string; at: string; actor: string }]> {
  const query = `query ($operationId: String!) {
    auditEntries(where: { operationId: { eq: $operationId } }, first: 1) { nodes { id at actor } }
  }`;
  const { auditEntries } = await organisation.data<{
    auditEntries: { nodes: [{ id: string; at: string; actor: string }] };
  }>(query, { operationId });
  return auditEntries.nodes;
}
