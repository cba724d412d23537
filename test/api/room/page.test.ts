import { resolvePrincipals } from '../../../src/directory/identity-resolver';
import { Role } from '../../../src/security/access-token.entity';
import { startTestGateway, type TestGateway } from '../../support/gateway';

const LISTS = ['members', 'managers', 'presenters']
  .map((list) => `${list}(first: 20) { totalCount nodes { displayName } }`)
  .join(' ');

/** All that a list of rooms may show of each. */
const BELONGINGS = `
  identity
  category { name identity pool { fqdn } }
  pool { fqdn site { name } }
  addin { name url }
  ${LISTS}`;

const ROOMS = `query Page($first: Int!) { page: rooms(first: $first) { totalCount nodes {
  ${BELONGINGS}
  eligiblePrincipals(first: 20) { totalCount nodes { displayName sipAddress } } } } }`;

const ROLES = `query Page($first: Int!) { page: rooms(first: $first, where: { type: { eq: AUDITORIUM } }) { totalCount nodes {
  managers: eligiblePrincipals(role: MANAGER, first: 20, kind: [USER]) { totalCount nodes { displayName } }
  presenters: eligiblePrincipals(role: PRESENTER, first: 20, kind: [USER]) { totalCount nodes { displayName } } } } }`;

const WALLS = `query Page($first: Int!) { page: rooms(first: $first) { totalCount nodes {
  category { eligiblePrincipals(first: 20, filter: "*a*") { totalCount nodes { displayName sipAddress } } } } } }`;

const FOUND = `query Page($first: Int!) { page: rooms(first: $first) { totalCount nodes { ${BELONGINGS} } } }`;

const HISTORIES = `query Page($first: Int!) { page: rooms(first: $first) { totalCount nodes {
  history(first: 5) { totalCount nodes { operation at } } category { history(first: 5) { totalCount } } } } }`;

describe('a page of rooms', () => {
  let gateway: TestGateway;
  let user: string;

  beforeAll(async () => {
    gateway = await startTestGateway({ directory: { source: 'sample' } });
    const [principal] = await resolvePrincipals(gateway.store.read, [
      { identity: 'sip:kenmyer@litwareinc.com', parameter: '' },
    ]);
    user = await gateway.token({ name: 'Ken', role: Role.USER, principal });
  });

  it.each([
    ['with all that belongs to the rooms', ROOMS, 50],
    ['with who is eligible in several roles', ROLES, 5],
    ['with who is inside the walls of their categories', WALLS, 50],
    ['with their history', HISTORIES, 50],
  ])('%s takes the same statements, at most 12, for 1 room and for many', async (_what, query, many) => {
    const one = await gateway.statementsOf(() => page(query, 1));
    const all = await gateway.statementsOf(() => page(query, many));
    expect(all.length).toBe(one.length);
    expect(all.length).toBeLessThanOrEqual(12);
  });

  it('takes no more statements for a user than for an administrator', async () => {
    const few = 8;
    const administrators = await gateway.statementsOf(() => page(FOUND, few));
    const users = await gateway.statementsOf(() => page(FOUND, few, user));
    expect(users.length).toBeLessThanOrEqual(administrators.length + 1);
    expect(users.length).toBeLessThanOrEqual(12);
  });

  async function page(query: string, first: number, as?: string): Promise<void> {
    const answer = await gateway.graphql<{ page: { nodes: unknown[] } }>(query, { first }, { as });
    expect(answer.errors).toBeUndefined();
    expect(answer.data!.page.nodes).toHaveLength(first);
  }
});
