import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startTestGateway, type TestGateway } from '../../support/gateway';
import { TopologyFile } from './topology-file';

const guide = readFileSync(join(__dirname, '../../../docs/topology.md'), 'utf8');
const snippets = (language: string) =>
  Array.from(guide.matchAll(/^```(\w+)\n([^]*?)^```$/gm)).flatMap(([, kind, text]) =>
    kind === language ? [text!] : [],
  );

let gateway: TestGateway;

beforeAll(async () => {
  const file = new TopologyFile();
  file.write(snippets('yaml')[0]!);
  gateway = await startTestGateway({ config: { topology: file.path } });
});

describe('the guide to the topology', () => {
  it('has a document that is applied as it stands', async () => {
    const query = '{ sites { nodes { name pools { nodes { activeDatabase servers { fqdn active } } } } } }';
    const servers = [1, 2].map((number) => ({ fqdn: `red-cs-srv${number}.litwareinc.com`, active: true }));
    const pools = { nodes: [{ activeDatabase: 'red-sql-001.litwareinc.com\\rtc', servers }] };
    expect(await gateway.graphql(query)).toEqual({
      data: {
        sites: {
          nodes: [
            { name: 'Dublin', pools: { nodes: [] } },
            { name: 'Redmond', pools },
          ],
        },
      },
    });
  });

  it('has operations that do what it says', async () => {
    const [plan, failOver, activate] = snippets('graphql');
    expect(await gateway.graphql(plan!)).toMatchObject({ data: { applyTopology: { parts: [] } } });
    expect(await gateway.graphql(failOver!)).toMatchObject({
      data: { setPoolState: { pool: { activeDatabase: 'red-sql-002.litwareinc.com\\rtc' } } },
    });
    expect(await gateway.graphql(activate!)).toEqual({
      data: { setActiveServers: { pool: { activeServers: [{ fqdn: 'red-cs-srv2.litwareinc.com' }] }, warnings: [] } },
    });
  });

  it('has no snippet that nobody tried', () => {
    expect(guide.match(/^```\w+$/gm)).toHaveLength(4);
  });
});
