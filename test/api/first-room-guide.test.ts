import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterThisFile } from '../support/clean-up';
import { startTestGateway, type TestGateway } from '../support/gateway';
import { TopologyFile } from './topology/topology-file';

const guide = readFileSync(join(__dirname, '../../docs/first-room.md'), 'utf8');
const operations = Array.from(guide.matchAll(/^```graphql\n([^]*?)^```$/gm), ([, text]) => text!);

const entry = (number: number, dn: string, ...attributes: string[]) =>
  [`dn: ${dn},DC=litwareinc,DC=com`, `objectGUID: 5d0e3a52-1c64-4d5b-8f0e-00000000000${number}`, ...attributes].join(
    '\n',
  );
const user = (number: number, name: string, sipAddress: string) =>
  entry(
    number,
    `CN=${name}`,
    'objectClass: user',
    `displayName: ${name}`,
    `msRTCSIP-PrimaryUserAddress: ${sipAddress}`,
  );
const organisation = [
  user(1, 'Ken Myer', 'sip:kenmyer@litwareinc.com'),
  user(2, 'Kim Akers', 'sip:kimakers@litwareinc.com'),
  entry(3, 'CN=Network Team', 'objectClass: group', 'cn: Network Team', 'member: CN=Ken Myer,DC=litwareinc,DC=com'),
].join('\n\n');

let gateway: TestGateway;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-guide-'));
  afterThisFile(async () => rmSync(folder, { recursive: true }));
  const path = join(folder, 'organisation.ldif');
  writeFileSync(path, organisation);
  const topology = new TopologyFile();
  const pool = { fqdn: 'red-cs-001.litwareinc.com', primaryDatabase: 'sql01', servers: ['srv1.litwareinc.com'] };
  topology.write({ sipDomains: ['litwareinc.com'], sites: [{ name: 'Redmond', pools: [pool] }] });
  gateway = await startTestGateway({ directory: { source: 'ldif', path }, config: { topology: topology.path } });
});

it('leads from an empty store to the first user in the first room', async () => {
  const [whatIsThere, enableAll, enablePilot, makeCategory, makeRoom, whoEnters] = operations;
  expect(await gateway.graphql(whatIsThere!)).toEqual({
    data: {
      pools: { nodes: [{ fqdn: 'red-cs-001.litwareinc.com', site: { name: 'Redmond' } }] },
      principals: { totalCount: 2 },
      policies: { nodes: [] },
    },
  });
  expect(await gateway.graphql(enablePilot!)).toEqual({
    data: {
      newPolicy: { policy: { identity: 'Pilot' } },
      grantPolicies: { succeeded: 1, failed: 0, impact: { gained: { totalCount: 1 } } },
    },
  });
  expect(await gateway.graphql(makeCategory!)).toMatchObject({
    data: { setCategory: { category: { eligiblePrincipals: { totalCount: 1 } } } },
  });
  expect(await gateway.graphql(makeRoom!)).toMatchObject({
    data: { newRoom: { impact: { gained: { nodes: [{ principal: { displayName: 'Ken Myer' } }] } } } },
  });
  expect(await gateway.graphql(whoEnters!)).toEqual({
    data: {
      principal: {
        enabled: true,
        sipAddress: 'sip:kenmyer@litwareinc.com',
        effectivePolicy: { source: 'GRANTED', policy: { identity: 'Pilot', enablePersistentChat: true } },
        enterableRooms: { nodes: [{ identity: 'red-cs-001.litwareinc.com\\Major Incidents' }] },
      },
    },
  });
  expect(await gateway.graphql(enableAll!)).toEqual({ data: { setPolicy: { impact: { gained: { totalCount: 1 } } } } });
});

it('takes the pilot policy away as the guide says', async () => {
  const [, takeAway] = /^`(grantPolicies\([^`]*\))` takes it away/m.exec(guide)!;
  expect(await gateway.graphql(`mutation { ${takeAway} { succeeded } }`)).toEqual({
    data: { grantPolicies: { succeeded: 1 } },
  });
});

it('has no operation that nobody tried', () => {
  expect(operations).toHaveLength(6);
});
