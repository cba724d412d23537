import type { DocumentPool, TopologyDocument } from '../../../src/features/topology/document/topology-document';
import { TestOrganisation } from '../../support/described-organisation';
import { TopologyFile } from './topology-file';

const RED = 'red-cs-001.litwareinc.com';
const ATL = 'atl-cs-001.litwareinc.com';
const APPLY = `mutation Apply($input: ApplyTopologyInput!) {
  applyTopology(input: $input) {
    plan
    changes { path added { identity } removed { identity } }
    warnings { code message }
    parts { type identity effect changes { path before after added { identity } removed { identity } } }
  }
}`;

interface Part {
  type: string;
  identity: string;
  effect: string;
  changes: { path: string; before: unknown; after: unknown; added: unknown; removed: unknown }[];
}
interface Applied {
  plan: string | null;
  changes: { path: string; added: { identity: string }[]; removed: { identity: string }[] }[];
  warnings: { code: string; message: string }[];
  parts: Part[];
}

const file = new TopologyFile();
let organisation: TestOrganisation;

beforeAll(async () => {
  file.write(described());
  organisation = await TestOrganisation.start(
    {
      directory: { Ann: {} },
      pools: {
        [RED]: {
          backupDatabase: 'sql2.litwareinc.com\\rtc',
          activeServers: ['srv1.litwareinc.com', 'srv2.litwareinc.com'],
          inactiveServers: ['srv3.litwareinc.com'],
        },
        [ATL]: {
          activeServers: ['atl1.litwareinc.com'],
          addins: { Wiki: 'https://wiki/' },
          categories: { General: { rooms: { Lobby: {}, Board: {} } } },
        },
      },
    },
    { config: { topology: file.path } },
  );
});
beforeEach(async () => {
  await organisation.reset();
  file.write(described());
});

/** The topology that the organisation has. */
function described(): TopologyDocument {
  return {
    sipDomains: ['litwareinc.com'],
    sites: [
      {
        name: 'Redmond',
        pools: [
          {
            fqdn: RED,
            primaryDatabase: 'sql.litwareinc.com\\rtc',
            backupDatabase: 'sql2.litwareinc.com\\rtc',
            servers: ['srv1.litwareinc.com', 'srv2.litwareinc.com', 'srv3.litwareinc.com'],
          },
          { fqdn: ATL, primaryDatabase: 'sql.litwareinc.com\\rtc', servers: ['atl1.litwareinc.com'] },
        ],
      },
    ],
  };
}

/** The same, and what is done to it. */
function changed(change: (document: TopologyDocument, red: DocumentPool, atl: DocumentPool) => unknown): void {
  const document = described();
  const [red, atl] = document.sites[0]!.pools!;
  change(document, red!, atl!);
  file.write(document);
}

