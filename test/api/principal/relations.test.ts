import { syncNow } from '../../../src/directory/sync/sync-now';
import { directoryOf, domain, guid, type TestEntry } from '../../support/directory';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { smallDirectory } from './directory';

const NODES = 'totalCount nodes { displayName }';
const RELATIONS = `query Relations($identity: String) {
  principal(identity: $identity) {
    container { displayName }
    containers { displayName }
    groups { ${NODES} }
    allGroups: groups(all: true) { ${NODES} }
    members { ${NODES} }
    allMembers: members(all: true) { ${NODES} }
  }
}`;

interface List {
  totalCount: number;
  nodes: { displayName: string }[];
}
type Relation = 'groups' | 'allGroups' | 'members' | 'allMembers';
interface Relations {
  principal: { container: { displayName: string } | null; containers: { displayName: string }[] } & Record<
    Relation,
    List
  >;
}

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
  await syncNow(gateway.store, directoryOf(smallDirectory));
});

function names({ totalCount, nodes }: List): string {
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ displayName }) => displayName).join();
}

it.each([
  ['Ann Beebe', 'Sales,People,litwareinc', 'Sales Team', 'Everybody,Sales Floor,Sales Team', '', ''],
  ['Zoë Lind', 'Users,litwareinc', 'Circle One', 'Circle One,Circle Two', '', ''],
  ['Partner', 'People,litwareinc', '', '', '', ''],
  [
    'Everybody',
    'Groups,litwareinc',
    '',
    '',
    'IT Team,Sales Team',
    'Ann Beebe,Bob Kelly,Cleo Marsh,Dan Park,Eve Novak,IT Team,Sales Team',
  ],
  ['Sales Team', 'Groups,litwareinc', 'Everybody', 'Everybody', 'Ann Beebe,Bob Kelly', 'Ann Beebe,Bob Kelly'],
  ['Sales Floor', 'Groups,litwareinc', '', '', 'Sales', 'Ann Beebe,Bob Kelly,Sales,Sam Case'],
  ['Circle One', 'Groups,litwareinc', 'Circle Two', 'Circle Two', 'Circle Two,Zoë Lind', 'Circle Two,Zoë Lind'],
  ['Circle Two', 'Groups,litwareinc', 'Circle One', 'Circle One', 'Circle One', 'Circle One,Zoë Lind'],
  [
    'Sales',
    'People,litwareinc',
    'Sales Floor',
    'Sales Floor',
    'Ann Beebe,Bob Kelly,Sam Case',
    'Ann Beebe,Bob Kelly,Sam Case',
  ],
  [
    'People',
    'litwareinc',
    '',
    '',
    'Computing,Partner,Sales',
    'Ann Beebe,Bob Kelly,Cleo Marsh,Computing,Dan Park,Eve Novak,Partner,Sales,Sam Case,Sam Case',
  ],
])(
  'relates %s to its containers, groups and members',
  async (identity, containers, groups, allGroups, members, allMembers) => {
    const { data } = await gateway.graphql<Relations>(RELATIONS, { identity });
    const { principal } = data!;
    expect(principal.containers.map(({ displayName }) => displayName).join()).toBe(containers);
    expect(principal.container!.displayName).toBe(containers.split(',')[0]);
    expect(names(principal.groups)).toBe(groups);
    expect(names(principal.allGroups)).toBe(allGroups);
    expect(names(principal.members)).toBe(members);
    expect(names(principal.allMembers)).toBe(allMembers);
  },
);

it('ends at the domain, which everything stands below', async () => {
  const { data } = await gateway.graphql<Relations>(RELATIONS, { identity: domain });
  expect(data!.principal).toMatchObject({ container: null, containers: [], groups: { totalCount: 0 } });
  expect(names(data!.principal.members)).toBe('Groups,People,Users');
  expect(data!.principal.allMembers.totalCount).toBe(20);
});

it('pages through members in both directions; the cursors are those of the list of principals', async () => {
  const query = `query Page($first: Int, $after: String, $last: Int, $before: String) {
    principal(identity: "Everybody") { members(all: true, first: $first, after: $after, last: $last, before: $before) {
      nodes { displayName } pageInfo { endCursor startCursor hasNextPage hasPreviousPage }
    } }
  }`;
  const page = async (variables: object) => {
    const { data } = await gateway.graphql<{
      principal: { members: { nodes: { displayName: string }[]; pageInfo: { endCursor: string } } };
    }>(query, variables);
    const { nodes, pageInfo } = data!.principal.members;
    return { found: nodes.map(({ displayName }) => displayName).join(), ...pageInfo };
  };
  const first = await page({ first: 3 });
  expect(first).toMatchObject({ found: 'Ann Beebe,Bob Kelly,Cleo Marsh', hasNextPage: true, hasPreviousPage: false });
  const next = await page({ first: 3, after: first.endCursor });
  expect(next).toMatchObject({ found: 'Dan Park,Eve Novak,IT Team', hasNextPage: true, hasPreviousPage: true });
  expect(await page({ first: 3, after: next.endCursor })).toMatchObject({ found: 'Sales Team', hasNextPage: false });
  expect(await page({ last: 2, before: next.endCursor })).toMatchObject({
    found: 'Dan Park,Eve Novak',
    hasPreviousPage: true,
  });
  const { data } = await gateway.graphql<{ principals: { pageInfo: { endCursor: string } } }>(
    '{ principals(first: 5) { pageInfo { endCursor } } }',
  );
  expect(await page({ first: 1, after: data!.principals.pageInfo.endCursor })).toMatchObject({ found: 'Dan Park' });
});

it('takes the same statements for 1 principal and for 50', async () => {
  const staff: TestEntry[] = Array.from({ length: 50 }, (_, i) => ({
    dn: `CN=Clerk ${i},OU=Sales,OU=People,${domain}`,
    objectClass: 'user',
    objectGUID: guid(1000 + i),
    displayName: `A clerk ${i}`,
  }));
  const teams: TestEntry[] = staff.map(({ dn }, i) => ({
    dn: `CN=Team ${i},OU=Groups,${domain}`,
    objectClass: 'group',
    objectGUID: guid(2000 + i),
    displayName: `A team ${i}`,
    member: [dn, staff[(i * 7) % 50]!.dn, `CN=Team ${(i + 1) % 50},OU=Groups,${domain}`],
  }));
  await syncNow(gateway.store, directoryOf([...smallDirectory, ...staff, ...teams]));
  const query = `query Page($first: Int) { principals(first: $first, where: { displayName: { like: "a *" } }) { nodes {
    container { displayName } containers { displayName }
    groups(first: 5) { ${NODES} } allGroups: groups(all: true, first: 5) { ${NODES} }
    members(first: 5) { ${NODES} } allMembers: members(all: true, first: 5) { ${NODES} }
  } } }`;
  const ask = async (first: number) => {
    const answer = await gateway.graphql<{ principals: { nodes: object[] } }>(query, { first });
    expect(answer.errors).toBeUndefined();
    expect(answer.data!.principals.nodes).toHaveLength(first);
  };
  await ask(50);
  const one = await gateway.statementsOf(() => ask(1));
  const fifty = await gateway.statementsOf(() => ask(50));
  expect(fifty).toHaveLength(one.length);
  // The token, with the version of the directory, the page, the principals that it leads to.
  expect(fifty).toHaveLength(3);
});
