import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readTopologyDocument, TopologyMistakes } from '../../../src/features/topology/document/topology-document';
import { afterThisFile } from '../../support/clean-up';

const folder = mkdtempSync(join(tmpdir(), 'gateway-topology-'));
const file = join(folder, 'topology.yaml');
afterThisFile(async () => rmSync(folder, { recursive: true }));

const sipDomains = ['litwareinc.com'];
const pool = {
  fqdn: 'red-cs-001.litwareinc.com',
  primaryDatabase: 'sql01.litwareinc.com\\rtc',
  backupDatabase: 'sql02.litwareinc.com\\rtc',
  servers: ['red-cs-srv1.litwareinc.com', 'red-cs-srv2.litwareinc.com'],
};

function read(content: unknown) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readTopologyDocument(file);
}

/** Every mistake that is found. */
function mistakes(content: unknown): readonly string[] {
  try {
    read(content);
  } catch (error) {
    if (error instanceof TopologyMistakes) return error.mistakes;
    throw error;
  }
  return [];
}

const withSites = (...sites: object[]) => ({ sipDomains, sites });
const withPools = (...pools: object[]) => withSites({ name: 'Redmond', pools });
const withPool = (others: object) => withPools({ ...pool, ...others });
const servers = (count: number) => Array.from({ length: count }, (_, i) => `srv${i}.litwareinc.com`);

const NO_FQDN = 'must be a fully qualified domain name, such as red-cs-001.litwareinc.com.';
const NO_NAME =
  'must be a name of 1 to 256 characters, without control characters, \\, * and ?, and without blanks at its ends.';
const POOL = 'sites[0].pools[0]';

it('takes JSON and YAML alike', () => {
  const yaml = `
# yaml-language-server: $schema=topology.schema.json
sipDomains: [litwareinc.com]
sites:
  - name: Redmond
    pools:
      - fqdn: red-cs-001.litwareinc.com
        primaryDatabase: sql01.litwareinc.com\\rtc
        backupDatabase: sql02.litwareinc.com\\rtc
        servers:
          - red-cs-srv1.litwareinc.com
          - red-cs-srv2.litwareinc.com
`;
  expect(read(yaml)).toEqual(withPool({}));
  expect(read({ $schema: 'topology.schema.json', ...withPool({}) })).toMatchObject(withPool({}));
});

it.each([
  withSites({ name: 'Redmond' }),
  withSites({ name: 'Zürich' }, { name: 'São Paulo' }, { name: 'X' }),
  withPool({ backupDatabase: null }),
  withPool({ backupDatabase: undefined }),
  withPool({ primaryDatabase: 'sql01' }),
  withPool({ servers: servers(8) }),
])('takes %j', (content) => {
  expect(mistakes(content)).toEqual([]);
});

it.each([
  [[], ['the whole must be a topology: an object with the lists sipDomains and sites.']],
  ['', ['the whole must be a topology: an object with the lists sipDomains and sites.']],
  [{}, ['sipDomains is missing.', 'sites is missing.']],
  [{ sipDomains: [], sites: [] }, ['sipDomains must have an entry.', 'sites must have an entry.']],
  [{ sipDomains: 'litwareinc.com', sites: {} }, ['sipDomains must be a list.', 'sites must be a list.']],
  [{ ...withPool({}), pools: [] }, ['the whole has the unknown "pools".']],
  [
    { ...withPool({}), sipDomains: ['sip:litwareinc.com', 7] },
    [`sipDomains[0] ${NO_FQDN}`, `sipDomains[1] ${NO_FQDN}`],
  ],
  [withSites({}), ['sites[0].name is missing.']],
  [withSites({ name: '' }, { name: ' x' }, { name: 'a\nb' }), [0, 1, 2].map((i) => `sites[${i}].name ${NO_NAME}`)],
  [
    withSites({ name: 'All*' }, { name: 'Who?' }, { name: 'Red\\Mond' }, { name: '?' }),
    [0, 1, 2, 3].map((i) => `sites[${i}].name ${NO_NAME}`),
  ],
  [withSites({ name: 'x'.repeat(257) }), [`sites[0].name ${NO_NAME}`]],
  [{ sipDomains, sites: ['Redmond'] }, ['sites[0] must be a site: an object with a name.']],
  [withSites({ name: 'Redmond', pools: { fqdn: 'x' } }), ['sites[0].pools must be a list.']],
  [withPools({}), [`${POOL}.fqdn is missing.`, `${POOL}.primaryDatabase is missing.`, `${POOL}.servers is missing.`]],
  [withPool({ fqdn: 'red-cs-001' }), [`${POOL}.fqdn ${NO_FQDN}`]],
  [withPool({ fqdn: `${'x.'.repeat(127)}com` }), [`${POOL}.fqdn ${NO_FQDN}`]],
  [withPool({ servers: [] }), [`${POOL}.servers must have an entry.`]],
  [withPool({ servers: servers(9) }), [`${POOL}.servers must have at most 8 entries.`]],
  [withPool({ servers: ['-.litwareinc.com'] }), [`${POOL}.servers[0] ${NO_FQDN}`]],
  [
    withPool({ primaryDatabase: null }),
    [`${POOL}.primaryDatabase must be a database, such as sql01.litwareinc.com\\rtc.`],
  ],
  [
    withPool({ backupDatabase: 'sql 02' }),
    [`${POOL}.backupDatabase must be a database, such as sql02.litwareinc.com\\rtc, or null.`],
  ],
  [withPool({ state: 'NORMAL' }), [`${POOL} has the unknown "state".`]],
])('refuses the form of %j', (content, expected) => {
  expect(mistakes(content)).toEqual(expected);
});

