import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ConfigError } from '../../../../src/config';
import { readDirectoryFile } from '../../../../src/directory/configuration/directory-file';
import { afterThisFile } from '../../../support/clean-up';

const folder = mkdtempSync(join(tmpdir(), 'gateway-directory-'));
const file = join(folder, 'directory.yaml');
afterThisFile(async () => rmSync(folder, { recursive: true }));

const env = { PASSWORD: 'secret', EMPTY: '' };
const litware = {
  name: 'litware',
  kind: 'ad',
  servers: ['ldaps://dc1'],
  base: 'DC=litwareinc,DC=com',
  credential: 'reader',
};
const reader = { user: 'reader@litwareinc.com', password: { env: 'PASSWORD' } };

function read(content: unknown) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readDirectoryFile(file, env, ['title', 'employeeID']);
}

/** Every mistake that is found, without the words that name the file. */
function mistakes(content: unknown): string[] {
  try {
    read(content);
  } catch (error) {
    if (error instanceof ConfigError)
      return error.message.split('\n').map((line) => line.replace(`In "${file}", `, ''));
    throw error;
  }
  return [];
}

const withSource = (others: object) => ({ credentials: { reader }, sources: [{ ...litware, ...others }] });
const withPassword = (password: unknown) => ({ credentials: { reader: { ...reader, password } }, sources: [litware] });

it('lists sources', () => {
  const partners = { name: 'partners', kind: 'ldif', path: 'partners.ldif', attributes: { sipAddress: 'mail' } };
  const sources = read({ credentials: { reader }, sources: [litware, partners] });
  expect(sources.map(({ name, attributeMap }) => [name, attributeMap.guid, attributeMap.sipAddress])).toEqual([
    ['litware', 'objectGUID', 'msRTCSIP-PrimaryUserAddress'],
    ['partners', 'objectGUID', 'mail'],
  ]);
});

it('tells a source of which kind its servers are, and which accounts there are', () => {
  const contoso = { ...litware, name: 'contoso', kind: 'openldap', credential: 'operator' };
  const operator = { user: 'cn=operator', password: { text: 'operate' } };
  const sources = read({ credentials: { reader, operator }, sources: [litware, contoso] });
  const accounts = { reader: { ...reader, password: 'secret' }, operator: { ...operator, password: 'operate' } };
  const credentials = new Map(Object.entries(accounts));
  expect(sources.map(({ description }) => description)).toEqual([
    { kind: 'ldap', settings: expect.objectContaining({ kind: 'ad', account: accounts.reader, credentials }) },
    { kind: 'ldap', settings: expect.objectContaining({ kind: 'openldap', account: accounts.operator, credentials }) },
  ]);
});

it('has each source keep the attributes that all do, unless it names its own', () => {
  const others = [
    { name: 'contoso', kind: 'ldif', path: 'contoso.ldif', attributes: { kept: ['departmentNumber'] } },
    { name: 'partners', kind: 'ldif', path: 'partners.ldif', attributes: { kept: [] } },
  ];
  const sources = read({ credentials: { reader }, sources: [litware, ...others] });
  expect(sources.map(({ attributeMap }) => attributeMap.kept)).toEqual([
    ['title', 'employeeID'],
    ['departmentNumber'],
    [],
  ]);
});

it('takes passwords from files without the line feed at their end, and from itself where it is told to', () => {
  writeFileSync(join(folder, 'password'), 'secret\n');
  expect(mistakes(withPassword({ file: 'password' }))).toEqual([]);
  expect(mistakes(withPassword({ text: 'secret' }))).toEqual([]);
});

