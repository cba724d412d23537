import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

import { ColumnTypes } from './column-types';

/** What sign-ins by password take: tokens that are cleared away again, and counts of those that failed. */
export class SignIns1795390800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    await runner.addColumn('access_tokens', new TableColumn({ ...column.boolean('session'), default: 0 }));
    await runner.createIndex('access_tokens', new TableIndex({ columnNames: ['session', 'expires_at'] }));
    await runner.createTable(
      new Table({
        name: 'sign_in_failures',
        columns: [
          column.varchar('id', 64, { isPrimary: true }),
          column.integer('failures'),
          column.datetime('ends_at'),
        ],
        indices: [{ columnNames: ['ends_at'] }],
        withoutRowid: true,
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('sign_in_failures');
    await runner.dropIndex('access_tokens', new TableIndex({ columnNames: ['session', 'expires_at'] }));
    await runner.dropColumn('access_tokens', 'session');
  }
}
