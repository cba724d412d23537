import { execFileSync } from 'node:child_process';

import makeSqliteTemplate from './make-sqlite-template';

/** Builds what "npm start" runs, and makes the database that the tests copy. */
export default async function build(): Promise<void> {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  await makeSqliteTemplate();
}
