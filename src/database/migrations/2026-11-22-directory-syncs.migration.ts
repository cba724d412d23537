import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

import { ColumnTypes } from './column-types';

/** The list of the directory's syncs. */
export class DirectorySyncs1795387200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    const nullable = { isNullable: true };
    await runner.createTable(
      new Table({
        name: 'directory_syncs',
        columns: [
          column.generatedId(),
          column.varchar('state', 12),
          column.varchar('sync_trigger', 8),
          column.varchar('actor', 512),
          column.varchar('actor_key', 512),
          column.datetime('started_at'),
          column.datetime('ended_at', nullable),
          column.text('report', nullable),
          column.text('error', nullable),
          column.varchar('error_code', 32, nullable),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'directory_sync_sources',
        columns: [
          column.integer('sync_id', { isPrimary: true }),
          column.varchar('name', 256, { isPrimary: true }),
          column.varchar('name_key', 512),
          column.varchar('server', 1024, nullable),
          { ...column.boolean('whole'), isNullable: true },
        ],
        indices: [{ columnNames: ['name_key', 'sync_id'] }],
        withoutRowid: true,
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('directory_sync_sources');
    await runner.dropTable('directory_syncs');
  }
}
