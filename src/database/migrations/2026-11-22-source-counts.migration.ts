import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

import { ColumnTypes } from './column-types';

/** How many principals each source of the directory has. */
export class SourceCounts1795398000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    await runner.addColumn('directory_sources', new TableColumn({ ...column.integer('principals'), default: 0 }));
    await runner.query(
      `UPDATE directory_sources SET principals =
        (SELECT COUNT(*) FROM principals WHERE source_id = directory_sources.id AND missing = 0)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('directory_sources', 'principals');
  }
}
