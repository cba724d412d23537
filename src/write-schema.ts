import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';

import { buildSchema } from 'graphql';

import { composeSchema, type Foundations } from './compose';
import { cmdletCoverage, type DocumentedCmdlet } from './graphql/cmdlet-coverage';
import { cmdletDocument } from './graphql/cmdlet-document';
import { errorDocument } from './graphql/error-document';
import { printedSchema } from './graphql/print-schema';

// Resolvers are made but never asked: what they stand on may be missing.
const schema = printedSchema(composeSchema({} as Foundations));
const cmdlets = JSON.parse(readFileSync('test/reference/cmdlets.json', 'utf8')) as DocumentedCmdlet[];

writeFileSync('schema.graphql', schema);
writeFileSync('docs/cmdlets.md', cmdletDocument(cmdletCoverage(buildSchema(schema), cmdlets)));
writeFileSync('docs/errors.md', errorDocument(buildSchema(schema), readFileSync('src/error-details.ts', 'utf8')));
