import { AuditEntry } from '../../../src/changes/audit-entry.entity';
import { Pool } from '../../../src/features/topology/pool.entity';
import { Site } from '../../../src/features/topology/site.entity';
import { startTestGateway } from '../../support/gateway';
import { emptyDatabaseUrl } from '../../support/test-database';
import { TopologyFile } from './topology-file';

const DOCUMENT = {
  sipDomains: ['litwareinc.com'],
  sites: [
    {
      name: 'Redmond',
      pools: [
        {
          fqdn: 'red-cs-001.litwareinc.com',
          primaryDatabase: 'sql01.litwareinc.com\\rtc',
          servers: ['red-cs-srv1.litwareinc.com'],
        },
      ],
    },
  ],
};

let file: TopologyFile;
let databaseUrl: string;

beforeEach(async () => {
  file = new TopologyFile();
  file.write(DOCUMENT);
  databaseUrl = await emptyDatabaseUrl();
});

const start = (topology: string | null = file.path, directory?: { source: 'sample' }) =>
  startTestGateway({ directory, config: { databaseUrl, topology } });

it('applies the document before it serves, and keeps who it was', async () => {
  const gateway = await start();
  expect(await gateway.graphql('{ pools { nodes { fqdn site { name } servers { fqdn active } } } }')).toEqual({
    data: {
      pools: {
        nodes: [
          {
            fqdn: 'red-cs-001.litwareinc.com',
            site: { name: 'Redmond' },
            servers: [{ fqdn: 'red-cs-srv1.litwareinc.com', active: true }],
          },
        ],
      },
    },
  });
  const entries = await gateway.store.read.find(AuditEntry, { order: { id: 'ASC' } });
  expect(entries.map(({ actor, operation, identity }) => [actor, operation, identity])).toEqual(
    ['litwareinc.com', 'Redmond', 'red-cs-001.litwareinc.com', 'red-cs-srv1.litwareinc.com'].map((identity) => [
      'Topology',
      'applyTopology',
      identity,
    ]),
  );
});

it('writes nothing where the topology is as the document has it', async () => {
  await (await start()).stop();
  const gateway = await start();
  expect(await gateway.store.read.count(AuditEntry)).toBe(4);
});

it('applies it once where several gateways start at the same time', async () => {
  await (await start(null)).stop();
  const [gateway] = await Promise.all([start(), start(), start()]);
  expect(await gateway.store.read.count(AuditEntry)).toBe(4);
  expect(await gateway.store.read.count(Pool)).toBe(1);
});

it('leaves the stored topology as it is where no document is named', async () => {
  await (await start()).stop();
  const gateway = await start(null);
  expect(await gateway.store.read.count(Pool)).toBe(1);
  expect(await gateway.graphql('mutation { applyTopology(input: {}) { plan } }')).toMatchObject({
    errors: [
      {
        message: 'This gateway has no topology document: TOPOLOGY names none.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
  });
});

it('brings the people of the sample organisation without its sites', async () => {
  const gateway = await start(file.path, { source: 'sample' });
  expect(await gateway.graphql('{ sites { nodes { name } } rooms { totalCount } principals { totalCount } }')).toEqual({
    data: { sites: { nodes: [{ name: 'Redmond' }] }, rooms: { totalCount: 0 }, principals: { totalCount: 424 } },
  });
});

it('does not start with a document that has mistakes', async () => {
  file.write({ ...DOCUMENT, sipDomains: [] });
  await expect(start()).rejects.toThrow(`In "${file.path}", sipDomains must have an entry.`);
});

it('writes nothing before the document is right, so that the next start begins with all of the sample organisation', async () => {
  await expect(start(`${file.path}.gone`, { source: 'sample' })).rejects.toThrow(/ENOENT/);
  file.write({ ...DOCUMENT, sipDomains: [] });
  await expect(start(file.path, { source: 'sample' })).rejects.toThrow('sipDomains must have an entry.');
  const gateway = await start(null, { source: 'sample' });
  expect(await gateway.graphql('{ sites { totalCount } principals { totalCount } }')).toEqual({
    data: { sites: { totalCount: 2 }, principals: { totalCount: 424 } },
  });
});

it('does not start where the document would remove a pool that holds something', async () => {
  await (await start(null, { source: 'sample' })).stop();
  await expect(start(file.path, { source: 'sample' })).rejects.toThrow(
    /^The pool atl-cs-001\.litwareinc\.com can't be removed: it holds \d+ categories, \d+ rooms, \d+ add-ins, /,
  );
  const gateway = await start(null);
  expect(await gateway.store.read.count(Site)).toBe(2);
});

it('tells whoever has no pool how to get one', async () => {
  const gateway = await start(null);
  expect(
    await gateway.graphql('mutation { newAddin(input: { name: "Wiki", url: "https://wiki/" }) { plan } }'),
  ).toMatchObject({
    errors: [
      {
        message: 'There is no pool yet: let TOPOLOGY name a document that lists the pools.',
        extensions: { code: 'BAD_USER_INPUT', parameter: 'input.pool' },
      },
    ],
  });
});
