import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

import { ColumnTypes } from './column-types';

const INDEX = new TableIndex({ columnNames: ['lists_members', 'privacy'] });

/** Whether each room lists members, so that those without are found by an index. */
export class ListedMembers1795440000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const required = new ColumnTypes(runner).boolean('lists_members');
    const nullable = new TableColumn({ ...required, isNullable: true });
    await runner.addColumn('rooms', nullable);
    await runner.query(
      `UPDATE rooms SET lists_members =
        EXISTS (SELECT 1 FROM access_entries entry WHERE entry.list = 'MEMBERS' AND entry.owner_id = rooms.id)`,
    );
    await runner.changeColumn('rooms', nullable, new TableColumn(required));
    await runner.createIndex('rooms', INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('rooms', INDEX);
    await runner.dropColumn('rooms', 'lists_members');
  }
}
