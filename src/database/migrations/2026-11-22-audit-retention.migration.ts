import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

import { ColumnTypes } from './column-types';

/** Up to which change the audit trail was cleared away. */
export class AuditRetention1795401600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    await runner.addColumn('change_sequence', new TableColumn({ ...column.bigint('forgotten'), default: 0 }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('change_sequence', 'forgotten');
  }
}
