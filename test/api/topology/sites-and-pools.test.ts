import { toGlobalId } from '../../../src/graphql/node';
import { Role } from '../../../src/security/access-token.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { type Answer, startTestGateway, type TestGateway } from '../../support/gateway';

const SITE =
  'query Site($identity: String, $id: ID) { site(identity: $identity, id: $id) { id name pools { nodes { fqdn } } } }';
const POOL = `query Pool($identity: String, $id: ID) {
  pool(identity: $identity, id: $id, localStore: true) {
    id identity fqdn state primaryDatabase backupDatabase activeDatabase version site { name }
    servers { fqdn active state } activeServers { fqdn }
  }
}`;
const RED = 'red-cs-001.litwareinc.com';
const ATL = 'atl-cs-001.litwareinc.com';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ directory: { source: 'sample' } });
});

const found = (field: string, ...names: string[]) => ({
  data: { [field]: { totalCount: names.length, nodes: names.map((name) => ({ name })) } },
});

it('gives a site by its name, in any case, or its id', async () => {
  const redmond = await gateway.graphql<{ site: { id: string } }>(SITE, { identity: 'REDMOND' });
  expect(redmond).toEqual({
    data: { site: { id: expect.any(String), name: 'Redmond', pools: { nodes: [{ fqdn: RED }] } } },
  });
  expect(await gateway.graphql(SITE, { id: redmond.data!.site.id })).toEqual(redmond);
});

it('gives a pool with its servers by its name, in any case, or its id', async () => {
  const pool = await gateway.graphql<{ pool: { id: string } }>(POOL, { identity: RED.toUpperCase() });
  expect(pool).toEqual({
    data: {
      pool: {
        id: expect.any(String),
        identity: `PersistentChatServer:${RED}`,
        fqdn: RED,
        state: 'NORMAL',
        primaryDatabase: 'red-sql-001.litwareinc.com\\rtc',
        backupDatabase: 'red-sql-002.litwareinc.com\\rtc',
        activeDatabase: 'red-sql-001.litwareinc.com\\rtc',
        version: 1,
        site: { name: 'Redmond' },
        servers: [
          { fqdn: 'red-cs-srv1.litwareinc.com', active: true, state: 'NORMAL' },
          { fqdn: 'red-cs-srv2.litwareinc.com', active: true, state: 'NORMAL' },
          { fqdn: 'red-cs-srv3.litwareinc.com', active: true, state: 'NORMAL' },
          { fqdn: 'red-cs-srv4.litwareinc.com', active: false, state: 'NORMAL' },
        ],
        activeServers: [1, 2, 3].map((number) => ({ fqdn: `red-cs-srv${number}.litwareinc.com` })),
      },
    },
  });
  expect(await gateway.graphql(POOL, { id: pool.data!.pool.id })).toEqual(pool);
  for (const identity of [`PersistentChatServer:${RED}`, `SERVICE:persistentchatserver:${RED}`])
    expect(await gateway.graphql(POOL, { identity })).toEqual(pool);
});

it.each([
  [{}, ['Atlanta', 'Redmond']],
  [{ where: { name: { like: 'r*' } } }, ['Redmond']],
  [{ where: { not: { name: { in: ['REDMOND'] } } } }, ['Atlanta']],
  [{ order: { field: 'NAME', direction: 'DESC' } }, ['Redmond', 'Atlanta']],
])('lists the sites of %j', async (variables, names) => {
  const query = `query Sites($where: SiteFilter, $order: SiteOrder) { sites(where: $where, order: $order) { totalCount nodes { name } } }`;
  expect(await gateway.graphql(query, variables)).toEqual(found('sites', ...names));
});

