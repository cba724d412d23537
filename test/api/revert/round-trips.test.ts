import { TestOrganisation } from '../../support/described-organisation';
import { scene } from './scene';
import { entriesOf, everything, operate, revert } from './undo';

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(scene);
});
beforeEach(() => organisation.reset());

const GENERAL = { category: { name: { eq: 'General' } }, pool: { fqdn: { eq: 'red.litwareinc.com' } } };
const RED = 'red.litwareinc.com';

const CHANGES: [mutation: string, input: object][] = [
  ['newRoom', { name: 'Porch', category: `${RED}\\General`, description: 'New' }],
  ['setRoom', { identity: 'Lobby', name: 'Foyer', description: 'Elsewhere', privacy: 'OPEN', disabled: true }],
  ['setRoom', { identity: 'Lobby', addin: 'Map', invitations: 'FALSE' }],
  ['setRoom', { identity: 'Lobby', addin: null, members: { replace: ['Cid'] }, managers: { add: ['Ann'] } }],
  ['setRoom', { identity: 'Lobby', members: null }],
  ['setRoom', { identity: 'Stage', type: 'NORMAL' }],
  ['setRoom', { identity: 'Stage', members: { remove: ['Cid'] } }],
  ['setRoom', { identity: 'Square', type: 'AUDITORIUM', presenters: { add: ['Mia'] } }],
  ['setRoom', { identity: 'Lobby', category: 'Science', force: true }],
  ['removeRoom', { identity: 'Lobby' }],
  ['removeRoom', { identity: 'Stage' }],
  ['setRooms', { where: GENERAL, disabled: true, managers: { add: ['Cid'] } }],
  ['setRooms', { where: GENERAL, members: { replace: ['Cid'] } }],
  ['setRooms', { where: GENERAL, category: 'Science', force: true }],
  ['removeRooms', { where: {} }],
  ['newCategory', { name: 'Fresh', pool: RED, description: 'New' }],
  ['setCategory', { identity: 'Science', name: 'Research', description: 'Labs', invitations: false }],
  [
    'setCategory',
    { identity: 'Empty', allowedMembers: { replace: ['Lab'] }, deniedMembers: null, creators: { replace: ['Eve'] } },
  ],
  ['setCategory', { identity: 'Science', allowedMembers: { remove: ['Mia'] }, deniedMembers: { add: ['Eve'] } }],
  ['removeCategory', { identity: 'Empty' }],
  ['setCategories', { where: {}, fileUpload: true, deniedMembers: { add: ['Cid'] } }],
  ['removeCategories', { where: { name: { eq: 'General' }, pool: { fqdn: { eq: 'atl.litwareinc.com' } } } }],
  ['newAddin', { name: 'Clock', url: 'https://clock.litwareinc.com/', pool: RED }],
  ['setAddin', { identity: 'Wiki', name: 'Pages', url: 'https://pages.litwareinc.com/' }],
  ['setAddins', { where: {}, url: 'https://moved.litwareinc.com/' }],
  ['removeAddin', { identity: 'Map' }],
  ['removeAddin', { identity: 'Wiki', force: true }],
  ['removeAddins', { where: {}, force: true }],
  ['newPolicy', { identity: 'site:Dublin', enablePersistentChat: false }],
  ['setPolicy', { identity: 'Loud', description: 'Louder', enablePersistentChat: false }],
  ['setPolicies', { where: {}, enablePersistentChat: false, description: 'Off' }],
  ['removePolicy', { identity: 'site:Redmond' }],
  ['removePolicy', { identity: 'Quiet', force: true }],
  ['removePolicy', { identity: 'global' }],
  ['removePolicies', { where: {}, force: true }],
  ['grantPolicy', { identity: 'Ann', policy: 'Quiet' }],
  ['grantPolicy', { identity: 'Bob', policy: null }],
  ['grantPolicies', { where: { kind: { eq: 'USER' } }, policy: 'Loud' }],
  ['setPoolState', { identity: RED, state: 'FAILED_OVER' }],
  ['setPoolStates', { where: {}, state: 'FAILED_OVER', onError: 'CONTINUE' }],
  [
    'setActiveServers',
    { identity: RED, activeServers: { add: ['red-3.litwareinc.com'], remove: ['red-1.litwareinc.com'] } },
  ],
  ['setActiveServers', { identity: RED, swap: true }],
  ['newConfiguration', { identity: 'site:Redmond', defaultChatHistory: 50 }],
  ['setConfiguration', { defaultChatHistory: 99, roomManagementUrl: 'https://rooms.litwareinc.com/' }],
  ['newComplianceConfiguration', { identity: 'site:Redmond', adapterName: 'Archive', runInterval: '01:00:00' }],
  ['setComplianceConfiguration', { adapterName: 'Archive', runInterval: '1.00:00:00', addUserDetails: true }],
  ['newEndpoint', { sipAddress: 'sip:rooms@litwareinc.com', pool: RED }],
];

