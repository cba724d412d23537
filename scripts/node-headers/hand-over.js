// @ts-check
/*
 * What has no ready-made build for a machine is compiled by node-gyp, which downloads Node's headers although most
 * installations of Node bring them along. This puts those into node-gyp's cache, so that a machine without
 * access to nodejs.org can compile too.
 */
const { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { homedir } = require('node:os');
const { dirname, join } = require('node:path');

const headers = join(dirname(dirname(process.execPath)), 'include', 'node');
const nodeGyp = process.env.npm_config_node_gyp;
const caches =
  process.env.XDG_CACHE_HOME || join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
const place = join(caches, 'node-gyp', process.versions.node);

if (nodeGyp && process.platform !== 'win32' && areOfThisNode(headers) && !existsSync(place)) {
  const { installVersion } = JSON.parse(readFileSync(join(dirname(nodeGyp), '..', 'package.json'), 'utf8'));
  mkdirSync(join(place, 'include'), { recursive: true });
  cpSync(headers, join(place, 'include', 'node'), { recursive: true, dereference: true });
  writeFileSync(join(place, 'installVersion'), `${installVersion}\n`);
}

/** @param {string} folder */
function areOfThisNode(folder) {
  const file = join(folder, 'node_version.h');
  if (!existsSync(file)) return false;
  const text = readFileSync(file, 'utf8');
  const version = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`NODE_${part}_VERSION (\\d+)`).exec(text)?.[1]);
  return version.join('.') === process.versions.node;
}