it.each([
  [{}, [ATL, RED]],
  [{ where: { fqdn: { like: 'ATL*' } } }, [ATL]],
  [{ where: { state: { eq: 'FAILED_OVER' } } }, []],
  [{ where: { state: { in: ['NORMAL', 'FAILED_OVER'] } } }, [ATL, RED]],
  [{ where: { site: { name: { ne: 'atlanta' } } } }, [RED]],
  [{ order: { field: 'FQDN', direction: 'DESC' } }, [RED, ATL]],
  [{ where: { servers: { fqdn: { like: 'atl-cs-srv3*' }, active: { eq: false } } } }, [ATL]],
  [{ where: { servers: { fqdn: { like: 'atl-cs-srv3*' }, active: { eq: true } } } }, []],
  [{ where: { not: { servers: { fqdn: { eq: 'RED-CS-SRV1.litwareinc.com' } } } } }, [ATL]],
  [{ where: { servers: { state: { eq: 'FAILED_OVER' } } } }, []],
  [{ where: { primaryDatabase: { like: 'ATL-SQL*' } } }, [ATL]],
  [{ where: { backupDatabase: { isNull: true } } }, []],
  [{ filter: '*' }, [ATL, RED]],
  [{ filter: 'PersistentChatServer:RED*' }, [RED]],
  [{ filter: 'service:*:atl-cs-00?.litwareinc.com' }, [ATL]],
  [{ filter: 'atl*', where: { fqdn: { like: 'red*' } } }, []],
  [{ filter: 'cs' }, []],
])('lists the pools of %j', async (variables, names) => {
  const query = `query Pools($filter: String, $where: PoolFilter, $order: PoolOrder) { pools(filter: $filter, where: $where, order: $order) { totalCount nodes { name: fqdn } } }`;
  expect(await gateway.graphql(query, variables)).toEqual(found('pools', ...names));
});

it.each([
  [SITE, { identity: 'Paris' }, 'NOT_FOUND', 'identity', 'There is no site "Paris".'],
  [SITE, { id: toGlobalId('Site', 99) }, 'NOT_FOUND', 'id', `There is no site "${toGlobalId('Site', 99)}".`],
  [POOL, { identity: 'x.litwareinc.com' }, 'NOT_FOUND', 'identity', 'There is no pool "x.litwareinc.com".'],
  [POOL, { id: toGlobalId('Pool', 99) }, 'NOT_FOUND', 'id', `There is no pool "${toGlobalId('Pool', 99)}".`],
  [
    POOL,
    { id: toGlobalId('Site', 1) },
    'BAD_USER_INPUT',
    'id',
    `"${toGlobalId('Site', 1)}" is an id of the type Site, not of the type Pool.`,
  ],
  [POOL, {}, 'BAD_USER_INPUT', 'identity', 'Say which one is meant, by "identity" or by "id".'],
])('refuses %s with %j', async (query, variables, code, parameter, message) => {
  expect(await gateway.graphql(query, variables)).toMatchObject({
    errors: [{ message, extensions: { code, parameter } }],
  });
});

it('answers every signed-in caller', async () => {
  const principal = await gateway.store.read.findOneByOrFail(Principal, { sipKey: 'sip:kenmyer@litwareinc.com' });
  const user = await gateway.token({ name: 'Ken', role: Role.USER, principal });
  const query = '{ pools { nodes { fqdn site { name } servers { active } } } }';
  const answers: Answer<unknown>[] = [];
  for (const as of ['administrator', 'viewer', user]) answers.push(await gateway.graphql(query, {}, { as }));
  expect(answers[0]!.errors).toBeUndefined();
  expect(answers.slice(1)).toEqual([answers[0], answers[0]]);
  expect(await gateway.graphql(query, {}, { as: null })).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

it('takes one statement for the token, the sites, their pools, the sites of these, and the servers each', async () => {
  const query =
    '{ sites { nodes { name pools { nodes { fqdn activeDatabase site { name } servers { fqdn } activeServers { fqdn } } } } } }';
  expect(await gateway.statementsOf(() => gateway.graphql(query))).toHaveLength(5);
});

it('lists the domains of SIP addresses by name', async () => {
  expect(await gateway.graphql('{ sipDomains { name version } }')).toEqual({
    data: { sipDomains: [{ name: 'litwareinc.com', version: 1 }] },
  });
});