/** What has to be there first. */
const PREPARED: [first: [mutation: string, input: object], mutation: string, input: object][] = [
  [
    ['newConfiguration', { identity: 'site:Redmond', defaultChatHistory: 50 }],
    'removeConfiguration',
    { identity: 'site:Redmond' },
  ],
  [
    ['newConfiguration', { identity: `service:PersistentChatServer:${RED}`, maxFileSizeKB: 4_000_000_000 }],
    'removeConfigurations',
    { where: {} },
  ],
  [['setConfiguration', { defaultChatHistory: 77 }], 'removeConfiguration', { identity: 'global' }],
  [
    ['newComplianceConfiguration', { identity: 'site:Redmond', adapterOutputDirectory: '/var/compliance/red' }],
    'setComplianceConfigurations',
    { where: {}, addChatRoomDetails: true, runInterval: '12:00:00' },
  ],
  [
    ['newComplianceConfiguration', { identity: 'site:Redmond', adapterOutputDirectory: '/var/compliance/red' }],
    'removeComplianceConfiguration',
    { identity: 'site:Redmond' },
  ],
  [
    ['newEndpoint', { sipAddress: 'sip:rooms@litwareinc.com', pool: RED, displayName: 'Rooms' }],
    'removeEndpoint',
    { identity: 'sip:rooms@litwareinc.com' },
  ],
];

it.each(CHANGES)('undoes %s %j, and does it again', (mutation, input) => thereAndBack(mutation, input));

it.each(PREPARED)('after %j undoes %s %j, and does it again', async (first, mutation, input) => {
  const before = await everything(organisation);
  const operation = await operate(organisation, ...first);
  await thereAndBack(mutation, input);
  await revert(organisation, { operation, force: true });
  expect(await everything(organisation)).toEqual(before);
});

async function thereAndBack(mutation: string, input: object): Promise<void> {
  const before = await everything(organisation);
  const operation = await operate(organisation, mutation, input);
  const after = await everything(organisation);
  expect(after).not.toEqual(before);

  const undone = await revert(organisation, { operation });
  expect(undone).toMatchObject({ failed: 0 });
  expect(await everything(organisation)).toEqual(before);

  // What opens a room to its category has to be meant each time.
  const redone = await revert(organisation, { operation: undone.operationId, force: true });
  expect(redone).toMatchObject({ failed: 0, succeeded: undone.succeeded });
  expect(await everything(organisation)).toEqual(after);

  await revert(organisation, { operation: redone.operationId });
  expect(await everything(organisation)).toEqual(before);

  const entries = await entriesOf(organisation, operation);
  const undoing = await entriesOf(organisation, undone.operationId);
  expect(undoing.map(({ operation: mutation, reverts }) => [mutation, reverts?.id])).toEqual(
    expect.arrayContaining(entries.map(({ id }) => ['revert', id])),
  );
  expect(undoing).toHaveLength(entries.length);
}
