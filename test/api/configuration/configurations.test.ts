import { ConfiguredOrganisation } from '../../support/configured-organisation';
import { DAWN } from '../../support/described-organisation';

const SHOWN = `id identity scope version createdAt updatedAt site { name } pool { fqdn }
  defaultChatHistory maxFileSizeKB participantUpdateLimit roomManagementUrl`;
const CONFIGURATION = `query ($identity: String, $id: ID, $localStore: Boolean) {
  configuration(identity: $identity, id: $id, localStore: $localStore) { ${SHOWN} }
}`;
const CONFIGURATIONS = `query ($filter: String, $where: ConfigurationFilter, $order: ConfigurationOrder) {
  configurations(filter: $filter, where: $where, order: $order, localStore: true) { totalCount nodes { identity } }
}`;
const GLOBAL = 'global';
const REDMOND = 'site:Redmond';
const FIRST = 'service:PersistentChatServer:red-1.litwareinc.com';
const ATLANTA = 'service:PersistentChatServer:atl.litwareinc.com';

let scene: ConfiguredOrganisation;

beforeAll(async () => {
  scene = await ConfiguredOrganisation.start([
    [
      'newConfiguration',
      { identity: REDMOND, defaultChatHistory: 50, roomManagementUrl: 'https://Rooms.litwareinc.com/é' },
    ],
    ['newConfiguration', { identity: FIRST, maxFileSizeKB: 4_294_967_295, participantUpdateLimit: 0 }],
    ['newConfiguration', { identity: ATLANTA, defaultChatHistory: 500 }],
  ]);
});

const found = async (variables: object): Promise<string[]> => {
  const { configurations } = await scene.data<{
    configurations: { totalCount: number; nodes: { identity: string }[] };
  }>(CONFIGURATIONS, variables);
  expect(configurations.totalCount).toBe(configurations.nodes.length);
  return configurations.nodes.map(({ identity }) => identity);
};

describe('a configuration', () => {
  it('is global from the start, with the defaults', async () => {
    const { configuration } = await scene.data<{ configuration: object }>(CONFIGURATION, { identity: 'GLOBAL' });
    expect(configuration).toMatchObject({
      identity: GLOBAL,
      scope: 'GLOBAL',
      version: 1,
      site: null,
      pool: null,
      defaultChatHistory: 30,
      maxFileSizeKB: 20_000,
      participantUpdateLimit: 75,
      roomManagementUrl: null,
    });
  });

  it.each([
    [
      'site:REDMOND',
      {
        identity: REDMOND,
        scope: 'SITE',
        site: { name: 'Redmond' },
        pool: null,
        defaultChatHistory: 50,
        maxFileSizeKB: 20_000,
        participantUpdateLimit: 75,
        roomManagementUrl: 'https://Rooms.litwareinc.com/é',
      },
    ],
    [
      'Service:persistentchatserver:RED-1.litwareinc.com',
      {
        identity: FIRST,
        scope: 'SERVICE',
        site: null,
        pool: { fqdn: 'red-1.litwareinc.com' },
        defaultChatHistory: 30,
        maxFileSizeKB: 4_294_967_295,
        participantUpdateLimit: 0,
        roomManagementUrl: null,
      },
    ],
  ])('is found by %s, and by its id', async (identity, expected) => {
    const { configuration } = await scene.data<{ configuration: { id: string } }>(CONFIGURATION, { identity });
    const whole = { ...expected, version: 1, createdAt: DAWN.toISOString(), updatedAt: DAWN.toISOString() };
    expect(configuration).toEqual({ id: expect.any(String), ...whole });
    const { id } = configuration;
    expect(await scene.data(CONFIGURATION, { id, localStore: true })).toEqual({ configuration: { id, ...whole } });
    const node = `query ($id: ID!) { node(id: $id) { ... on Scoped { identity } ... on ServiceScoped { pool { fqdn } } } }`;
    expect(await scene.data(node, { id })).toEqual({ node: { identity: whole.identity, pool: whole.pool } });
  });

  it('may be read by everybody', async () => {
    for (const as of ['viewer', 'Ann']) {
      expect(await scene.data(CONFIGURATION, { identity: GLOBAL }, as)).toMatchObject({
        configuration: { version: 1 },
      });
    }
  });

  it.each([
    ['site:Atlanta', 'NOT_FOUND', 'There is no configuration "site:Atlanta".'],
    [
      'RedmondConfiguration',
      'BAD_USER_INPUT',
      '"RedmondConfiguration" is no identity of configurations: they are known by "global", "site:NAME" or "service:PersistentChatServer:FQDN".',
    ],
    [
      'tag:Redmond',
      'BAD_USER_INPUT',
      '"tag:Redmond" is no identity of configurations: they are known by "global", "site:NAME" or "service:PersistentChatServer:FQDN".',
    ],
    ['site:', 'BAD_USER_INPUT', '"site:" names nothing.'],
  ])('is not found by %s', async (identity, code, message) => {
    expect(await scene.refusal(CONFIGURATION, { identity })).toEqual({
      code,
      message,
      parameter: 'identity',
      cmdlet: 'Get-CsPersistentChatConfiguration',
    });
  });
});

