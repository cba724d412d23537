import { TestOrganisation } from '../../support/described-organisation';

const RED = 'red.litwareinc.com';
const ATL = 'atl.litwareinc.com';
const SET = `mutation Set($input: SetPoolStateInput!) {
  setPoolState(input: $input) {
    plan
    changes { path before after }
    warnings { code }
    pool { fqdn state activeDatabase version servers { fqdn state version } }
  }
}`;
const SET_MANY = `mutation SetMany($input: SetPoolStatesInput!) {
  setPoolStates(input: $input) {
    plan
    succeeded
    failed
    results(first: 10) { nodes { identity changes { path before after } error { code message parameter } } }
  }
}`;
const NO_BACKUP = `The pool ${ATL} can't be failed over: the topology names no backup database for it.`;

let organisation: TestOrganisation;

beforeAll(async () => {
  organisation = await TestOrganisation.start({
    directory: { Ann: {} },
    pools: {
      [ATL]: { activeServers: ['atl1.litwareinc.com'] },
      [RED]: {
        primaryDatabase: 'sql1.litwareinc.com\\rtc',
        backupDatabase: 'sql2.litwareinc.com\\rtc',
        activeServers: ['red1.litwareinc.com'],
        inactiveServers: ['red2.litwareinc.com'],
      },
    },
  });
});
beforeEach(() => organisation.reset());

interface SetState {
  plan: string | null;
  changes: { path: string; before: unknown; after: unknown }[];
  warnings: { code: string }[];
  pool: { state: string; activeDatabase: string; version: number; servers: { state: string; version: number }[] };
}

const set = async (input: object): Promise<SetState> =>
  (await organisation.data<{ setPoolState: SetState }>(SET, { input })).setPoolState;

const FAILED_OVER = {
  plan: null,
  changes: [{ path: 'state', before: 'NORMAL', after: 'FAILED_OVER' }],
  warnings: [],
  pool: {
    fqdn: RED,
    state: 'FAILED_OVER',
    activeDatabase: 'sql2.litwareinc.com\\rtc',
    version: 2,
    servers: ['red1.litwareinc.com', 'red2.litwareinc.com'].map((fqdn) => ({ fqdn, state: 'FAILED_OVER', version: 2 })),
  },
};

