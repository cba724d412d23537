import { type MigrationInterface, type QueryRunner, Table, TableColumn } from 'typeorm';

import { ColumnTypes } from './column-types';

export class PrincipalAttributes1795376400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    await runner.addColumn(
      'principals',
      new TableColumn(column.varchar('attributes_digest', 64, { isNullable: true })),
    );
    await runner.createTable(
      new Table({
        name: 'principal_attributes',
        columns: [
          column.integer('principal_id', { isPrimary: true }),
          column.varchar('name', 64, { isPrimary: true }),
          column.varchar('value_key', 512, { isPrimary: true }),
          column.varchar('value', 256),
        ],
        indices: [{ columnNames: ['name', 'value_key', 'principal_id'] }],
        withoutRowid: true,
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('principal_attributes');
    await runner.dropColumn('principals', 'attributes_digest');
  }
}
