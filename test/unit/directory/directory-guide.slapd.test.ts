import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { activeDirectory } from '../../../src/directory/active-directory';
import { readDirectoryFile } from '../../../src/directory/configuration/directory-file';
import { USUALLY_KEPT } from '../../../src/directory/kept-attributes';
import { openLdap } from '../../../src/directory/open-ldap';
import { PrincipalKind } from '../../../src/directory/principal.entity';
import { afterThisFile } from '../../support/clean-up';
import { certificatesFor } from '../../support/ldap/certificates';
import { startContosoSlapd } from '../../support/ldap/contoso-slapd';
import type { PrivateSlapd } from '../../support/ldap/private-slapd';
import { LITWARE, startSampleSlapd } from '../../support/ldap/sample-slapd';
import { readSources, type SourceContents } from '../../support/read-sources';

const guide = readFileSync(join(__dirname, '../../../docs/directory.md'), 'utf8');
const snippets = (language: string) =>
  Array.from(guide.matchAll(/^```(\w+)\n([^]*?)^```$/gm)).flatMap(([, kind, text]) =>
    kind === language ? [text!] : [],
  );
const [activeDirectorySnippet, openLdapSnippet, replacedSnippet, severalSnippet] = snippets('yaml');
const [limits] = snippets('conf');

const folder = mkdtempSync(join(tmpdir(), 'gateway-directory-'));
afterThisFile(async () => rmSync(folder, { recursive: true }));

let litware: PrivateSlapd;
let contoso: PrivateSlapd;

beforeAll(async () => {
  const tls = certificatesFor('IP:127.0.0.1');
  litware = await startSampleSlapd({ tls });
  await litware.change(LITWARE, (client) =>
    client.add(`CN=Chat Gateway,CN=Users,${LITWARE}`, {
      objectClass: ['top', 'person', 'organizationalPerson', 'user'],
      cn: 'Chat Gateway',
      objectGUID: 'the gateway asks',
      userPassword: 'read',
    }),
  );
  contoso = await startContosoSlapd({ tls, each: [limits!] });
  const partner = `dn: CN=Ann,DC=partners,DC=com\nobjectClass: contact\nobjectGUID: ${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}\n`;
  for (const name of ['litware-ca.pem', 'contoso-ca.pem']) writeFileSync(join(folder, name), tls.pem);
  writeFileSync(join(folder, 'contoso-password'), 'read\n');
  writeFileSync(join(folder, 'partners.ldif'), partner);
});

/** What a snippet brings, with the private servers in place of those that it names. */
async function read(snippet: string): Promise<SourceContents> {
  const here = snippet
    .replaceAll('ldaps://dc1.litwareinc.com', litware.secureUrl)
    .replaceAll('ldaps://dc2.litwareinc.com', litware.secureUrl)
    .replaceAll('ldap://ldap.contoso.com', contoso.url);
  writeFileSync(join(folder, 'directory.yaml'), here);
  return readSources(
    ...readDirectoryFile(
      join(folder, 'directory.yaml'),
      { LITWARE_PASSWORD: 'read', CONTOSO_PASSWORD: 'read' },
      USUALLY_KEPT,
    ),
  );
}

/** The display names of a group's members, or their whole names where nobody stands there. */
function members(contents: SourceContents, group: string): string[] {
  const found = contents.principals.find(({ displayName }) => displayName === group)!;
  return contents.members(found).map((member) => (typeof member === 'string' ? member : member.displayName));
}

const zoe = {
  guid: expect.stringMatching(/^[\da-f-]{36}$/),
  kind: PrincipalKind.USER,
  displayName: 'Zoë',
  sipAddress: 'sip:zoe@contoso.com',
  userPrincipalName: 'zoe@contoso.com',
  logonName: 'zoe',
  logonKey: 'contoso\\zoe',
  distinguishedName: 'uid=zoe,ou=People,dc=contoso,dc=com',
  enabled: true,
  siteName: null,
  sid: null,
  attributes: [
    { name: 'cn', value: 'Zoë Ödegård' },
    { name: 'mail', value: 'zoe@contoso.com' },
  ],
};

describe('the guide to the directory', () => {
  it('connects an Active Directory', async () => {
    const contents = await read(activeDirectorySnippet!);
    expect(contents.by('kenmyer')).toMatchObject({ displayName: 'Ken Myer', logonKey: 'litwareinc\\kenmyer' });
    expect(contents.principals).toHaveLength(425);
    expect(contents.warnings).toEqual([]);
  });

  it('connects an OpenLDAP', async () => {
    const contents = await read(openLdapSnippet!);
    expect(contents.by('zoe')).toEqual(zoe);
    expect(contents.principals.map(({ kind, displayName }) => `${kind} ${displayName}`)).toEqual([
      'DOMAIN Contoso Ltd',
      'ORGANIZATIONAL_UNIT People',
      'USER Zoë',
      'GROUP Everybody',
      'GROUP Guests',
    ]);
    expect(members(contents, 'Everybody')).toEqual(['Zoë', 'Guests', `CN=Ken Myer,OU=IT,OU=Redmond,${LITWARE}`]);
    expect(members(contents, 'Guests')).toEqual(['Zoë']);
    expect(contents.warnings).toEqual([]);
  });

  it('replaces attributes', async () => {
    expect((await read(replacedSnippet!)).by('zoe')).toEqual({
      ...zoe,
      displayName: 'Zoë Ödegård',
      sipAddress: 'sip:zoe@voice.contoso.com',
      logonKey: 'contoso-hq\\zoe',
      enabled: false,
    });
  });

  it('joins several domains', async () => {
    const contents = await read(severalSnippet!);
    expect(contents.principals).toHaveLength(431);
    expect(members(contents, 'Everybody').sort()).toEqual(['Guests', 'Ken Myer', 'Zoë']);
    expect(contents.warnings).toEqual([]);
  });

  it('has no snippet that nobody tried', () => {
    // What is asked of a gateway is tried on one: see test/api/directory/sync-directory.test.ts.
    expect(guide.match(/^```\w+$/gm)).toHaveLength(5 + snippets('graphql').length);
  });

  it('tells every entry of the attribute maps', () => {
    const rows = Array.from(guide.matchAll(/^\| `(\w+)` \| `([^`]*)` \| `([^`]*)` \|$/gm), ([, ...cells]) => cells);
    const told = (name: string, value: unknown): string => {
      if (name === 'kinds') return told('', Object.fromEntries(value as [string, string][]));
      if (Array.isArray(value)) return `[${value.join(', ')}]`;
      if (value === null || typeof value !== 'object') return String(value);
      return `{ ${Object.entries(value)
        .map(([key, each]) => `${key}: ${told('', each)}`)
        .join(', ')} }`;
    };
    const maps = Object.entries(activeDirectory).map(([name, value]) => [
      name,
      told(name, value),
      told(name, { ...openLdap }[name as 'guid']),
    ]);
    expect(rows).toEqual(maps);
  });
});
