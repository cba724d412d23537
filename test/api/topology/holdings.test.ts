import { randomUUID } from 'node:crypto';

import { Endpoint } from '../../../src/features/endpoint/endpoint.entity';
import { Pool } from '../../../src/features/topology/pool.entity';
import { startTestGateway } from '../../support/gateway';
import { TopologyFile } from './topology-file';

const RED = 'red-cs-001.litwareinc.com';
const pool = { fqdn: RED, primaryDatabase: 'sql01.litwareinc.com\\rtc', servers: ['srv1.litwareinc.com'] };

it('keeps sites, pools and SIP domains as long as anything belongs to them', async () => {
  const file = new TopologyFile();
  file.write({ sipDomains: ['litwareinc.com', 'contoso.com'], sites: [{ name: 'Redmond', pools: [pool] }] });
  const gateway = await startTestGateway({ config: { topology: file.path } });
  for (const change of [
    'newPolicy(input: { identity: "site:Redmond" })',
    'newConfiguration(input: { identity: "site:Redmond" })',
    `newConfiguration(input: { identity: "service:PersistentChatServer:${RED}" })`,
    'newComplianceConfiguration(input: { identity: "site:Redmond" })',
    `newComplianceConfiguration(input: { identity: "service:PersistentChatServer:${RED}" })`,
  ]) {
    expect(await gateway.graphql(`mutation { ${change} { operationId } }`)).toEqual({ data: expect.anything() });
  }
  const { id: poolId } = await gateway.store.read.findOneByOrFail(Pool, { fqdn: RED });
  const names = ['displayName', 'displayNameKey', 'sortKey', 'distinguishedName', 'dnKey'];
  const audited = { version: 1, createdAt: new Date(), updatedAt: new Date() };
  for (const name of ['red', 'blue']) {
    const sip = `sip:${name}@contoso.com`;
    const texts = Object.fromEntries(names.map((text) => [text, name]));
    await gateway.store.write((tx) =>
      tx.insert(Endpoint, { guid: randomUUID(), poolId, sipAddress: sip, sipKey: sip, ...texts, ...audited }),
    );
  }

  file.write({ sipDomains: ['litwareinc.com'], sites: [{ name: 'Atlanta' }] });
  expect(await gateway.graphql('mutation { applyTopology(input: {}) { plan } }')).toMatchObject({
    errors: [
      {
        message:
          "The SIP domain contoso.com can't be removed: it holds 2 endpoints. " +
          "The site Redmond can't be removed: it holds 1 policy, 1 configuration and 1 compliance configuration. " +
          `The pool ${RED} can't be removed: it holds 2 endpoints, 1 configuration and 1 compliance configuration.`,
        extensions: { code: 'IN_USE' },
      },
    ],
  });
});
