import { pino } from 'pino';

import { startTestGateway, type TestGatewayOptions } from '../support/gateway';
import { emptyDatabaseUrl } from '../support/test-database';
import { TopologyFile } from './topology/topology-file';

/** What is said at the start, as a rule on the level of warnings and above. */
async function warnings(options: TestGatewayOptions, level = 'warn') {
  const said: string[] = [];
  const write = (line: string) => said.push((JSON.parse(line) as { msg: string }).msg);
  const gateway = await startTestGateway({ ...options, log: pino({ level }, { write }) });
  return { gateway, said };
}

const NO_POOL = expect.stringMatching(/^There is no pool yet, .* TOPOLOGY .*docs\/topology\.md/);
const NO_POLICY = expect.stringContaining('setPolicy(input: { identity: "global", enablePersistentChat: true })');

it('tells who begins with a store of their own what it lacks, until it is there', async () => {
  const databaseUrl = await emptyDatabaseUrl();
  const { gateway, said } = await warnings({ config: { databaseUrl } });
  expect(said).toEqual([NO_POOL, NO_POLICY]);
  const enable = 'setPolicy(input: { identity: "global", enablePersistentChat: true })';
  expect(await gateway.graphql(`mutation { ${enable} { plan } }`)).toEqual({ data: { setPolicy: { plan: null } } });
  const topology = new TopologyFile();
  const pool = { fqdn: 'red.litwareinc.com', primaryDatabase: 'sql01', servers: ['srv1.litwareinc.com'] };
  topology.write({ sipDomains: ['litwareinc.com'], sites: [{ name: 'Redmond', pools: [pool] }] });
  expect((await warnings({ config: { databaseUrl, topology: topology.path } })).said).toEqual([]);
});

it('has nothing to tell of the sample organisation', async () => {
  expect((await warnings({ directory: { source: 'sample' } })).said).toEqual([]);
});

it('tells of the sample organisation where an empty store gets it, and only there', async () => {
  const options: TestGatewayOptions = {
    config: { databaseUrl: await emptyDatabaseUrl() },
    directory: { source: 'sample' },
  };
  const told = 'The store was empty: it has the sample organisation now, as DIRECTORY names no other.';
  expect((await warnings(options, 'info')).said).toContain(told);
  expect((await warnings(options, 'info')).said).not.toContain(told);
});
