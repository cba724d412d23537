import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Kind, OperationTypeNode, parse } from 'graphql';

import { committedSchema, ROOT } from '../../support/committed-schema';

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
  },
};

const USE = `
import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
import { useFragment } from './fragment-masking';
import {
  type ErrorCode,
  NewRoomDocument,
  RoomDetailDocument,
  RoomRowFragmentDoc,
  RoomsPageDocument,
} from './graphql';

export const sizes = (page: ResultOf<typeof RoomsPageDocument>): number[] =>
  page.rooms.edges.map(({ node }) => useFragment(RoomRowFragmentDoc, node).contentBytes);
export const secretRoom: VariablesOf<typeof NewRoomDocument> = {
  input: { name: 'IT', category: 'Sites', privacy: 'SECRET' },
};
export const isStale = (code: ErrorCode): boolean => code === 'PLAN_STALE';

// @ts-expect-error The room may be null.
export const version = (answer: ResultOf<typeof RoomDetailDocument>): number => answer.room.version;
// @ts-expect-error A room needs a category.
export const nowhere: VariablesOf<typeof NewRoomDocument> = { input: { name: 'IT' } };
// @ts-expect-error There is no such code.
export const misspelt: ErrorCode = 'STALE_PLAN';
`;

/** What a program prints; nothing where it is content. */
async function outputOf(program: string, ...args: string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, [program, ...args]);
  const { stdout, stderr } = await run.catch((failure: { stdout: string; stderr: string }) => failure);
  return `${stdout}${stderr}`;
}

describe('A typed client', () => {
  const folder = mkdtempSync(join(tmpdir(), 'typed-client-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('asks for every query, mutation and subscription', () => {
    const operations = readdirSync(join(__dirname, 'operations'))
      .flatMap((file) => parse(readFileSync(join(__dirname, 'operations', file), 'utf8')).definitions)
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    const asked = operations.flatMap(({ selectionSet }) =>
      selectionSet.selections.map((selection) => (selection.kind === Kind.FIELD ? selection.name.value : '')),
    );
    const roots = Object.values(OperationTypeNode).map((kind) => committedSchema.getRootType(kind)!);
    const fields = roots.flatMap((root) => Object.keys(root.getFields()));
    expect([...new Set(asked)].sort()).toEqual(fields.sort());
  });

  it('is generated with a type for every scalar, and compiles under strict settings', async () => {
    expect(await outputOf(join(__dirname, 'generate-client.mjs'), folder)).toBe('');
    expect(readdirSync(folder).sort()).toEqual([
      'fragment-masking.ts',
      'gql.ts',
      'graphql.ts',
      'index.ts',
      'persisted-documents.json',
    ]);

    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    writeFileSync(join(folder, 'use.ts'), USE);
    expect(await outputOf(require.resolve('typescript/bin/tsc'), '-p', folder)).toBe('');
  });
});
