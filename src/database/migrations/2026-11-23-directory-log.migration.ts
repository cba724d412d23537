import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

import { ColumnTypes } from './column-types';

/** What the last changes of the directory changed, for the indexes that follow it. */
export class DirectoryLog1795430000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    const key = { isPrimary: true };
    await runner.createTable(
      new Table({
        name: 'directory_log',
        columns: [
          column.bigint('version', key),
          column.varchar('effect', 1, key),
          column.varchar('kind', 1, key),
          column.integer('parent_id', key),
          column.integer('child_id', key),
          column.bigint('previous'),
        ],
        withoutRowid: true,
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('directory_log');
  }
}
