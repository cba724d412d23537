import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

import { ColumnTypes } from './column-types';

/** What an entry of the audit trail did to its thing, what it takes to make a removed one again, and which entry undid which. */
export class Reverts1795420000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    await runner.addColumns('audit_entries', [
      new TableColumn({ ...column.varchar('kind', 8), default: "'CHANGED'" }),
      new TableColumn(column.text('removed_row', { isNullable: true })),
      new TableColumn(column.bigint('reverts', { isNullable: true })),
    ]);
    await runner.createIndex('audit_entries', new TableIndex({ columnNames: ['reverts'] }));
    await runner.query(`UPDATE audit_entries SET kind = 'MADE' WHERE operation LIKE 'new%' OR operation = 'migrate'`);
    await runner.query(
      `UPDATE audit_entries SET kind = 'REMOVED' WHERE operation LIKE 'remove%' AND node_type = SUBSTR(operation, 7)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('audit_entries', new TableIndex({ columnNames: ['reverts'] }));
    await runner.dropColumns('audit_entries', ['kind', 'removed_row', 'reverts']);
  }
}
