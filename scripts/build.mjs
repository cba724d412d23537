// Builds what stands in dist; what is newer than all that it is made of is left as it is.
import { execFileSync } from 'node:child_process';
import { cp, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildPlayground } from './playground.mjs';
import { isUpToDate } from './up-to-date.mjs';

process.chdir(dirname(import.meta.dirname));
const shared = ['scripts', 'package-lock.json'];
const server = { stamp: 'dist/server.stamp', sources: ['src', 'ormconfig.ts', 'tsconfig.json', 'tsconfig.build.json'] };
const playground = { stamp: 'dist/playground.stamp', sources: ['src/playground/page'] };

// What is changed while a build runs is newer than that build.
const start = new Date();

if (!(await isUpToDate(server.stamp, [...server.sources, ...shared]))) {
  buildServer();
  await cp('src/sample/litwareinc.ldif', 'dist/src/sample/litwareinc.ldif');
  await mark(server.stamp);
}
if (!(await isUpToDate(playground.stamp, [...playground.sources, ...shared]))) {
  await buildPlayground('src/playground/page', 'dist/playground');
  await mark(playground.stamp);
}

function buildServer() {
  try {
    const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));
    execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  } catch {
    // The compiler has said why.
    process.exit(1);
  }
}

async function mark(stamp) {
  await writeFile(stamp, '');
  await utimes(stamp, start, start);
}
