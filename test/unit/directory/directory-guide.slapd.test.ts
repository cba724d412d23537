import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { activeDirectory } from '../../../src/directory/active-directory';
import { readDirectoryFile } from '../../../src/directory/configuration/directory-file';
import { endsOf } from '../../../src/directory/directory-difference';
import type { DirectoryPrincipal } from '../../../src/directory/directory-principal';
import { type DirectorySnapshot, takeSnapshot } from '../../../src/directory/directory-snapshot';
import { digestOf, USUALLY_KEPT } from '../../../src/directory/kept-attributes';
import { openLdap } from '../../../src/directory/open-ldap';
import { EdgeKind } from '../../../src/directory/principal-edge.entity';
import { PrincipalKind } from '../../../src/directory/principal.entity';
import { afterThisFile } from '../../support/clean-up';
import { certificatesFor } from '../../support/ldap/certificates';
import { startContosoSlapd } from '../../support/ldap/contoso-slapd';
import type { PrivateSlapd } from '../../support/ldap/private-slapd';
import { LITWARE, startSampleSlapd } from '../../support/ldap/sample-slapd';

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
async function read(snippet: string): Promise<DirectorySnapshot> {
  const here = snippet
    .replaceAll('ldaps://dc1.litwareinc.com', litware.secureUrl)
    .replaceAll('ldaps://dc2.litwareinc.com', litware.secureUrl)
    .replaceAll('ldap://ldap.contoso.com', contoso.url);
  writeFileSync(join(folder, 'directory.yaml'), here);
  return takeSnapshot(
    ...readDirectoryFile(
      join(folder, 'directory.yaml'),
      { LITWARE_PASSWORD: 'read', CONTOSO_PASSWORD: 'read' },
      USUALLY_KEPT,
    ),
  );
}

const by = ({ principals }: DirectorySnapshot, logonName: string): DirectoryPrincipal =>
  principals.find((principal) => principal.logonName === logonName)!;

function members({ principals, edges }: DirectorySnapshot, group: string): string[] {
  const ends = Array.from(edges[EdgeKind.MEMBER], (edge) => endsOf(edge, principals.length));
  return ends
    .filter(([parent]) => principals[parent]!.displayName === group)
    .map(([, child]) => principals[child]!.displayName);
}

const attributes = [
  { name: 'cn', value: 'Zoë Ödegård' },
  { name: 'mail', value: 'zoe@contoso.com' },
];
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
  attributes,
  attributesDigest: digestOf(attributes),
};

describe('the guide to the directory', () => {
  it('connects an Active Directory', async () => {
    const snapshot = await read(activeDirectorySnippet!);
    expect(by(snapshot, 'kenmyer')).toMatchObject({ displayName: 'Ken Myer', logonKey: 'litwareinc\\kenmyer' });
    expect(snapshot.principals).toHaveLength(425);
    expect(snapshot.warnings).toEqual([]);
  });

  it('connects an OpenLDAP', async () => {
    const snapshot = await read(openLdapSnippet!);
    expect(by(snapshot, 'zoe')).toEqual(zoe);
    expect(snapshot.principals.map(({ kind, displayName }) => `${kind} ${displayName}`)).toEqual([
      'DOMAIN Contoso Ltd',
      'ORGANIZATIONAL_UNIT People',
      'USER Zoë',
      'GROUP Everybody',
      'GROUP Guests',
    ]);
    expect(members(snapshot, 'Everybody')).toEqual(['Zoë', 'Guests']);
    expect(members(snapshot, 'Guests')).toEqual(['Zoë']);
    expect(snapshot.warnings.map(({ code, count }) => [code, count])).toEqual([['MEMBER_NOT_FOUND', 1]]);
  });

  it('replaces attributes', async () => {
    expect(by(await read(replacedSnippet!), 'zoe')).toEqual({
      ...zoe,
      displayName: 'Zoë Ödegård',
      sipAddress: 'sip:zoe@voice.contoso.com',
      logonKey: 'contoso-hq\\zoe',
      enabled: false,
    });
  });

  it('joins several domains', async () => {
    const snapshot = await read(severalSnippet!);
    expect(snapshot.principals).toHaveLength(431);
    expect(members(snapshot, 'Everybody').sort()).toEqual(['Guests', 'Ken Myer', 'Zoë']);
    expect(snapshot.warnings).toEqual([]);
  });

  it('has no snippet that nobody tried', () => {
    expect(guide.match(/^```\w+$/gm)).toHaveLength(5);
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
