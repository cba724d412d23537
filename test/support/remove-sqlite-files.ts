import { rmSync } from 'node:fs';

export default function removeSqliteFiles(): void {
  rmSync(process.env.TEST_SQLITE_FOLDER!, { recursive: true, force: true });
}
