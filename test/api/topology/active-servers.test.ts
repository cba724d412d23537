import { TestOrganisation } from '../../support/described-organisation';

const RED = 'red.litwareinc.com';
const server = (number: number) => `srv${number}.litwareinc.com`;
const servers = (...numbers: number[]) => numbers.map(server);
const SET = `mutation Set($input: SetActiveServersInput!) {
  setActiveServers(input: $input) {
    plan
    changes { path added { identity } removed { identity } }
    warnings { code message }
    pool { version activeServers { fqdn } servers { fqdn active version } }
  }
}`;

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start({
    directory: { Ann: {} },
    pools: { [RED]: { activeServers: servers(1, 2), inactiveServers: servers(3, 4, 5) } },
  });
});
beforeEach(() => organisation.reset());

interface SetActive {
  plan: string | null;
  changes: { path: string; added: { identity: string }[]; removed: { identity: string }[] }[];
  warnings: { code: string; message: string }[];
  pool: { version: number; activeServers: { fqdn: string }[]; servers: { fqdn: string; version: number }[] };
}

const set = async (input: object): Promise<SetActive> =>
  (await organisation.data<{ setActiveServers: SetActive }>(SET, { input: { identity: RED, ...input } }))
    .setActiveServers;
const active = ({ pool }: SetActive) => pool.activeServers.map(({ fqdn }) => fqdn);
const names = (entries: { identity: string }[]) => entries.map(({ identity }) => identity);

const NONE_ACTIVE = {
  code: 'NO_ACTIVE_SERVER',
  message: `No server of the pool ${RED} is active: it accepts no new client connections.`,
};

