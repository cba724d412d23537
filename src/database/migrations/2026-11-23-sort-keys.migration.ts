import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

import { SORT_KEY_LENGTH, sortKey } from '../text-keys';
import { ColumnTypes } from './column-types';

/** By table, the folded key of what its rows are ordered by. */
const KEYS = {
  sites: 'name_key',
  policies: 'identity_key',
  configurations: 'identity_key',
  compliance_configurations: 'identity_key',
};
/** Made anew for each table, after which it is called. */
const index = () => new TableIndex({ columnNames: ['sort_key', 'id'] });

/** Sites, and what has a scope, come in the order of base letters, as rooms do. */
export class SortKeys1795450000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const required = new ColumnTypes(runner).varchar('sort_key', SORT_KEY_LENGTH);
    for (const [table, key] of Object.entries(KEYS)) {
      const nullable = new TableColumn({ ...required, isNullable: true });
      await runner.addColumn(table, nullable);
      const rows = await runner.manager.query<{ id: number; folded: string }[]>(
        `SELECT id, ${key} AS folded FROM ${table}`,
      );
      for (const { id, folded } of rows)
        await runner.query(`UPDATE ${table} SET sort_key = ? WHERE id = ?`, [sortKey(folded), id]);
      await runner.changeColumn(table, nullable, new TableColumn(required));
      await runner.createIndex(table, index());
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(KEYS)) {
      await runner.dropIndex(table, index());
      await runner.dropColumn(table, 'sort_key');
    }
  }
}
