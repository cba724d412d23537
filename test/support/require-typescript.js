// @ts-check
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { threadId } = require('node:worker_threads');

const configuration = readFileSync(join(dirname(dirname(__dirname)), 'tsconfig.json'), 'utf8');
const cache = join(tmpdir(), 'persistent-chat-gateway-threads');
mkdirSync(cache, { recursive: true });

// @ts-expect-error: Node has had it since ever, but doesn't say so.
Module._extensions['.ts'] = (module, path) => {
  const source = readFileSync(path, 'utf8');
  const file = join(cache, `${createHash('sha256').update(configuration).update(source).digest('hex')}.js`);
  if (!existsSync(file)) {
    // Others may compile the same at the same time.
    const own = `${file}.${process.pid}.${threadId}`;
    writeFileSync(own, compiled(source, path));
    renameSync(own, file);
  }
  module._compile(readFileSync(file, 'utf8'), path);
};

/** @param {string} source @param {string} fileName */
function compiled(source, fileName) {
  const ts = require('typescript');
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', configuration);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, __dirname);
  const compilerOptions = { ...options, noEmit: false, sourceMap: false };
  return ts.transpileModule(source, { compilerOptions, fileName }).outputText;
}