it.each([
  [
    { ...withPool({}), sipDomains: ['litwareinc.com', 'LitwareInc.com'] },
    'sipDomains[1] is "LitwareInc.com", which sipDomains[0] is already.',
  ],
  [withSites({ name: 'Zürich' }, { name: 'ZÜRICH' }), 'sites[1].name is "ZÜRICH", which sites[0].name is already.'],
  [
    withSites(
      { name: 'Redmond', pools: [pool] },
      { name: 'Atlanta', pools: [{ ...pool, fqdn: pool.fqdn.toUpperCase(), servers: servers(1) }] },
    ),
    'sites[1].pools[0].fqdn is "RED-CS-001.LITWAREINC.COM", which sites[0].pools[0].fqdn is already.',
  ],
  [
    withPools(pool, { ...pool, fqdn: 'other.litwareinc.com', servers: ['red-cs-srv2.litwareinc.com'] }),
    'sites[0].pools[1].servers[0] is "red-cs-srv2.litwareinc.com", which sites[0].pools[0].servers[1] is already.',
  ],
  [
    withPool({ backupDatabase: 'SQL01.litwareinc.com\\rtc' }),
    'sites[0].pools[0].backupDatabase is "SQL01.litwareinc.com\\rtc", which is the primary database.',
  ],
])('refuses what %j has twice', (content, expected) => {
  expect(mistakes(content)).toEqual([expected]);
});

it('names all mistakes at once, whatever their kind', () => {
  const [other, third] = [{ ...pool, servers: servers(9) }, { fqdn: pool.fqdn }];
  expect(
    mistakes({
      sipDomains: ['x'],
      sites: [
        { name: 'Redmond', pools: [pool, other] },
        { name: 'redmond', pools: [third] },
      ],
    }),
  ).toEqual([
    `sipDomains[0] ${NO_FQDN}`,
    'sites[0].pools[1].servers must have at most 8 entries.',
    'sites[1].pools[0].primaryDatabase is missing.',
    'sites[1].pools[0].servers is missing.',
    'sites[1].name is "redmond", which sites[0].name is already.',
    'sites[0].pools[1].fqdn is "red-cs-001.litwareinc.com", which sites[0].pools[0].fqdn is already.',
    'sites[1].pools[0].fqdn is "red-cs-001.litwareinc.com", which sites[0].pools[0].fqdn is already.',
  ]);
});

it('names the file with each mistake', () => {
  expect(() => read({})).toThrow(`In "${file}", sipDomains is missing.\nIn "${file}", sites is missing.`);
});

it('says where a file is no YAML', () => {
  expect(() => read('sipDomains: [litwareinc.com]\nsites:\n  - { name: Redmond\nx: 1\n')).toThrow(
    /^TOPOLOGY names ".*", which can't be read: .* at line 4, column 1\.$/,
  );
});

it('says that there is no such file', () => {
  expect(() => readTopologyDocument(join(folder, 'gone.yaml'))).toThrow(
    /^TOPOLOGY names ".*gone\.yaml", which can't be read: ENOENT/,
  );
});
