import 'reflect-metadata';
import { writeFileSync } from 'node:fs';

import { composeResolvers, type Foundations } from './compose';
import { schemaOf } from './graphql/build-schema';
import { printedSchema } from './graphql/print-schema';

// Resolvers are made but never asked: what they stand on may be missing.
writeFileSync('schema.graphql', printedSchema(schemaOf(composeResolvers({} as Foundations))));
