import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse as parsePath } from 'node:path';
import { promisify } from 'node:util';

import { getOperationAST, parse, print, validate } from 'graphql';

import { committedSchema, committedSdl } from '../../support/committed-schema';

const DOCUMENTS = join(__dirname, 'relay');

const CONFIG = {
  src: './src',
  schema: './schema.graphql',
  artifactDirectory: './src/artifacts',
  language: 'typescript',
  requireCustomScalarTypes: true,
  customScalarTypes: {
    BigInt: 'number',
    DateTime: 'string',
    Fqdn: 'string',
    JSON: 'unknown',
    SipUri: 'string',
    TimeSpan: 'string',
    UInt32: 'number',
    URL: 'string',
    UUID: 'string',
  },
  persistConfig: { file: './persisted.json' },
};

/** A module as Relay finds documents in it: they are named after it. */
function moduleOf(document: string): string {
  const tagged = parse(document).definitions.map((definition) => `graphql\`${print(definition)}\`;\n`);
  return `import { graphql } from 'relay-runtime';\n${tagged.join('')}`;
}

describe('Relay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relay-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('compiles connections, refetches and updates of its store into operations that fit the schema', async () => {
    mkdirSync(join(folder, CONFIG.artifactDirectory), { recursive: true });
    for (const file of readdirSync(DOCUMENTS)) {
      const source = join(folder, CONFIG.src, `${parsePath(file).name}.ts`);
      writeFileSync(source, moduleOf(readFileSync(join(DOCUMENTS, file), 'utf8')));
    }
    writeFileSync(join(folder, CONFIG.schema), committedSdl);
    writeFileSync(join(folder, CONFIG.persistConfig.file), '{}');
    writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(CONFIG));

    const compiler = require.resolve('relay-compiler/cli.js');
    const { stdout } = await promisify(execFile)(process.execPath, [compiler, 'relay.config.json'], { cwd: folder });
    expect(stdout).toContain('Compilation completed.');

    const persisted = JSON.parse(readFileSync(join(folder, CONFIG.persistConfig.file), 'utf8')) as Record<
      string,
      string
    >;
    const operations = Object.values(persisted).map((text) => parse(text));
    expect(operations.map((document) => getOperationAST(document)!.name!.value).sort()).toEqual([
      'PrincipalRoomsNextPageQuery',
      'PrincipalRoomsOfNodeQuery',
      'PrincipalRoomsQuery',
      'RoomChangesNewMutation',
      'RoomChangesRemoveMutation',
      'RoomChangesSetMutation',
      'RoomDetailEligiblePageQuery',
      'RoomDetailNextMembersQuery',
      'RoomDetailQuery',
      'RoomListNextPageQuery',
      'RoomListQuery',
      'RoomRowRefetchQuery',
      'ThingHistoryNextPageQuery',
    ]);
    expect(operations.flatMap((document) => validate(committedSchema, document))).toEqual([]);
  });
});
