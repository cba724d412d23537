import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Attribute, Change } from 'ldapts';

import { afterThisFile } from '../../support/clean-up';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { CONTOSO, startContosoSlapd } from '../../support/ldap/contoso-slapd';
import type { PrivateSlapd } from '../../support/ldap/private-slapd';
import { GRANT_POLICY } from './documents';

const zoe = 'zoe@contoso.com';

let slapd: PrivateSlapd;
let gateway: TestGateway;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-directory-'));
  afterThisFile(async () => rmSync(folder, { recursive: true }));
  slapd = await startContosoSlapd();
  const credentials = { reader: { user: `cn=reader,${CONTOSO}`, password: { text: 'read' } } };
  const source = {
    ...{ name: 'contoso', kind: 'openldap', tls: 'none', servers: [slapd.url] },
    ...{ base: CONTOSO, credential: 'reader' },
  };
  const path = join(folder, 'directory.json');
  writeFileSync(path, JSON.stringify({ credentials, sources: [source] }));
  gateway = await startTestGateway({ directory: { source: 'file', path }, config: { directorySyncInterval: 0 } });
  const policy = 'mutation ($input: NewPolicyInput!) { newPolicy(input: $input) { operationId } }';
  await gateway.graphql(policy, { input: { identity: 'Sales', enablePersistentChat: true } });
});

const grant = (input: object) => gateway.graphql(GRANT_POLICY, { input: { policy: 'Sales', ...input } });
const rename = (displayName: string) =>
  slapd.change(CONTOSO, (client) =>
    client.modify(
      `uid=zoe,ou=People,${CONTOSO}`,
      new Change({ operation: 'replace', modification: new Attribute({ type: 'displayName', values: [displayName] }) }),
    ),
  );

it('asks the server that is named for the user first, and grants the policy then', async () => {
  await rename('Zoë Ö.');
  expect(await grant({ identity: zoe })).toMatchObject({
    data: { grantPolicy: { principal: { displayName: 'Zoë' } } },
  });
  expect(await grant({ identity: zoe, policy: null, domainController: slapd.url })).toMatchObject({
    data: { grantPolicy: { principal: { displayName: 'Zoë Ö.', policy: null } } },
  });
});

it('does so under whatIf, too, and grants nothing', async () => {
  await rename('Zoë, once more');
  expect(await grant({ identity: zoe, domainController: slapd.url, whatIf: true })).toMatchObject({
    data: { grantPolicy: { principal: { displayName: 'Zoë, once more', policy: null }, operationId: null } },
  });
});

it('refuses a server that is not configured, and a user whom nobody knows', async () => {
  expect(await grant({ identity: zoe, domainController: 'dc9.contoso.com' })).toMatchObject({
    errors: [
      {
        message: `"dc9.contoso.com" is no server of the directory; those that are configured: "${slapd.url}".`,
        extensions: { code: 'BAD_USER_INPUT', parameter: 'input.domainController' },
      },
    ],
  });
  expect(await grant({ identity: 'nobody@contoso.com', domainController: slapd.url })).toMatchObject({
    errors: [{ extensions: { code: 'NOT_FOUND', parameter: 'input.identity' } }],
  });
});
