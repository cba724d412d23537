import { appendFileSync } from 'node:fs';

import Database from 'better-sqlite3';

// Loaded before anything else in every thread: each connection notes at its end how many rows it wrote.
const close: () => Database.Database = Reflect.get(Database.prototype, 'close');
Database.prototype.close = function (this: Database.Database) {
  appendFileSync(process.env.BENCH_ROWS!, `${this.prepare('SELECT total_changes()').pluck().get() as number}\n`);
  return close.call(this);
};