describe('the list', () => {
  it.each([
    [{}, [GLOBAL, ATLANTA, FIRST, REDMOND]],
    [{ filter: 'site:*' }, [REDMOND]],
    [{ filter: 'service:*' }, [ATLANTA, FIRST]],
    [{ filter: '*RED*' }, [FIRST, REDMOND]],
    [{ filter: 'global' }, [GLOBAL]],
    [{ filter: 'nothing' }, []],
    [{ where: { defaultChatHistory: { gt: 30 } } }, [ATLANTA, REDMOND]],
    [{ where: { defaultChatHistory: { gte: 50, lt: 500 } } }, [REDMOND]],
    [{ where: { defaultChatHistory: { eq: 30 } } }, [GLOBAL, FIRST]],
    [{ where: { roomManagementUrl: { isNull: true } } }, [GLOBAL, ATLANTA, FIRST]],
    [{ where: { roomManagementUrl: { like: 'HTTPS://rooms.*É' } } }, [REDMOND]],
    [{ where: { maxFileSizeKB: { gt: 4_294_967_294 } } }, [FIRST]],
    [{ where: { participantUpdateLimit: { ne: 75 } } }, [FIRST]],
    [{ where: { scope: { in: ['GLOBAL', 'SITE'] } } }, [GLOBAL, REDMOND]],
    [{ where: { site: { name: { eq: 'redmond' } } } }, [REDMOND]],
    [{ where: { pool: { site: { name: { eq: 'Redmond' } } } } }, [FIRST]],
    [{ where: { not: { pool: {} } } }, [GLOBAL, REDMOND]],
    [{ where: { identity: { eq: 'SITE:redmond' } } }, [REDMOND]],
    [{ filter: 's*', where: { defaultChatHistory: { gt: 30 } } }, [ATLANTA, REDMOND]],
    [{ order: { field: 'IDENTITY', direction: 'DESC' } }, [REDMOND, FIRST, ATLANTA, GLOBAL]],
  ])('for %j has the right ones, in order', async (variables, identities) => {
    expect(await found(variables)).toEqual(identities);
  });

  it.each([
    [{ where: { maxFileSizeKB: { gt: -1 } } }, /-1 is not a valid UInt32/],
    [{ where: { maxFileSizeKB: { gt: 4_294_967_296 } } }, /4294967296 is not a valid UInt32/],
    [{ where: { roomManagementUrl: null } }, /"where.roomManagementUrl" is null/],
  ])('for %j is refused', async (variables, message) => {
    expect(await scene.refusal(CONFIGURATIONS, variables)).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(message),
    });
  });
});

describe('what counts for pools', () => {
  const EFFECTIVE = `query ($first: Int) {
    pools(first: $first) {
      nodes {
        fqdn
        effectiveConfiguration {
          source
          configuration { identity }
          defaultChatHistory { value source }
          maxFileSizeKB { value source }
          participantUpdateLimit { value source }
          roomManagementUrl { value source }
        }
      }
    }
  }`;

  it("is the pool's own, else that of its site, else the global one, as a whole", async () => {
    const of = (source: string, identity: string, [history, size, limit, url]: unknown[]) => ({
      source,
      configuration: { identity },
      defaultChatHistory: { value: history, source },
      maxFileSizeKB: { value: size, source },
      participantUpdateLimit: { value: limit, source },
      roomManagementUrl: { value: url, source },
    });
    const nodes = [
      { fqdn: 'atl.litwareinc.com', effectiveConfiguration: of('SERVICE', ATLANTA, [500, 20_000, 75, null]) },
      { fqdn: 'red-1.litwareinc.com', effectiveConfiguration: of('SERVICE', FIRST, [30, 4_294_967_295, 0, null]) },
      {
        fqdn: 'red-2.litwareinc.com',
        effectiveConfiguration: of('SITE', REDMOND, [50, 20_000, 75, 'https://Rooms.litwareinc.com/é']),
      },
    ];
    expect(await scene.data(EFFECTIVE, {}, 'Ann')).toEqual({ pools: { nodes } });
    await scene.data('mutation { removeConfigurations(input: { filter: "s*" }) { succeeded } }');
    const { pools } = await scene.data<{ pools: { nodes: object[] } }>(EFFECTIVE);
    expect(pools.nodes).toMatchObject(
      nodes.map(({ fqdn }) => ({ fqdn, effectiveConfiguration: of('GLOBAL', GLOBAL, [30, 20_000, 75, null]) })),
    );
    await scene.reset();
  });

  it('is that of a site by itself, where it has one', async () => {
    const query = '{ sites { nodes { name configuration { identity defaultChatHistory } } } }';
    const { sites } = await scene.data<{
      sites: { nodes: { name: string; configuration: { identity: string; defaultChatHistory: number } | null }[] };
    }>(query, {}, 'Ann');
    expect(sites.nodes.find(({ name }) => name === 'Redmond')).toEqual({
      name: 'Redmond',
      configuration: { identity: REDMOND, defaultChatHistory: 50 },
    });
    expect(sites.nodes.filter(({ name }) => name !== 'Redmond').map(({ configuration }) => configuration)).toEqual(
      sites.nodes.slice(1).map(() => null),
    );
  });

  it('takes one statement for all of them', async () => {
    const one = await scene.statementsOf(() => scene.data(EFFECTIVE, { first: 1 }));
    const all = await scene.statementsOf(() => scene.data(EFFECTIVE, { first: 3 }));
    expect(all).toHaveLength(one.length);
    expect(all.filter((statement) => statement.includes('configurations'))).toHaveLength(1);
  });
});
