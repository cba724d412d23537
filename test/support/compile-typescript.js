// @ts-check
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join, relative } = require('node:path');
const { threadId } = require('node:worker_threads');

const { version } = require('typescript/package.json');

const root = dirname(dirname(__dirname));
const configuration = readFileSync(join(root, 'tsconfig.json'), 'utf8');
const cache = join(tmpdir(), 'persistent-chat-gateway-compiled');
mkdirSync(cache, { recursive: true });

/**
 * The JavaScript of a TypeScript file. Each version is compiled once, for all processes, threads and projects.
 * @param {string} source @param {string} path
 */
exports.compileTypescript = (source, path) => {
  const key = [version, configuration, relative(root, path), source].join('\0');
  const file = join(cache, `${createHash('sha256').update(key).digest('hex')}.js`);
  if (!existsSync(file)) {
    // Others may compile the same at the same time.
    const own = `${file}.${process.pid}.${threadId}`;
    writeFileSync(own, compiled(source, path));
    renameSync(own, file);
  }
  return readFileSync(file, 'utf8');
};

/** @param {string} source @param {string} fileName */
function compiled(source, fileName) {
  const ts = require('typescript');
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', configuration);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  // As if it stood beside its source, for the source map.
  const place = { noEmit: false, outDir: undefined, rootDir: undefined, sourceMap: false, inlineSourceMap: true };
  return ts.transpileModule(source, { compilerOptions: { ...options, ...place }, fileName }).outputText;
}
