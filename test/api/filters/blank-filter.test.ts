import { TestOrganisation } from '../../support/described-organisation';

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start({
    directory: { Ann: {} },
    pools: { 'red.litwareinc.com': { categories: { Work: { allowed: ['Ann'], rooms: { Desk: {} } } } } },
  });
});

describe.each(['', ' \t'])('a filter of %j', (filter) => {
  it.each([
    'query ($filter: String) { rooms(filter: $filter) { totalCount } }',
    'query ($filter: String) { pools(filter: $filter) { totalCount } }',
    'query ($filter: String) { policies(filter: $filter) { totalCount } }',
    'query ($filter: String) { configurations(filter: $filter) { totalCount } }',
    'query ($filter: String) { complianceConfigurations(filter: $filter) { totalCount } }',
    'query ($filter: String) { category(identity: "Work") { eligiblePrincipals(filter: $filter) { totalCount } } }',
    'query ($filter: String) { room(identity: "Desk") { eligiblePrincipals(filter: $filter) { totalCount } } }',
  ])('is refused by %s, as it says neither all nor none', async (query) => {
    expect(await organisation.refusal(query, { filter })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'filter',
      message: '"filter" is blank, which says neither all nor none; leave it out where all are meant.',
    });
  });

  it.each(['principals', 'endpoints'])('is refused by %s, as a comparison is expected', async (list) => {
    const query = `query ($filter: String) { ${list}(filter: $filter) { totalCount } }`;
    expect(await organisation.refusal(query, { filter })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'filter',
    });
  });

  it('is refused in a change of many, whatever else says which are meant', async () => {
    const query = 'mutation ($input: SetRoomsInput!) { setRooms(input: $input) { succeeded } }';
    const input = { where: {}, filter, disabled: true };
    expect(await organisation.refusal(query, { input })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.filter',
    });
  });
});
