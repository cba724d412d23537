import type { Arm, Stores, Upkeep } from '../arm';
import { eligibleInMariadb, eligibleInSqlite } from './closure/closure-page';
import { type Closure, makeClosures } from './closure/closures';
import { MariadbUpkeep } from './closure/mariadb-upkeep';
import { dataLoaderArm } from './data-loader-server/data-loader.arm';
import { installedPostgraphile } from './postgraphile/installed';
import { postgresPrograms } from './postgraphile/postgres';
import { postgraphileArm } from './postgraphile/postgraphile.arm';
import { eligibleByRecursion } from './recursive/recursive-page';
import { mariadbArm, sqliteArm } from './sql/sql-arm';

/** What users would pick instead. */
export interface Competitors {
  arms: Arm[];
  /** Those that take seconds for a typical page, and minutes for a heavy one. */
  slowArms: Arm[];
  /** Those that have to keep something up. */
  upkeeps: Upkeep[];
  closures: Closure[];
  /** A sentence for each that can't be had here. */
  leftOut: string[];
}

/** Makes them ready, one after the other; they are closed by the caller. */
export async function openCompetitors(stores: Stores): Promise<Competitors> {
  const closures = await makeClosures(stores);
  const postgraphile = await openPostgraphile(stores);
  return {
    closures,
    arms: [
      await mariadbArm('closure table, MariaDB', stores, eligibleInMariadb),
      sqliteArm('closure table, SQLite', stores, eligibleInSqlite),
      await dataLoaderArm(stores),
      ...postgraphile.arms,
    ],
    slowArms: [
      await mariadbArm('recursive SQL, MariaDB', stores, eligibleByRecursion),
      sqliteArm('recursive SQL, SQLite', stores, eligibleByRecursion),
    ],
    upkeeps: [await MariadbUpkeep.open(stores)],
    leftOut: postgraphile.leftOut,
  };
}

async function openPostgraphile(stores: Stores): Promise<Pick<Competitors, 'arms' | 'leftOut'>> {
  const programs = postgresPrograms();
  if (!programs) return { arms: [], leftOut: ['PostGraphile is left out, as PostgreSQL is not installed.'] };
  const installed = installedPostgraphile();
  if (!installed) return { arms: [], leftOut: ["PostGraphile is left out, as npm can't install it with Node 22."] };
  return { arms: [await postgraphileArm(stores, programs, installed)], leftOut: [] };
}
