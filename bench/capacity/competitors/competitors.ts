import type { Arm, Stores, Upkeep } from '../arm';
import { eligibleInMariadb, eligibleInSqlite } from './closure/closure-page';
import { makeClosures } from './closure/closures';
import { eligibleByRecursion } from './recursive/recursive-page';
import { mariadbArm, sqliteArm } from './sql/sql-arm';

/** What users would pick instead. */
export interface Competitors {
  arms: Arm[];
  /** Those that have to keep something up. */
  upkeeps: Upkeep[];
  /** A sentence for each that can't be had here. */
  leftOut: string[];
}

/** Makes them ready, one after the other; they are closed by the caller. */
export async function openCompetitors(stores: Stores): Promise<Competitors> {
  await makeClosures(stores);
  return {
    arms: [
      await mariadbArm('closure table, MariaDB', stores, eligibleInMariadb),
      sqliteArm('closure table, SQLite', stores, eligibleInSqlite),
      await mariadbArm('recursive SQL, MariaDB', stores, eligibleByRecursion),
      sqliteArm('recursive SQL, SQLite', stores, eligibleByRecursion),
    ],
    upkeeps: [],
    leftOut: [],
  };
}
