import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';

import { buildSchema } from 'graphql';

import { composeResolvers, type Foundations } from './compose';
import { schemaOf } from './graphql/build-schema';
import { cmdletCoverage, type DocumentedCmdlet } from './graphql/cmdlet-coverage';
import { cmdletDocument } from './graphql/cmdlet-document';
import { printedSchema } from './graphql/print-schema';

// Resolvers are made but never asked: what they stand on may be missing.
const schema = printedSchema(schemaOf(composeResolvers({} as Foundations)));
const cmdlets = JSON.parse(readFileSync('test/reference/cmdlets.json', 'utf8')) as DocumentedCmdlet[];

writeFileSync('schema.graphql', schema);
writeFileSync('docs/cmdlets.md', cmdletDocument(cmdletCoverage(buildSchema(schema), cmdlets)));
