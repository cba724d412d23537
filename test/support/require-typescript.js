// @ts-check
const { readFileSync } = require('node:fs');
const Module = require('node:module');

const { compileTypescript } = require('./compile-typescript');

// @ts-expect-error: Node has had it since ever, but doesn't say so.
Module._extensions['.ts'] = (module, path) => {
  module._compile(compileTypescript(readFileSync(path, 'utf8'), path), path);
};