describe('the state of a pool', () => {
  it.each([RED, RED.toUpperCase(), `PersistentChatServer:${RED}`, `service:PersistentChatServer:${RED}`])(
    'is set for each of its servers, by the identity %s',
    async (identity) => {
      expect(await set({ identity, state: 'FAILED_OVER' })).toEqual(FAILED_OVER);
    },
  );

  it('is set by the id of the pool, and back', async () => {
    const { pool } = await organisation.data<{ pool: { id: string } }>(`{ pool(identity: "${RED}") { id } }`);
    expect(await set({ id: pool.id, state: 'FAILED_OVER', expectedVersion: 1 })).toEqual(FAILED_OVER);
    expect(await set({ id: pool.id, state: 'NORMAL', expectedVersion: 2 })).toMatchObject({
      changes: [{ path: 'state', before: 'FAILED_OVER', after: 'NORMAL' }],
      pool: {
        state: 'NORMAL',
        activeDatabase: 'sql1.litwareinc.com\\rtc',
        servers: [{ state: 'NORMAL' }, { state: 'NORMAL' }],
      },
    });
  });

  it('is kept in the audit trail, of the pool and of each server', async () => {
    await set({ identity: RED, state: 'FAILED_OVER', reason: 'Disk full' });
    const query = `{
      auditEntries(order: { field: COMMITTED, direction: ASC }) {
        nodes { operation reason identity changes { path before after } node { __typename } }
      }
    }`;
    const entry = (__typename: string, identity: string) => ({
      operation: 'setPoolState',
      reason: 'Disk full',
      identity,
      changes: [{ path: 'state', before: 'NORMAL', after: 'FAILED_OVER' }],
      node: { __typename },
    });
    expect(await organisation.data(query)).toEqual({
      auditEntries: {
        nodes: [
          entry('Pool', RED),
          entry('PoolServer', 'red1.litwareinc.com'),
          entry('PoolServer', 'red2.litwareinc.com'),
        ],
      },
    });
  });

  it('is planned first, and then set as planned', async () => {
    const before = await organisation.stored();
    const planned = await set({ identity: RED, state: 'FAILED_OVER', whatIf: true });
    expect(planned.changes).toEqual(FAILED_OVER.changes);
    expect(await organisation.stored()).toEqual(before);
    expect(await set({ identity: RED, state: 'FAILED_OVER', confirm: planned.plan })).toEqual(FAILED_OVER);
  });

  it('is left alone where it is that already', async () => {
    const before = await organisation.stored();
    expect(await set({ identity: ATL, state: 'NORMAL', force: true })).toMatchObject({
      changes: [],
      warnings: [{ code: 'NOTHING_CHANGED' }],
      pool: { version: 1 },
    });
    expect(await organisation.stored()).toEqual(before);
  });

  it.each([
    [{ identity: ATL, state: 'FAILED_OVER', force: true }, 'BAD_USER_INPUT', 'input.state', NO_BACKUP],
    [
      { identity: 'x.litwareinc.com', state: 'NORMAL' },
      'NOT_FOUND',
      'input.identity',
      'There is no pool "x.litwareinc.com".',
    ],
    [{ state: 'NORMAL' }, 'BAD_USER_INPUT', 'input.identity', 'There are several pools; say which one is meant.'],
    [
      { identity: RED, state: 'FAILED_OVER', expectedVersion: 7 },
      'CONFLICT',
      'input.expectedVersion',
      `${RED} has version 1 by now, not 7: somebody changed it.`,
    ],
  ])('refuses %j', async (input, code, parameter, message) => {
    expect(await organisation.refusal(SET, { input })).toMatchObject({ code, parameter, message });
  });

  it('is set by administrators only', async () => {
    for (const as of ['viewer', 'Ann']) {
      expect(await organisation.refusal(SET, { input: { identity: RED, state: 'FAILED_OVER' } }, as)).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });
});

describe('the states of many pools', () => {
  const failed = {
    identity: ATL,
    changes: [],
    error: { code: 'BAD_USER_INPUT', message: NO_BACKUP, parameter: 'input.state' },
  };

  it('are set together, those that can be', async () => {
    expect(
      await organisation.data(SET_MANY, { input: { where: {}, state: 'FAILED_OVER', onError: 'CONTINUE' } }),
    ).toEqual({
      setPoolStates: {
        plan: null,
        succeeded: 1,
        failed: 1,
        results: { nodes: [failed, { identity: RED, changes: FAILED_OVER.changes, error: null }] },
      },
    });
    const query = '{ pools(where: { state: { eq: FAILED_OVER } }) { nodes { fqdn servers { state } } } }';
    expect(await organisation.data(query)).toEqual({
      pools: { nodes: [{ fqdn: RED, servers: [{ state: 'FAILED_OVER' }, { state: 'FAILED_OVER' }] }] },
    });
  });

  it('are left alone, all of them, where one can not be set', async () => {
    expect(await organisation.refusal(SET_MANY, { input: { where: {}, state: 'FAILED_OVER' } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      failed: 1,
    });
  });

  it.each([
    [{ filter: 'service:PersistentChatServer:red*' }, [RED]],
    [{ filter: '*' }, [ATL, RED]],
    [{ where: { fqdn: { eq: ATL } } }, [ATL]],
    [{ filter: 'dub*' }, []],
  ])('are of the pools that %j takes', async (selection, pools) => {
    const { setPoolStates } = await organisation.data<{
      setPoolStates: { results: { nodes: { identity: string }[] } };
    }>(SET_MANY, { input: { ...selection, state: 'NORMAL' } });
    expect(setPoolStates.results.nodes.map(({ identity }) => identity)).toEqual(pools);
  });

  it('are not set of all pools for want of a choice', async () => {
    expect(await organisation.refusal(SET_MANY, { input: { state: 'NORMAL' } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.where',
      message: 'Say which are meant, by "where" or "filter"; "where: {}" takes all that there are.',
    });
  });
});