const servers = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${prefix}${i + 1}.litwareinc.com`);

async function apply(input: object = {}): Promise<Applied> {
  return (await organisation.data<{ applyTopology: Applied }>(APPLY, { input })).applyTopology;
}

/** What a part is told to become: its effect, and what changes about it. */
const told = ({ parts }: Applied) =>
  parts.map(({ type, identity, effect, changes }) => [
    `${effect} ${type} ${identity}`,
    ...changes.map(({ path, before, after, added, removed }) =>
      added ? `${path} ${JSON.stringify({ added, removed })}` : `${path}: ${String(before)} > ${String(after)}`,
    ),
  ]);

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
  return organisation.data(query);
}

const dublin = (...fqdns: string[]) => ({
  name: 'Dublin',
  pools: [{ fqdn: 'DUB.litwareinc.com', primaryDatabase: 'sql3.litwareinc.com\\rtc', servers: fqdns }],
});

describe('applying the topology document', () => {
  it('writes nothing where nothing changed', async () => {
    const before = await organisation.stored();
    expect(await apply()).toMatchObject({
      changes: [],
      parts: [],
      warnings: [{ code: 'NOTHING_CHANGED' }],
    });
    expect(await organisation.stored()).toEqual(before);
  });

  it('adds sites, pools, servers and SIP domains; of a new pool the first four servers are active', async () => {
    changed((document) => {
      document.sipDomains.push('Contoso.com');
      document.sites.push(dublin('Z.litwareinc.com', ...servers('dub', 4)));
    });
    const applied = await apply({ reason: 'Dublin opens' });
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
    changed((document) => document.sites.push(dublin('dub1.litwareinc.com')));
    await apply({ reason: 'Dublin opens' });
    const query = `{
      auditEntries(order: { field: COMMITTED, direction: ASC }) {
        nodes { operationId operation actor reason identity node { __typename ... on Audited { version history { totalCount } } } }
      }
    }`;
    const { auditEntries } = await organisation.data<{ auditEntries: { nodes: { operationId: string }[] } }>(query);
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
    changed((_document, red) => {
      red.primaryDatabase = 'sql9.litwareinc.com';
      red.backupDatabase = null;
      red.servers = ['SRV1.litwareinc.com', 'new.litwareinc.com'];
    });
    expect(told(await apply())).toEqual([
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
    changed((document, red, atl) => {
      document.sites = [
        { name: 'REDMOND', pools: [red] },
        { name: 'Atlanta', pools: [atl] },
      ];
      red.servers = ['srv2.litwareinc.com', 'srv3.litwareinc.com'];
      atl.servers = ['atl1.litwareinc.com', 'srv1.litwareinc.com'];
    });
    expect(told(await apply())).toEqual([
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
    expect(await organisation.data(query)).toEqual({
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
    changed((document, _red, atl) => {
      document.sites = [
        { name: 'Atlanta', pools: [{ ...atl, servers: ['atl1.litwareinc.com', 'srv1.litwareinc.com'] }] },
      ];
      document.sipDomains = ['contoso.com'];
    });
    const applied = await apply();
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
    changed((_document, red) => {
      red.servers = ['srv3.litwareinc.com'];
    });
    expect((await apply()).warnings).toEqual([
      {
        code: 'NO_ACTIVE_SERVER',
        message: `No server of the pool ${RED} is active: it accepts no new client connections.`,
      },
    ]);
  });

  it('plans first, and does what was planned and nothing else', async () => {
    const before = await organisation.stored();
    changed((document) => document.sites.push({ name: 'Dublin' }));
    const planned = await apply({ whatIf: true });
    expect(told(planned)).toEqual([['ADDED Site Dublin', 'name: null > Dublin']]);
    expect(await organisation.stored()).toEqual(before);
    changed((document) => document.sites.push({ name: 'Paris' }));
    expect(await organisation.refusal(APPLY, { input: { confirm: planned.plan } })).toMatchObject({
      code: 'PLAN_STALE',
    });
    changed((document) => document.sites.push({ name: 'Dublin' }));
    expect(await apply({ confirm: planned.plan })).toEqual({ ...planned, plan: null });
  });

  it('tells a retry what the first try did', async () => {
    changed((document) => document.sites.push(dublin('dub1.litwareinc.com')));
    const first = await apply({ idempotencyKey: 'open' });
    expect(first.parts).toHaveLength(3);
    expect(await apply({ idempotencyKey: 'open' })).toEqual(first);
  });
});

describe('refused is', () => {
  it('to remove pools that hold something, each with its counts', async () => {
    file.write({ sipDomains: ['litwareinc.com'], sites: [{ name: 'Paris' }] });
    expect(await organisation.refusal(APPLY, { input: {} })).toEqual({
      message: `The pool ${ATL} can't be removed: it holds 1 category, 2 rooms and 1 add-in.`,
      code: 'IN_USE',
      usedBy: [
        {
          identity: ATL,
          holds: [
            { things: 'categories', count: 1 },
            { things: 'rooms', count: 2 },
            { things: 'add-ins', count: 1 },
          ],
        },
      ],
    });
  });

  it('to take the backup database from a pool that is failed over to it', async () => {
    await apply();
    await organisation.data(
      `mutation { setPoolState(input: { identity: "${RED}", state: FAILED_OVER }) { operationId } }`,
    );
    changed((_document, red) => {
      delete red.backupDatabase;
      red.servers.push('new.litwareinc.com');
    });
    expect(await organisation.refusal(APPLY, { input: {} })).toEqual({
      message: `The backup database of the pool ${RED} can't be taken away: the pool is failed over to it.`,
      code: 'IN_USE',
      usedBy: [{ identity: RED, state: 'FAILED_OVER' }],
    });
    changed((_document, red) => red.servers.push('new.litwareinc.com'));
    expect(told(await apply())[1]).toContain('state: null > FAILED_OVER');
  });

  it('a document with mistakes, with all of them', async () => {
    file.write({ sites: [{ name: 'Redmond', pools: [{ fqdn: 'red' }] }, { name: 'redmond' }] });
    const { message, code, mistakes } = await organisation.refusal(APPLY, { input: {} });
    expect([code, message]).toEqual([
      'BAD_USER_INPUT',
      `In the topology document: ${(mistakes as string[]).join(' ')}`,
    ]);
    expect(mistakes).toEqual([
      'sipDomains is missing.',
      'sites[0].pools[0].primaryDatabase is missing.',
      'sites[0].pools[0].servers is missing.',
      'sites[0].pools[0].fqdn must be a fully qualified domain name, such as red-cs-001.litwareinc.com.',
      'sites[1].name is "redmond", which sites[0].name is already.',
    ]);
  });

  it('a document that is no YAML, with the line, and without the path of the file', async () => {
    file.write('sites: [\n');
    expect(await organisation.refusal(APPLY, { input: {} })).toEqual({
      message: expect.stringMatching(/^The topology document can't be read: .* at line 2, column 1\.$/),
      code: 'BAD_USER_INPUT',
    });
  });

  it('everybody but an administrator', async () => {
    for (const as of ['viewer', 'Ann']) {
      expect(await organisation.refusal(APPLY, { input: {} }, as)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
