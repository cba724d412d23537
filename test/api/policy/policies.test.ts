import { TestOrganisation } from '../../support/described-organisation';
import { offices, TENANT } from './offices';

const POLICY = `query Policy($identity: String, $id: ID, $tenant: UUID, $localStore: Boolean) {
  policy(identity: $identity, id: $id, tenant: $tenant, localStore: $localStore) {
    identity scope description enablePersistentChat tenantId version site { name }
  }
}`;

const POLICIES = `query Policies($filter: String, $where: PolicyFilter, $order: PolicyOrder, $first: Int, $after: String) {
  policies(filter: $filter, where: $where, order: $order, first: $first, after: $after) {
    totalCount
    nodes { identity }
    pageInfo { endCursor hasNextPage }
  }
}`;

interface Page {
  policies: {
    totalCount: number;
    nodes: { identity: string }[];
    pageInfo: { endCursor: string; hasNextPage: boolean };
  };
}

const ALL = ['global', 'site:Redmond', 'Écoles', 'Interns', 'Sales'];

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(offices);
});

async function found(variables: object, as?: string): Promise<string[]> {
  const { policies } = await organisation.data<Page>(POLICIES, variables, as);
  expect(policies.totalCount).toBe(policies.nodes.length);
  return policies.nodes.map(({ identity }) => identity);
}

describe('a policy', () => {
  const policy = async (variables: object, as?: string) =>
    (await organisation.data<{ policy: object }>(POLICY, variables, as)).policy;

  it.each(['site:Redmond', 'SITE:redmond'])('is found by %s', async (identity) => {
    expect(await policy({ identity })).toEqual({
      identity: 'site:Redmond',
      scope: 'SITE',
      description: 'Until the move',
      enablePersistentChat: false,
      tenantId: null,
      version: 1,
      site: { name: 'Redmond' },
    });
  });

  it.each([
    ['global', 'global', 'GLOBAL'],
    ['Global', 'global', 'GLOBAL'],
    ['tag:sales', 'Sales', 'USER'],
    ['E\u0301COLES', 'Écoles', 'USER'],
  ])('is found by %s', async (identity, shown, scope) => {
    expect(await policy({ identity })).toMatchObject({ identity: shown, scope, site: null });
  });

  it('is found by its id, and by everybody who is signed in', async () => {
    const id = await organisation.globalId('Policy', 'Interns');
    expect(await policy({ id, localStore: true }, 'Ann')).toMatchObject({ identity: 'Interns', tenantId: TENANT });
    expect(await organisation.data('query ($id: ID!) { node(id: $id) { __typename id } }', { id }, 'viewer')).toEqual({
      node: { __typename: 'Policy', id },
    });
  });

  it('is found by its tenant, and by no other', async () => {
    const tenant = TENANT.toUpperCase();
    expect(await policy({ identity: 'Interns', tenant })).toMatchObject({ identity: 'Interns' });
    expect(await organisation.refusal(POLICY, { identity: 'Sales', tenant })).toMatchObject({
      code: 'NOT_FOUND',
      parameter: 'tenant',
      message: `The policy "Sales" was made for no tenant, not for ${TENANT}.`,
    });
  });

  it.each([
    [{ identity: 'Nobody' }, 'NOT_FOUND', 'identity', 'There is no policy "Nobody".'],
    [{ identity: 'site:Oslo' }, 'NOT_FOUND', 'identity', 'There is no policy "site:Oslo".'],
    [
      { identity: 'service:PersistentChatServer:red.litwareinc.com' },
      'BAD_USER_INPUT',
      'identity',
      '"service:PersistentChatServer:red.litwareinc.com" is no identity of policies: they are known by "global", "site:NAME" or a name.',
    ],
    [{ identity: 'site:' }, 'BAD_USER_INPUT', 'identity', '"site:" names nothing.'],
    [{}, 'BAD_USER_INPUT', 'identity', 'Say which one is meant, by "identity" or by "id".'],
  ])('is not found by %j', async (variables, code, parameter, message) => {
    expect(await organisation.refusal(POLICY, variables)).toEqual({
      code,
      parameter,
      message,
      cmdlet: 'Get-CsPersistentChatPolicy',
    });
  });
});

