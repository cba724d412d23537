import { Principal } from '../../../src/directory/principal.entity';
import { Role } from '../../../src/security/access-token.entity';
import { TestOrganisation } from '../../support/described-organisation';

const SET = `mutation Set($input: SetRoomInput!) {
  setRoom(input: $input) { plan operationId auditEntry { actor token { name } principal { displayName } } }
}`;
const WHO = `query Who($where: AuditEntryFilter, $first: Int) {
  auditEntries(where: $where, first: $first) { nodes { reason actor token { role name } principal { displayName } } }
}`;
const ANNS_NAME = 'sip:ann@litwareinc.com';

interface SetRoom {
  setRoom: { plan: string | null; operationId: string | null; auditEntry: object | null };
}

let organisation: TestOrganisation;
let ann: string;
let annElsewhere: string;
let forger: string;
let namesake: string;

beforeAll(async () => {
  const rooms = { Lobby: { members: ['Ann'], managers: ['Ann'] } };
  organisation = await TestOrganisation.start({
    directory: { Ann: {}, Bob: {} },
    pools: { 'red.litwareinc.com': { categories: { General: { allowed: ['Ann'], rooms } } } },
  });
  const { gateway } = organisation;
  const principal = await gateway.store.read.findOneByOrFail(Principal, { id: organisation.principalId('Ann') });
  ann = await gateway.token({ name: 'Laptop', role: Role.USER, principal });
  annElsewhere = await gateway.token({ name: 'Phone', role: Role.USER, principal });
  forger = await gateway.token({ name: ANNS_NAME, role: Role.ADMINISTRATOR });
  namesake = await gateway.token({ name: ANNS_NAME, role: Role.ADMINISTRATOR });
});
beforeEach(() => organisation.reset());

async function set(as: string, input: object): Promise<SetRoom['setRoom']> {
  const variables = { input: { identity: 'Lobby', ...input } };
  const { data, errors } = await organisation.gateway.graphql<SetRoom>(SET, variables, { as });
  expect(errors).toBeUndefined();
  return data!.setRoom;
}

async function who(variables: object = {}, as?: string): Promise<object[]> {
  const { auditEntries } = await organisation.data<{ auditEntries: { nodes: object[] } }>(WHO, variables, as);
  return auditEntries.nodes;
}

describe('a token that is named like a principal', () => {
  const forged = { reason: 'Forged', actor: ANNS_NAME, token: { role: 'ADMINISTRATOR', name: ANNS_NAME } };
  const real = { reason: 'Real', actor: ANNS_NAME, principal: { displayName: 'Ann' } };

  beforeEach(async () => {
    await set(ann, { description: 'Of Ann', reason: 'Real' });
    await set(forger, { description: 'Of the forger', reason: 'Forged' });
  });

  it('is told apart from it', async () => {
    expect(await who()).toEqual([
      { ...forged, principal: null },
      { ...real, token: { role: 'USER', name: 'Laptop' } },
    ]);
  });

  it('is told apart by viewers too, who see no tokens', async () => {
    expect(await who({}, 'viewer')).toEqual([
      { ...forged, token: null, principal: null },
      { ...real, token: null },
    ]);
  });

  it('is not found by the principal', async () => {
    const reasons = async (where: object) => (await who({ where })).map((entry) => (entry as typeof real).reason);
    expect(await reasons({ actor: { eq: ANNS_NAME } })).toEqual(['Forged', 'Real']);
    for (const principal of [ANNS_NAME, 'Ann', 'CN=Ann,DC=litwareinc,DC=com']) {
      expect(await reasons({ principal })).toEqual(['Real']);
    }
    expect(await reasons({ not: { principal: 'Ann' } })).toEqual(['Forged']);
    expect(await reasons({ principal: 'Bob' })).toEqual([]);
  });
});

it('refuses a filter by a principal that there is not', async () => {
  expect(await organisation.refusal(WHO, { where: { or: [{ principal: 'Zed' }] } })).toMatchObject({
    code: 'NOT_FOUND',
    parameter: 'where.or[0].principal',
    message: '"Zed" names no principal of the directory.',
  });
});

it('tells users of themselves, and nothing of their tokens', async () => {
  expect((await set(ann, { description: 'Of Ann' })).auditEntry).toEqual({
    actor: ANNS_NAME,
    token: null,
    principal: { displayName: 'Ann' },
  });
});

it('says that the sign-in link had neither token nor principal', async () => {
  const { gateway } = organisation;
  const redeem = `mutation { redeemSignInCode(input: { code: "${gateway.signInCode()}" }) { expiresAt } }`;
  expect(await gateway.graphql(redeem, {}, { as: null })).not.toHaveProperty('errors');
  expect(await who()).toEqual([{ reason: null, actor: 'Sign-in link', token: null, principal: null }]);
});

it('takes the same statements for one entry as for the entries of many', async () => {
  const tokens = [ann, annElsewhere, await organisation.gateway.token({ name: 'Third', role: Role.ADMINISTRATOR })];
  for (const [i, token] of [...tokens, forger, namesake, ann].entries()) await set(token, { description: `Take ${i}` });
  const statements = (first: number) => organisation.gateway.statementsOf(() => who({ first }));
  expect(await who({ first: 6 })).toHaveLength(6);
  expect(await statements(6)).toHaveLength((await statements(1)).length);
});

describe('an idempotency key', () => {
  const change = { description: 'Once', idempotencyKey: 'key' };

  it.each([
    ['two tokens of one name', () => [forger, namesake]],
    ['a principal and a token that is named like it', () => [ann, forger]],
  ])('is not shared by %s', async (_, both) => {
    const [one, other] = both() as [string, string];
    const { operationId } = await set(one, change);
    const another = await set(other, { ...change, description: 'Another input' });
    expect(another.operationId).not.toBe(operationId);
    expect(await set(one, change)).toMatchObject({ operationId });
  });

  it('is shared by the tokens of one principal', async () => {
    const { operationId } = await set(ann, change);
    expect(await set(annElsewhere, change)).toMatchObject({ operationId });
  });
});

describe('a plan', () => {
  const change = { description: 'As planned' };

  it.each([
    ['two tokens of one name', () => [forger, namesake]],
    ['a principal and a token that is named like it', () => [ann, forger]],
  ])('is not shared by %s', async (_, both) => {
    const [one, other] = both() as [string, string];
    const { plan } = await set(one, { ...change, whatIf: true });
    const input = { identity: 'Lobby', ...change, confirm: plan };
    const before = await organisation.stored();
    const { errors } = await organisation.gateway.graphql(SET, { input }, { as: other });
    expect(errors).toMatchObject([{ extensions: { code: 'PLAN_STALE', parameter: 'input.confirm' } }]);
    expect(await organisation.stored()).toEqual(before);
    expect(await set(one, { ...change, confirm: plan })).toMatchObject({ operationId: expect.any(String) });
  });

  it('is shared by the tokens of one principal', async () => {
    const { plan } = await set(ann, { ...change, whatIf: true });
    expect(await set(annElsewhere, { ...change, confirm: plan })).toMatchObject({ operationId: expect.any(String) });
  });
});
