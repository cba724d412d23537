import { ApplyScene, APPLY, ATL, RED, told } from './apply-scene';

let scene: ApplyScene;

beforeAll(async () => {
  scene = await ApplyScene.start();
});
beforeEach(() => scene.reset());

const servers = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${prefix}${i + 1}.litwareinc.com`);

/** A list as it changed. */
const list = (added: string[], removed: string[]) => ({
  added: added.map((identity) => ({ identity })),
  removed: removed.map((identity) => ({ identity })),
});

interface Topology {
  sipDomains: { name: string }[];
  sites: { nodes: { name: string; pools: { nodes: { fqdn: string; servers: { fqdn: string }[] }[] } }[] };
}

function topology(): Promise<Topology> {
  const query = `{
    sipDomains { name }
    sites { nodes { name pools { nodes { fqdn state primaryDatabase backupDatabase servers { fqdn active state } } } } }
  }`;
  return scene.organisation.data(query);
}

const dublin = (...fqdns: string[]) => ({
  name: 'Dublin',
  pools: [{ fqdn: 'DUB.litwareinc.com', primaryDatabase: 'sql3.litwareinc.com\\rtc', servers: fqdns }],
});

describe('applying the topology document', () => {
  it('writes nothing where nothing changed', async () => {
    const before = await scene.organisation.stored();
    expect(await scene.apply()).toMatchObject({
      changes: [],
      parts: [],
      warnings: [
        { code: 'NOTHING_CHANGED', message: 'Everything is as the document says already; nothing is written.' },
      ],
    });
    expect(await scene.organisation.stored()).toEqual(before);
  });

  it('adds sites, pools, servers and SIP domains; of a new pool the first four servers are active', async () => {
    scene.document((document) => {
      document.sipDomains.push('Contoso.com');
      document.sites.push(dublin('Z.litwareinc.com', ...servers('dub', 4)));
    });
    const applied = await scene.apply({ reason: 'Dublin opens' });
    expect(
      applied.changes.map(({ path, added, removed }) => [path, added.map(({ identity }) => identity), removed]),
    ).toEqual([
      ['sipDomains', ['contoso.com'], []],
      ['sites', ['Dublin'], []],
      ['pools', ['dub.litwareinc.com'], []],
      ['servers', [...servers('dub', 4), 'z.litwareinc.com'], []],
    ]);
    expect(told(applied).map(([part]) => part)).toEqual([
      'ADDED SipDomain contoso.com',
      'ADDED Site Dublin',
      'ADDED Pool dub.litwareinc.com',
      'ADDED PoolServer z.litwareinc.com',
      ...servers('dub', 4).map((server) => `ADDED PoolServer ${server}`),
    ]);
    expect(told(applied)[2]!.slice(1)).toEqual([
      'fqdn: null > dub.litwareinc.com',
      'state: null > NORMAL',
      'primaryDatabase: null > sql3.litwareinc.com\\rtc',
      'site: null > Dublin',
      `servers ${JSON.stringify(list([...servers('dub', 4), 'z.litwareinc.com'], []))}`,
      `activeServers ${JSON.stringify(list([...servers('dub', 3), 'z.litwareinc.com'], []))}`,
    ]);
    const { sipDomains, sites } = await topology();
    expect(sipDomains.map(({ name }) => name)).toEqual(['contoso.com', 'litwareinc.com']);
    expect(sites.nodes[0]).toEqual({
      name: 'Dublin',
      pools: {
        nodes: [
          {
            fqdn: 'dub.litwareinc.com',
            state: 'NORMAL',
            primaryDatabase: 'sql3.litwareinc.com\\rtc',
            backupDatabase: null,
            servers: [...servers('dub', 4), 'z.litwareinc.com'].map((fqdn) => ({
              fqdn,
              active: fqdn !== 'dub4.litwareinc.com',
              state: 'NORMAL',
            })),
          },
        ],
      },
    });
  });

  it('keeps an audit entry of each part, all of one operation, which the history of the part has', async () => {
    scene.document((document) => document.sites.push(dublin('dub1.litwareinc.com')));
    await scene.apply({ reason: 'Dublin opens' });
    const query = `{
      auditEntries(order: { field: COMMITTED, direction: ASC }) {
        nodes { operationId operation actor reason identity node { __typename ... on Audited { version history { totalCount } } } }
      }
    }`;
    const { auditEntries } = await scene.organisation.data<{ auditEntries: { nodes: { operationId: string }[] } }>(
      query,
    );
    expect(new Set(auditEntries.nodes.map(({ operationId }) => operationId)).size).toBe(1);
    expect(auditEntries.nodes).toMatchObject(
      [
        ['Site', 'Dublin'],
        ['Pool', 'dub.litwareinc.com'],
        ['PoolServer', 'dub1.litwareinc.com'],
      ].map(([__typename, identity]) => ({
        operation: 'applyTopology',
        actor: 'Test administrator',
        reason: 'Dublin opens',
        identity,
        node: { __typename, version: 1, history: { totalCount: 1 } },
      })),
    );
  });

  it('changes databases, and makes servers that come later inactive', async () => {
    scene.document((_document, red) => {
      red.primaryDatabase = 'sql9.litwareinc.com';
      red.backupDatabase = null;
      red.servers = ['SRV1.litwareinc.com', 'new.litwareinc.com'];
    });
    expect(told(await scene.apply())).toEqual([
      [
        `CHANGED Pool ${RED}`,
        'primaryDatabase: sql.litwareinc.com\\rtc > sql9.litwareinc.com',
        'backupDatabase: sql2.litwareinc.com\\rtc > null',
        `servers ${JSON.stringify(list(['new.litwareinc.com'], ['srv2.litwareinc.com', 'srv3.litwareinc.com']))}`,
        `activeServers ${JSON.stringify(list([], ['srv2.litwareinc.com']))}`,
      ],
      [
        'REMOVED PoolServer srv2.litwareinc.com',
        'fqdn: srv2.litwareinc.com > null',
        'active: true > null',
        'state: NORMAL > null',
        `pool: ${RED} > null`,
      ],
      [
        'REMOVED PoolServer srv3.litwareinc.com',
        'fqdn: srv3.litwareinc.com > null',
        'active: false > null',
        'state: NORMAL > null',
        `pool: ${RED} > null`,
      ],
      [
        'ADDED PoolServer new.litwareinc.com',
        'fqdn: null > new.litwareinc.com',
        'active: null > false',
        'state: null > NORMAL',
        `pool: null > ${RED}`,
      ],
    ]);
  });

  it('moves a pool with all that it holds to another site, and a server to another pool, where it is inactive', async () => {
    scene.document((document, red, atl) => {
      document.sites = [
        { name: 'REDMOND', pools: [red] },
        { name: 'Atlanta', pools: [atl] },
      ];
      red.servers = ['srv2.litwareinc.com', 'srv3.litwareinc.com'];
      atl.servers = ['atl1.litwareinc.com', 'srv1.litwareinc.com'];
    });
    expect(told(await scene.apply())).toEqual([
      ['CHANGED Site Redmond', 'name: Redmond > REDMOND'],
      ['ADDED Site Atlanta', 'name: null > Atlanta'],
      [
        `CHANGED Pool ${RED}`,
        `servers ${JSON.stringify(list([], ['srv1.litwareinc.com']))}`,
        `activeServers ${JSON.stringify(list([], ['srv1.litwareinc.com']))}`,
      ],
      [
        `CHANGED Pool ${ATL}`,
        'site: REDMOND > Atlanta',
        `servers ${JSON.stringify(list(['srv1.litwareinc.com'], []))}`,
      ],
      ['CHANGED PoolServer srv1.litwareinc.com', 'active: true > false', `pool: ${RED} > ${ATL}`],
    ]);
    const query = `{ room(identity: "${ATL}\\\\Lobby") { pool { version site { name } servers { fqdn } } } }`;
    expect(await scene.organisation.data(query)).toEqual({
      room: {
        pool: {
          version: 2,
          site: { name: 'Atlanta' },
          servers: [{ fqdn: 'atl1.litwareinc.com' }, { fqdn: 'srv1.litwareinc.com' }],
        },
      },
    });
  });

  it('removes what the document has no more', async () => {
    scene.document((document, _red, atl) => {
      document.sites = [
        { name: 'Atlanta', pools: [{ ...atl, servers: ['atl1.litwareinc.com', 'srv1.litwareinc.com'] }] },
      ];
      document.sipDomains = ['contoso.com'];
    });
    const applied = await scene.apply();
    expect(
      applied.changes.map(({ path, added, removed }) => [
        path,
        ...[added, removed].map((names) => names.map(({ identity }) => identity)),
      ]),
    ).toEqual([
      ['sipDomains', ['contoso.com'], ['litwareinc.com']],
      ['sites', ['Atlanta'], ['Redmond']],
      ['pools', [], [RED]],
      ['servers', [], ['srv2.litwareinc.com', 'srv3.litwareinc.com']],
    ]);
    const { sites } = await topology();
    expect(
      sites.nodes.map(({ name, pools }) => [
        name,
        pools.nodes.map(({ fqdn, servers: its }) => [fqdn, its.map((server) => server.fqdn)]),
      ]),
    ).toEqual([['Atlanta', [[ATL, ['atl1.litwareinc.com', 'srv1.litwareinc.com']]]]]);
  });

  it('warns of a pool that has no active server left', async () => {
    scene.document((_document, red) => {
      red.servers = ['srv3.litwareinc.com'];
    });
    expect((await scene.apply()).warnings).toEqual([
      {
        code: 'NO_ACTIVE_SERVER',
        message: `No server of the pool ${RED} is active: it accepts no new client connections.`,
      },
    ]);
  });

  it('plans first, and does what was planned and nothing else', async () => {
    const before = await scene.organisation.stored();
    scene.document((document) => document.sites.push({ name: 'Dublin' }));
    const planned = await scene.apply({ whatIf: true });
    expect(told(planned)).toEqual([['ADDED Site Dublin', 'name: null > Dublin']]);
    expect(await scene.organisation.stored()).toEqual(before);
    scene.document((document) => document.sites.push({ name: 'Paris' }));
    expect(await scene.organisation.refusal(APPLY, { input: { confirm: planned.plan } })).toMatchObject({
      code: 'PLAN_STALE',
    });
    scene.document((document) => document.sites.push({ name: 'Dublin' }));
    expect(await scene.apply({ confirm: planned.plan })).toEqual({ ...planned, plan: null });
  });

  it('tells a retry what the first try did', async () => {
    scene.document((document) => document.sites.push(dublin('dub1.litwareinc.com')));
    const first = await scene.apply({ idempotencyKey: 'open' });
    expect(first.parts).toHaveLength(3);
    expect(await scene.apply({ idempotencyKey: 'open' })).toEqual(first);
  });
});
