import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

import { ColumnTypes } from './column-types';

export class Endpoints1795416000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    await runner.createTable(
      new Table({
        name: 'endpoints',
        columns: [
          column.generatedId(),
          column.integer('version'),
          column.datetime('created_at'),
          column.datetime('updated_at'),
          column.varchar('guid', 36),
          column.varchar('sip_address', 256),
          column.varchar('sip_key', 512),
          column.varchar('display_name', 256),
          column.varchar('display_name_key', 512),
          column.varchar('sort_key', 512),
          column.varchar('distinguished_name', 1024),
          column.varchar('dn_key', 1024),
          column.integer('pool_id'),
        ],
        indices: [
          { columnNames: ['guid'], isUnique: true },
          { columnNames: ['sip_key'], isUnique: true },
          { columnNames: ['display_name_key'] },
          { columnNames: ['sort_key', 'id'] },
          { columnNames: ['pool_id'] },
        ],
        foreignKeys: [
          {
            columnNames: ['pool_id'],
            referencedTableName: 'pools',
            referencedColumnNames: ['id'],
            onDelete: 'RESTRICT',
            onUpdate: 'NO ACTION',
          },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('endpoints');
  }
}
