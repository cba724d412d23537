import { TestOrganisation } from '../../support/described-organisation';
import { startTestGateway } from '../../support/gateway';
import { offices } from './offices';

interface Answer {
  principals: {
    nodes: {
      displayName: string;
      policy: { identity: string } | null;
      effectivePolicy: { source: string; policy: { identity: string } } | null;
    }[];
  };
}

const PRINCIPALS = `query Principals($where: PrincipalFilter) {
  principals(where: $where) {
    nodes { displayName policy { identity } effectivePolicy { source policy { identity } } }
  }
}`;

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(offices);
});

const principals = async (where: object = {}, as?: string) =>
  (await organisation.data<Answer>(PRINCIPALS, { where }, as)).principals.nodes;
const named = async (where: object) => (await principals(where)).map(({ displayName }) => displayName);

it('is the one granted, else that of the site, else the global one, for users only', async () => {
  const shown = (await principals({}, 'Ann')).map(({ displayName, policy, effectivePolicy }) => [
    displayName,
    policy?.identity ?? null,
    effectivePolicy && `${effectivePolicy.source} ${effectivePolicy.policy.identity}`,
  ]);
  expect(shown).toEqual([
    ['Ann', null, 'SITE site:Redmond'],
    ['Bob', 'Sales', 'GRANTED Sales'],
    ['Cleo', null, 'GLOBAL global'],
    ['Dan', null, 'GLOBAL global'],
    ['Eve', 'Sales', 'GRANTED Sales'],
    ['Fay', null, 'SITE site:Redmond'],
    ['Gus', null, 'SITE site:Redmond'],
    ['litwareinc', null, null],
    ['Partner', null, null],
    ['Team', null, null],
  ]);
});

it.each([
  [{ policy: {} }, ['Bob', 'Eve']],
  [{ policy: { identity: { eq: 'sales' } }, site: {} }, ['Bob']],
  [{ policy: { enablePersistentChat: { eq: false } } }, []],
  [{ not: { policy: {} }, kind: { eq: 'USER' } }, ['Ann', 'Cleo', 'Dan', 'Fay', 'Gus']],
  [{ effectivePolicy: { enablePersistentChat: { eq: false } } }, ['Ann', 'Fay', 'Gus']],
  [{ effectivePolicy: { enablePersistentChat: { eq: true } } }, ['Bob', 'Cleo', 'Dan', 'Eve']],
  [{ effectivePolicy: { scope: { eq: 'GLOBAL' } } }, ['Cleo', 'Dan']],
  [{ effectivePolicy: { site: { name: { eq: 'Redmond' } } } }, ['Ann', 'Fay', 'Gus']],
  [{ not: { effectivePolicy: {} } }, ['litwareinc', 'Partner', 'Team']],
  [{ site: { name: { like: 'red*' } } }, ['Ann', 'Bob', 'Fay', 'Gus']],
  [{ not: { site: {} }, kind: { eq: 'USER' } }, ['Dan', 'Eve']],
  [{ siteName: { eq: 'oslo' } }, ['Dan']],
  [{ siteName: { isNull: true }, kind: { eq: 'USER' } }, ['Eve']],
])('finds principals where %j', async (where, names) => {
  expect(await named(where)).toEqual(names);
});

it('leads from a policy to those to whom it is granted, and from a site to its policy', async () => {
  const query = `query ($where: PrincipalFilter) {
    policies { nodes { identity grantedTo(where: $where) { totalCount nodes { displayName } } } }
    sites { nodes { name policy { identity site { name } } } }
  }`;
  const none = (identity: string) => ({ identity, grantedTo: { totalCount: 0, nodes: [] } });
  const { policies, sites } = await organisation.data<Record<string, { nodes: object[] }>>(query, {
    where: { siteName: { isNull: true } },
  });
  expect(policies!.nodes).toEqual([
    none('global'),
    none('site:Redmond'),
    none('Écoles'),
    none('Interns'),
    { identity: 'Sales', grantedTo: { totalCount: 1, nodes: [{ displayName: 'Eve' }] } },
  ]);
  expect(sites!.nodes).toEqual([
    { name: 'Atlanta', policy: null },
    { name: 'Redmond', policy: { identity: 'site:Redmond', site: { name: 'Redmond' } } },
  ]);
});

it('takes as many statements for fifty principals as for one', async () => {
  const people = Array.from({ length: 50 }, (_, i) => `User ${i}`);
  const sites = ['Redmond', 'Atlanta', 'Oslo'];
  const many = await TestOrganisation.start({
    pools: {},
    directory: Object.fromEntries(people.map((name, i) => [name, { site: sites[i % 3] }])),
    sites: ['Atlanta'],
    policies: { 'site:Redmond': {}, 'site:Atlanta': {}, Sales: { grantedTo: people.slice(0, 9) } },
  });
  const query = `query ($first: Int) {
    principals(first: $first, where: { kind: { eq: USER } }) {
      nodes { policy { site { name } } effectivePolicy { source policy { identity grantedTo { totalCount } } } }
    }
  }`;
  const { gateway } = many;
  const one = await gateway.statementsOf(() => many.data(query, { first: 1 }));
  const fifty = await gateway.statementsOf(() => many.data(query, { first: 50 }));
  expect(fifty).toHaveLength(one.length);
});

it('is the global one in a fresh store, which does not enable Persistent Chat', async () => {
  const gateway = await startTestGateway();
  const { data } = await gateway.graphql('{ policies { nodes { identity scope enablePersistentChat version } } }');
  expect(data).toEqual({
    policies: { nodes: [{ identity: 'global', scope: 'GLOBAL', enablePersistentChat: false, version: 1 }] },
  });
});
