import { syncNow } from '../../../src/directory/sync/sync-now';
import { directoryOf, domain, guid } from '../../support/directory';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { insertSite } from '../../support/sites';

const person = (n: number, displayName: string, physicalDeliveryOfficeName: string | null) => ({
  dn: `CN=${displayName},${domain}`,
  objectClass: 'user',
  objectGUID: guid(n),
  displayName,
  physicalDeliveryOfficeName,
});

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
  await gateway.store.write(async (tx) => {
    for (const name of ['Zürich', 'Redmond']) await insertSite(tx, name);
  });
  const group = { ...person(5, 'Team', 'Redmond'), objectClass: 'group' };
  const people = [
    person(1, 'Ann', 'Redmond'),
    person(2, 'Bob', 'ZU\u0308RICH'),
    person(3, 'Cleo', 'Oslo'),
    person(4, 'Dan', null),
  ];
  await syncNow(
    gateway.store,
    directoryOf([{ dn: domain, objectClass: 'domainDNS', objectGUID: guid(9), dc: 'litware' }, ...people, group]),
  );
});

async function sites(variables: object): Promise<unknown[]> {
  const query = `query Sites($filter: String, $ldapFilter: String) {
    principals(filter: $filter, ldapFilter: $ldapFilter) { nodes { displayName siteName site { name } } }
  }`;
  const { data, errors } = await gateway.graphql<{
    principals: { nodes: { displayName: string; siteName: string | null; site: { name: string } | null }[] };
  }>(query, variables);
  expect(errors).toBeUndefined();
  return data!.principals.nodes.map(({ displayName, siteName, site }) => [displayName, siteName, site && site.name]);
}

const ann = ['Ann', 'Redmond', 'Redmond'];
const bob = ['Bob', 'ZU\u0308RICH', 'Zürich'];
const cleo = ['Cleo', 'Oslo', null];
const dan = ['Dan', null, null];
const litware = ['litware', null, null];
const team = ['Team', null, null];

describe('the site of a principal', () => {
  it('is the one of the topology whose name the directory gives a user, whatever its case', async () => {
    expect(await sites({})).toEqual([ann, bob, cleo, dan, litware, team]);
  });

  it.each([
    ["Site -eq 'zürich'", [bob]],
    ["Site -eq 'zurich'", []],
    ["Site -like '*o*'", [ann, cleo]],
    ['Site -ne $null', [ann, bob, cleo]],
    ["Site -ne 'Redmond' -and Kind -eq 'user'", [bob, cleo, dan]],
  ])('is asked for by %s', async (filter, expected) => {
    expect(await sites({ filter })).toEqual(expected);
  });

  it.each([
    ['(physicalDeliveryOfficeName=REDMOND)', [ann]],
    ['(|(physicalDeliveryOfficeName=oslo)(physicalDeliveryOfficeName=z*))', [bob, cleo]],
    ['(&(objectClass=user)(!(physicalDeliveryOfficeName=*)))', [dan]],
  ])('is asked for by %s', async (ldapFilter, expected) => {
    expect(await sites({ ldapFilter })).toEqual(expected);
  });

  it('takes one statement for all principals of a page', async () => {
    const query = 'query ($first: Int!) { principals(first: $first) { nodes { site { name } } } }';
    const statements = (first: number) => gateway.statementsOf(() => gateway.graphql(query, { first }));
    const one = await statements(1);
    expect(await statements(6)).toHaveLength(one.length);
    expect(one.filter((statement) => statement.includes('sites'))).toHaveLength(1);
  });
});
