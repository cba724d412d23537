// Writes the typed client of the operations beside this file into the folder that is named.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildSchema, parse } from 'graphql';

const [, , folder] = process.argv;
const operations = new URL('operations/', import.meta.url);
const sdl = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');

const documents = readdirSync(operations).map((file) => {
  const rawSDL = readFileSync(new URL(file, operations), 'utf8');
  return { location: file, rawSDL, document: parse(rawSDL) };
});

const sections = await preset.buildGeneratesSection({
  baseOutputDir: `${folder}/`,
  schema: parse(sdl),
  schemaAst: buildSchema(sdl),
  documents,
  config: {
    strictScalars: true,
    scalars: {
      BigInt: { input: 'number | string', output: 'number' },
      DateTime: 'string',
      Fqdn: 'string',
      JSON: 'unknown',
      SipUri: 'string',
      TimeSpan: 'string',
      UInt32: 'number',
      URL: 'string',
      UUID: 'string',
    },
    useTypeImports: true,
  },
  presetConfig: { persistedDocuments: true },
  plugins: [],
  pluginMap: {},
});

await Promise.all(sections.map(async (section) => writeFileSync(section.filename, await codegen(section))));