it.each([
  [{ sources: [] }, ['sources must list a source.']],
  [{ credentials: { reader } }, ['sources is missing.']],
  [[], ['the whole must be object, received array.']],
  [withSource({ name: undefined }), ['sources[0].name is missing.']],
  [withSource({ kind: 'nds' }), ['sources[0].kind must be of the kind "ad", "openldap" or "ldif".']],
  [withSource({ server: 'dc1' }), ['sources[0] has the unknown "server".']],
  [
    withSource({ base: undefined, servers: [] }),
    ['sources[0].servers must name a server.', 'sources[0].base is missing.'],
  ],
  [withSource({ base: '' }), ['sources[0].base must be a distinguished name, such as DC=litwareinc,DC=com.']],
  [
    withSource({ servers: ['ldaps://dc1', 'ldaps://dc2/DC=litwareinc,DC=com'] }),
    [
      'sources[0].servers[1] must be "ldaps://HOST" or "ldap://HOST", with ":PORT" after it if need be, and nothing else: the base is an entry of its own.',
    ],
  ],
  [withSource({ credential: 'writer' }), ['sources[0].credential is "writer", which credentials doesn\'t have.']],
  [withSource({ ca: 'gone.pem' }), ['sources[0].ca names "gone.pem", which is no file with a certificate in PEM.']],
  [
    withSource({ ca: 'directory.yaml' }),
    ['sources[0].ca names "directory.yaml", which is no file with a certificate in PEM.'],
  ],
  [withSource({ tls: 'off' }), ['sources[0].tls can only be "none": where it is absent, ldap:// becomes TLS too.']],
  [
    withSource({ pageSize: 0, timeout: 0 }),
    ['sources[0].pageSize must be 1 at least.', 'sources[0].timeout must be more than 0.'],
  ],
  [
    withSource({ attributes: { guid: 'no name', kinds: { user: 'PERSON' }, disabled: { attribute: 'off' } } }),
    [
      'sources[0].attributes.guid must be the name of an attribute.',
      'sources[0].attributes.kinds.user must be USER, GROUP, CONTACT, CONTAINER, ORGANIZATIONAL_UNIT, DOMAIN, or null for what is no principal.',
      'sources[0].attributes.disabled must be { attribute, bit }, { attribute, values } or null.',
    ],
  ],
  [
    withSource({ attributes: { kept: ['no name', 'a'.repeat(65)] } }),
    [
      'sources[0].attributes.kept[0] must be the name of an attribute.',
      'sources[0].attributes.kept[1] must have 64 characters at most.',
    ],
  ],
  [
    withSource({ netbiosNames: { litware: 'LITWARE' } }),
    ['sources[0].netbiosNames.litware must be a distinguished name, such as DC=litwareinc,DC=com.'],
  ],
  [{ credentials: { reader }, sources: [litware, litware] }, ['sources[1].name is "litware" for the second time.']],
  [
    { credentials: { reader }, sources: [litware, { ...litware, name: 'LITWARE' }] },
    ['sources[1].name is "LITWARE" for the second time.'],
  ],
  [withSource({ name: 'x'.repeat(257) }), ['sources[0].name may have at most 256 characters.']],
  [
    withPassword('secret'),
    [
      'credentials.reader.password must be { env: VARIABLE }, { file: PATH }, or { text: PASSWORD } where it shall stand here.',
    ],
  ],
  [
    withPassword({ env: 'EMPTY' }),
    ['credentials.reader.password names the variable "EMPTY", which is empty or not there.'],
  ],
  [
    withPassword({ env: 'GONE' }),
    ['credentials.reader.password names the variable "GONE", which is empty or not there.'],
  ],
  [withPassword({ file: 'gone' }), ['credentials.reader.password names the file "gone", which is empty or not there.']],
  [withPassword({ text: '' }), ['credentials.reader.password is empty.']],
])('refuses %j', (content, expected) => {
  expect(mistakes(content)).toEqual(expected);
});

it('says where a file is no YAML, and shows nothing of it', () => {
  const [message] = mistakes('credentials:\n  reader: { user: a, password: { text: s3cret }\nsources: []\n');
  expect(message).toMatch(/^DIRECTORY names ".*", which can't be read: .* at line 3, column 1\.$/);
  expect(message).not.toContain('s3cret');
});

it('says that there is no such file', () => {
  expect(() => readDirectoryFile(join(folder, 'gone.yaml'), env, [])).toThrow(
    /^DIRECTORY names ".*gone\.yaml", which can't be read: ENOENT/,
  );
});
