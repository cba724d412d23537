import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

import { ColumnTypes } from './column-types';

/** What kept users out when they vanished from the directory. */
export class PastDenials1795394400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    const key = { isPrimary: true };
    await runner.createTable(
      new Table({
        name: 'past_denials',
        columns: [column.integer('principal_id', key), column.integer('denied_id', key)],
        withoutRowid: true,
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('past_denials');
  }
}
