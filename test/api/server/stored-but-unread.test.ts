import { getNamedType, isObjectType } from 'graphql';

import { ErrorCode, GatewayError } from '../../../src/errors';
import { committedSchema } from '../../support/committed-schema';
import { startTestGateway, type TestGateway } from '../../support/gateway';

const POOL = 'red-cs-001.litwareinc.com';
const GONE = new GatewayError(ErrorCode.UNAVAILABLE, "The database can't be reached at present.");

/** Mutations that answer with the thing that they were about, and what selects it; each leaves the others their things. */
const MUTATIONS = {
  newAddin: ['newAddin(input: { name: "Wiki", url: "https://wiki.litwareinc.com/", pool: "POOL" })', 'addin { name }'],
  setAddin: ['setAddin(input: { identity: "Network Map", url: "https://map.litwareinc.com/" })', 'addin { url }'],
  newCategory: ['newCategory(input: { name: "Sports", pool: "POOL" })', 'category { name }'],
  setCategory: ['setCategory(input: { identity: "Trading", description: "Desks" })', 'category { description }'],
  newRoom: ['newRoom(input: { name: "Lost and Found", category: "Trading" })', 'room { name }'],
  setRoom: ['setRoom(input: { identity: "Equities", description: "Shares" })', 'room { description }'],
  newEndpoint: [
    'newEndpoint(input: { sipAddress: "sip:endpoint@litwareinc.com", pool: "POOL" })',
    'endpoint { sipAddress }',
  ],
  newPolicy: ['newPolicy(input: { identity: "tag:Guests", enablePersistentChat: false })', 'policy { identity }'],
  setPolicy: ['setPolicy(input: { identity: "NoPersistentChat", description: "None" })', 'policy { identity }'],
  grantPolicy: [
    'grantPolicy(input: { identity: "sip:kenmyer@litwareinc.com", policy: "NoPersistentChat" })',
    'principal { displayName }',
  ],
  newConfiguration: [
    'newConfiguration(input: { identity: "site:Atlanta", defaultChatHistory: 9 })',
    'configuration { identity }',
  ],
  setConfiguration: ['setConfiguration(input: { defaultChatHistory: 8 })', 'configuration { identity }'],
  newComplianceConfiguration: [
    'newComplianceConfiguration(input: { identity: "site:Redmond" })',
    'complianceConfiguration { identity }',
  ],
  setComplianceConfiguration: [
    'setComplianceConfiguration(input: { addChatRoomDetails: true })',
    'complianceConfiguration { identity }',
  ],
  setPoolState: ['setPoolState(input: { identity: "POOL", state: FAILED_OVER })', 'pool { state }'],
  setActiveServers: [
    'setActiveServers(input: { identity: "POOL", activeServers: { add: ["red-cs-srv4.litwareinc.com"] } })',
    'pool { fqdn }',
  ],
  newToken: ['newToken(input: { name: "Second", role: VIEWER })', 'accessToken { name }'],
  revokeToken: ['revokeToken(input: { id: "TOKEN" })', 'accessToken { revokedAt }'],
} as const;

let gateway: TestGateway;
let token: string;
let recorded = false;
let lost = false;

/** Loses the database for reading as soon as a change with its audit entry is stored. */
function onStatement(statement: string): void {
  if (!lost) return;
  if (statement.startsWith('INSERT INTO audit_entries')) recorded = true;
  else if (recorded && statement.startsWith('SELECT')) throw GONE;
}

beforeAll(async () => {
  gateway = await startTestGateway({ directory: { source: 'sample' }, onStatement });
  const { data } = await gateway.graphql<{ newToken: { accessToken: { id: string } } }>(
    'mutation { newToken(input: { name: "First", role: VIEWER }) { accessToken { id } } }',
  );
  token = data!.newToken.accessToken.id;
});
beforeEach(() => {
  recorded = false;
  lost = true;
});
afterEach(() => {
  lost = false;
});

it.each(Object.entries(MUTATIONS))(
  'tells of a stored %s what became of it where the thing can no longer be read',
  async (name, [mutation, selection]) => {
    const field = selection.split(' ')[0]!;
    const { data, errors } = await gateway.graphql(
      `mutation { ${mutation.replace('POOL', POOL).replace('TOKEN', token)} { operationId changes { path } ${selection} } }`,
    );
    expect(data).toEqual({
      [name]: { operationId: expect.stringMatching(/^[\da-f-]{36}$/), changes: expect.anything(), [field]: null },
    });
    expect(errors).toMatchObject([{ message: GONE.message, path: [name, field], extensions: { code: 'UNAVAILABLE' } }]);
    expect((data![name] as { changes: object[] }).changes).not.toEqual([]);
  },
);

it('reads nothing that is not selected', async () => {
  const { data, errors } = await gateway.graphql(
    'mutation { setAddin(input: { identity: "Litware Portal", name: "Portal" }) { operationId changes { path } } }',
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    setAddin: { operationId: expect.stringMatching(/^[\da-f-]{36}$/), changes: [{ path: 'name' }] },
  });
});

it('is tried with every mutation that answers with the thing that it was about', () => {
  const node = committedSchema.getType('Node');
  const things = Object.values(committedSchema.getMutationType()!.getFields()).filter(({ type }) => {
    const payload = getNamedType(type);
    const fields = isObjectType(payload) ? Object.values(payload.getFields()) : [];
    return fields.some(({ name, type }) => {
      const thing = getNamedType(type);
      return name !== 'auditEntry' && isObjectType(thing) && thing.getInterfaces().includes(node as never);
    });
  });
  // The sample has no directory to sync with.
  expect(things.map(({ name }) => name).sort()).toEqual([...Object.keys(MUTATIONS), 'syncDirectory'].sort());
});
