// @ts-check
// Threads of the gateway are begun from its sources, which plain Node can't read: each first learns to compile them.
const threads = require('node:worker_threads');

const hook = require.resolve('./require-typescript.js');

if (!('runsTypescript' in threads)) {
  const { Worker } = threads;
  Object.assign(threads, {
    runsTypescript: true,
    Worker: class extends Worker {
      /** @param {string} file @param {import('node:worker_threads').WorkerOptions} [options] */
      constructor(file, options) {
        super(file, file.endsWith('.ts') ? { ...options, execArgv: ['--require', hook] } : options);
      }
    },
  });
}
