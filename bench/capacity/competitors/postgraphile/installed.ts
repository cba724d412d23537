import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * PostGraphile 5 needs a newer Node than the gateway does, so that comes with it: the program itself, as npm runs no install scripts unasked. npm itself runs
 * on the gateway's, and is told by the gateway's settings to insist on it.
 */
const NODE = `node-${process.platform}-${process.arch}`;
const PACKAGES = { [NODE]: '22.23.3', postgraphile: '5.1.5', graphql: '16.15.0' };

const FOLDER = 'bench/results/postgraphile';
const SERVER = 'bench/capacity/competitors/postgraphile/server.mjs';

export interface Installed {
  node: string;
  server: string;
}

/** Installs PostGraphile with its Node from the npm registry where that hasn't been done; null where it can't be had. */
export function installedPostgraphile(): Installed | null {
  mkdirSync(FOLDER, { recursive: true });
  const node = resolve(FOLDER, 'node_modules', NODE, 'bin/node');
  try {
    if (!existsSync(node)) {
      writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ private: true, dependencies: PACKAGES }));
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--engine-strict=false'], {
        cwd: FOLDER,
        stdio: 'ignore',
      });
    }
    execFileSync(node, ['--version'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const server = resolve(FOLDER, 'server.mjs');
  copyFileSync(SERVER, server);
  return { node, server };
}