describe('the policies', () => {
  it('are listed for every signed-in caller: the global one, those of sites, and those to be granted', async () => {
    for (const as of ['administrator', 'viewer', 'Ann']) expect(await found({}, as)).toEqual(ALL);
    expect(await organisation.gateway.graphql(POLICIES, {}, { as: null })).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it.each([
    ['*', ALL],
    ['site:*', ['site:Redmond']],
    ['SITE:?edmond', ['site:Redmond']],
    ['tag:*', ['Écoles', 'Interns', 'Sales']],
    ['tag:?nterns', ['Interns']],
    ['t*', []],
    ['*e*', ['site:Redmond', 'Écoles', 'Interns', 'Sales']],
    ['É*', ['Écoles']],
    ['E*', []],
    ['global', ['global']],
    ['s*', ['site:Redmond', 'Sales']],
    ['sal_s', []],
  ])('are filtered by %j', async (filter, identities) => {
    expect(await found({ filter })).toEqual(identities);
  });

  it.each([
    [{ enablePersistentChat: { eq: true } }, ['global', 'Écoles', 'Sales']],
    [{ scope: { eq: 'USER' } }, ['Écoles', 'Interns', 'Sales']],
    [{ scope: { in: ['GLOBAL', 'SITE'] } }, ['global', 'site:Redmond']],
    [{ identity: { eq: 'Tag:Sales' } }, ['Sales']],
    [{ identity: { in: ['sales', 'GLOBAL', 'site:redmond', 'nothing'] } }, ['global', 'site:Redmond', 'Sales']],
    [{ identity: { ne: 'Sales' } }, ['global', 'site:Redmond', 'Écoles', 'Interns']],
    [{ identity: { like: 'tag:*s' } }, ['Écoles', 'Interns', 'Sales']],
    [{ identity: { like: 'i*', ne: 'interns' } }, []],
    [{ identity: {} }, ALL],
    [{ description: { like: '*move' } }, ['site:Redmond']],
    [{ site: { name: { eq: 'redmond' } } }, ['site:Redmond']],
    [{ not: { site: {} } }, ['global', 'Écoles', 'Interns', 'Sales']],
    [{ tenantId: { eq: TENANT.toUpperCase() } }, ['Interns']],
    [{ tenantId: { isNull: true }, scope: { eq: 'USER' } }, ['Écoles', 'Sales']],
    [{ createdAt: { lt: '2026-01-01T00:00:00Z' } }, []],
  ])('are found where %j', async (where, identities) => {
    expect(await found({ where })).toEqual(identities);
  });

  it('are ordered, and paged through', async () => {
    expect(await found({ order: { field: 'IDENTITY', direction: 'DESC' } })).toEqual(ALL.toReversed());
    const first = await organisation.data<Page>(POLICIES, { first: 3 });
    expect(first.policies.pageInfo.hasNextPage).toBe(true);
    const next = await organisation.data<Page>(POLICIES, { first: 3, after: first.policies.pageInfo.endCursor });
    expect([...first.policies.nodes, ...next.policies.nodes].map(({ identity }) => identity)).toEqual(ALL);
    expect(next.policies.pageInfo.hasNextPage).toBe(false);
  });

  it.each([
    [{ where: { identity: null } }, 'where.identity'],
    [{ where: { identity: { like: null } } }, 'where.identity.like'],
    [{ where: { identity: { eq: null } } }, 'where.identity.eq'],
    [{ where: { site: null } }, 'where.site'],
    [{ filter: 'x'.repeat(1_025) }, 'filter'],
  ])('are not found by %j', async (variables, parameter) => {
    expect(await organisation.refusal(POLICIES, variables)).toMatchObject({ code: 'BAD_USER_INPUT', parameter });
  });
});
