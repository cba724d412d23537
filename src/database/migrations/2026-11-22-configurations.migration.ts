import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions, TableIndex } from 'typeorm';

import { ColumnTypes } from './column-types';

const RESTRICT = { referencedColumnNames: ['id'], onDelete: 'RESTRICT', onUpdate: 'NO ACTION' };

/** What is set for the service and for what it records, with the global one of each: it has the defaults. */
export class Configurations1795412400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    await runner.createTable(
      scoped('configurations', column, [
        column.integer('default_chat_history'),
        column.bigint('max_file_size_kb'),
        column.bigint('participant_update_limit'),
        column.varchar('room_management_url', 2048, { isNullable: true }),
        column.varchar('room_management_url_key', 4096, { isNullable: true }),
      ]),
    );
    const recording = scoped('compliance_configurations', column, [
      column.varchar('adapter_type', 512, { isNullable: true }),
      column.varchar('adapter_type_key', 1024, { isNullable: true }),
      column.varchar('adapter_name', 256, { isNullable: true }),
      column.varchar('adapter_name_key', 512, { isNullable: true }),
      column.varchar('adapter_output_directory', 256, { isNullable: true }),
      column.varchar('adapter_output_directory_key', 512, { isNullable: true }),
      column.boolean('one_chat_room_per_output_file'),
      column.boolean('add_chat_room_details'),
      column.boolean('add_user_details'),
      column.boolean('create_file_attachments_manifest'),
      column.text('custom_configuration', { isNullable: true }),
      column.integer('run_interval'),
    ]);
    await runner.createTable(recording);
    await runner.createIndex(
      recording,
      new TableIndex({ columnNames: ['adapter_output_directory_key'], isUnique: true }),
    );
    await insertGlobals(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('compliance_configurations');
    await runner.dropTable('configurations');
  }
}

function scoped(name: string, column: ColumnTypes, settings: readonly TableColumnOptions[]): Table {
  return new Table({
    name,
    columns: [
      column.generatedId(),
      column.integer('version'),
      column.datetime('created_at'),
      column.datetime('updated_at'),
      column.varchar('identity', 320),
      column.varchar('identity_key', 640),
      column.varchar('scope', 16),
      column.integer('site_id', { isNullable: true }),
      column.integer('pool_id', { isNullable: true }),
      ...settings,
    ],
    indices: [
      { columnNames: ['identity_key'], isUnique: true },
      { columnNames: ['site_id'] },
      { columnNames: ['pool_id'] },
    ],
    foreignKeys: [
      { columnNames: ['site_id'], referencedTableName: 'sites', ...RESTRICT },
      { columnNames: ['pool_id'], referencedTableName: 'pools', ...RESTRICT },
    ],
  });
}

async function insertGlobals(runner: QueryRunner): Promise<void> {
  const now = new Date().toISOString().replace('T', ' ').slice(0, -1);
  const global = 'version, created_at, updated_at, identity, identity_key, scope';
  const values = "1, ?, ?, 'global', 'global', 'GLOBAL'";
  await runner.query(
    `INSERT INTO configurations (${global}, default_chat_history, max_file_size_kb, participant_update_limit)
      VALUES (${values}, 30, 20000, 75)`,
    [now, now],
  );
  await runner.query(
    `INSERT INTO compliance_configurations (${global}, one_chat_room_per_output_file, add_chat_room_details, add_user_details,
      create_file_attachments_manifest, run_interval) VALUES (${values}, 0, 0, 0, 0, 900)`,
    [now, now],
  );
}
