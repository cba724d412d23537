// @ts-check
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/**
 * What this process has compiled, by file name. Every test file evaluates the gateway and its packages anew, and Jest would
 * compile them anew for it, too, which takes longer.
 * @type {Map<string, { code: string, script: vm.Script }>}
 */
const kept = new Map();
const { compileFunction } = vm;

Object.assign(vm, {
  /** @type {typeof vm.compileFunction} */
  compileFunction(code, parameters, options) {
    const { filename, parsingContext } = options ?? {};
    if (!filename || !parsingContext) return compileFunction(code, parameters, options);
    const found = kept.get(filename);
    if (found?.code === code) return found.script.runInContext(parsingContext);
    const head = `(function (${parameters?.join()}) {`;
    const script = new vm.Script(`${head}${code}\n})`, { filename, columnOffset: -head.length });
    kept.set(filename, { code, script });
    return script.runInContext(parsingContext);
  },
});

module.exports = TestEnvironment;