describe('the active servers of a pool', () => {
  it.each([
    [{ add: servers(4, 3) }, servers(1, 2, 3, 4)],
    [{ remove: servers(1) }, servers(2)],
    [{ add: servers(5), remove: servers(2) }, servers(1, 5)],
    [{ add: [server(3).toUpperCase()] }, servers(1, 2, 3)],
    [{ replace: servers(5, 4, 3, 2) }, servers(2, 3, 4, 5)],
    [{ replace: servers(2, 2) }, servers(2)],
    [{}, servers(1, 2)],
    [{ add: null, remove: null }, servers(1, 2)],
  ])('become by %j those of %j', async (activeServers, expected) => {
    expect(active(await set({ activeServers }))).toEqual(expected);
  });

  it('change places with the inactive ones', async () => {
    expect(active(await set({ swap: true }))).toEqual(servers(3, 4, 5));
    expect(active(await set({ swap: true }))).toEqual(servers(1, 2));
  });

  it.each([
    ['null', null],
    ['taking off the last', { remove: servers(1, 2) }],
    ['replacing them by none', { replace: [] }],
  ])('become none by %s, with a warning', async (_how, activeServers) => {
    const outcome = await set({ activeServers });
    expect(active(outcome)).toEqual([]);
    expect(outcome.warnings).toEqual([NONE_ACTIVE]);
  });

  it('are told of the pool, and kept of each server that changed', async () => {
    const { changes, pool } = await set({ activeServers: { add: servers(3), remove: servers(1) }, reason: 'Updates' });
    expect(changes).toEqual([
      { path: 'activeServers', added: [{ identity: server(3) }], removed: [{ identity: server(1) }] },
    ]);
    expect([pool.version, pool.servers.map(({ version }) => version)]).toEqual([2, [2, 1, 2, 1, 1]]);
    const query = `{
      auditEntries(order: { field: COMMITTED, direction: ASC }) {
        nodes { operation identity changes { path before after added { identity } } }
      }
    }`;
    expect(await organisation.data(query)).toEqual({
      auditEntries: {
        nodes: [
          {
            identity: RED,
            changes: [{ path: 'activeServers', before: null, after: null, added: [{ identity: server(3) }] }],
          },
          { identity: server(1), changes: [{ path: 'active', before: true, after: false, added: null }] },
          { identity: server(3), changes: [{ path: 'active', before: false, after: true, added: null }] },
        ].map((entry) => ({ operation: 'setActiveServers', ...entry })),
      },
    });
  });

  it('are planned first, and then set as planned', async () => {
    const before = await organisation.stored();
    const input = { activeServers: { add: servers(3) } };
    const planned = await set({ ...input, whatIf: true });
    expect(names(planned.changes[0]!.added)).toEqual([server(3)]);
    expect(await organisation.stored()).toEqual(before);
    expect(active(await set({ ...input, confirm: planned.plan }))).toEqual(servers(1, 2, 3));
  });

  it('are told of who was not among them', async () => {
    expect((await set({ activeServers: { remove: servers(3) } })).warnings).toEqual([
      { code: 'NOT_LISTED', message: `${server(3)} was not among the active servers.` },
      expect.objectContaining({ code: 'NOTHING_CHANGED' }),
    ]);
  });

  it('are those of the only pool where none is named', async () => {
    expect(active(await set({ identity: undefined, activeServers: { replace: servers(5) } }))).toEqual(servers(5));
  });

  it.each([
    [
      {},
      'BAD_USER_INPUT',
      'input.activeServers',
      'Say which servers are to be active, by "activeServers" or by "swap".',
    ],
    [{ swap: true, activeServers: null }, 'BAD_USER_INPUT', 'input.swap', 'Give "activeServers" or "swap", not both.'],
    [
      { activeServers: { add: servers(3, 4, 5) } },
      'BAD_USER_INPUT',
      'input.activeServers',
      `The pool ${RED} would have 5 active servers; it may have at most 4.`,
    ],
    [
      { activeServers: { add: [server(3), 'x.litwareinc.com'] } },
      'NOT_FOUND',
      'input.activeServers.add[1]',
      `x.litwareinc.com is no server of the pool ${RED}; it has ${servers(1, 2, 3, 4, 5).join(', ')}.`,
    ],
    [
      { activeServers: { remove: ['x.litwareinc.com'] } },
      'NOT_FOUND',
      'input.activeServers.remove[0]',
      `x.litwareinc.com is no server of the pool ${RED}; it has ${servers(1, 2, 3, 4, 5).join(', ')}.`,
    ],
    [
      { activeServers: { add: servers(3), replace: servers(4) } },
      'BAD_USER_INPUT',
      'input.activeServers.replace',
      'Give "replace", or "add" and "remove", not both.',
    ],
    [
      { activeServers: { replace: null } },
      'BAD_USER_INPUT',
      'input.activeServers.replace',
      '"replace" is null; leave it out, or make no server active by a null in the place of the list.',
    ],
    [
      { activeServers: { add: servers(3), remove: [server(1), server(3).toUpperCase()] } },
      'BAD_USER_INPUT',
      'input.activeServers.remove[1]',
      `${server(3)} is to be both added and removed.`,
    ],
  ])('refuse %j', async (input, code, parameter, message) => {
    const refusal = await organisation.refusal(SET, { input: { identity: RED, ...input } });
    expect(refusal).toMatchObject({ code, parameter, message });
  });

  it("don't change places where too many would be active", async () => {
    await set({ activeServers: null });
    expect(await organisation.refusal(SET, { input: { identity: RED, swap: true } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.swap',
      message: `The pool ${RED} would have 5 active servers; it may have at most 4.`,
    });
  });

  it('are set by administrators only', async () => {
    for (const as of ['viewer', 'Ann']) {
      expect(await organisation.refusal(SET, { input: { identity: RED, swap: true } }, as)).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });

  it('are set of many pools at once', async () => {
    const query = `mutation SetMany($input: SetActiveServersOfPoolsInput!) {
      setActiveServersOfPools(input: $input) {
        succeeded
        failed
        warnings { code }
        results(first: 5) { nodes { identity changes { path } error { message } } }
      }
    }`;
    expect(await organisation.data(query, { input: { where: {}, activeServers: null } })).toEqual({
      setActiveServersOfPools: {
        succeeded: 1,
        failed: 0,
        warnings: [{ code: 'NO_ACTIVE_SERVER' }],
        results: { nodes: [{ identity: RED, changes: [{ path: 'activeServers' }], error: null }] },
      },
    });
    expect(await organisation.refusal(query, { input: { where: {}, swap: true } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      failures: [{ identity: RED, message: `The pool ${RED} would have 5 active servers; it may have at most 4.` }],
    });
  });
});
