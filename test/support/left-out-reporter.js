// @ts-check

/** Says at the end of a run what it left out. */
module.exports = class LeftOutReporter {
  /** @param {unknown} _config @param {{ leftOut: string[] }} options */
  constructor(_config, { leftOut }) {
    this.leftOut = leftOut;
  }

  onRunComplete() {
    for (const part of this.leftOut) process.stderr.write(`\nThis run left out ${part}\n`);
  }
};
