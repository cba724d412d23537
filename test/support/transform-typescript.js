// @ts-check
const { compileTypescript } = require('./compile-typescript');

/** For Jest: as the threads of the gateway are compiled, too. The types are checked elsewhere. */
module.exports = {
  /** @param {string} source @param {string} path */
  process: (source, path) => ({ code: compileTypescript(source, path) }),
};
