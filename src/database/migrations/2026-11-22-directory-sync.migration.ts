import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  TableColumn,
  type TableColumnOptions,
  TableIndex,
} from 'typeorm';

import { ColumnTypes } from './column-types';

/** What a sync keeps of a directory beside the principals, and the tables in which it prepares what it will change. */
export class DirectorySync1795383600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    const nullable = { isNullable: true };
    await runner.dropColumn('principals', 'attributes_digest');
    await runner.addColumns(
      'principals',
      [
        column.varchar('digest', 32, nullable),
        column.varchar('members_digest', 32, nullable),
        column.varchar('sid', 136, nullable),
        column.integer('source_id', nullable),
        column.varchar('site_name', 256, nullable),
        column.varchar('site_key', 512, nullable),
      ].map((options) => new TableColumn(options)),
    );
    await runner.createIndex('principals', new TableIndex({ columnNames: ['site_key'] }));
    await runner.createTable(
      new Table({
        name: 'directory_sources',
        columns: [
          column.generatedId(),
          column.varchar('name', 256),
          column.text('mark', nullable),
          column.text('netbios_names'),
          column.boolean('links_follow_moves'),
          column.datetime('swept_at', nullable),
        ],
        indices: [{ columnNames: ['name'], isUnique: true }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'directory_lease',
        columns: [
          column.integer('id', { isPrimary: true }),
          column.varchar('holder', 36, nullable),
          column.datetime('expires_at', nullable),
        ],
      }),
    );
    await runner.query('INSERT INTO directory_lease (id) VALUES (1)');
    await runner.createTable(
      new Table({
        name: 'pending_members',
        columns: [column.integer('group_id', { isPrimary: true }), column.varchar('dn_key', 64, { isPrimary: true })],
        indices: [{ columnNames: ['dn_key'] }],
        withoutRowid: true,
      }),
    );
    await this.createStaging(runner, column);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['staged_pending', 'staged_groups', 'staged_edges', 'staged_attributes', 'staged_principals'];
    for (const table of [...tables, 'pending_members', 'directory_lease', 'directory_sources'])
      await runner.dropTable(table);
    await runner.query("DELETE FROM principal_edges WHERE kind = 'P'");
    await runner.dropIndex('principals', new TableIndex({ columnNames: ['site_key'] }));
    await runner.dropColumns('principals', ['digest', 'members_digest', 'sid', 'source_id', 'site_name', 'site_key']);
    await runner.addColumn(
      'principals',
      new TableColumn(new ColumnTypes(runner).varchar('attributes_digest', 64, { isNullable: true })),
    );
  }

  private async createStaging(runner: QueryRunner, column: ColumnTypes): Promise<void> {
    const nullable = { isNullable: true };
    const key = { isPrimary: true };
    const staged = (name: string, columns: TableColumnOptions[]) =>
      runner.createTable(new Table({ name, columns, withoutRowid: true }));
    await staged('staged_principals', [
      column.integer('id', key),
      column.varchar('effect', 8),
      column.boolean('moved'),
      column.boolean('missing'),
      column.varchar('members_digest', 32, nullable),
      column.varchar('guid', 36, nullable),
      column.varchar('kind', 20, nullable),
      column.varchar('display_name', 256, nullable),
      column.varchar('display_name_key', 512, nullable),
      column.varchar('sort_key', 512, nullable),
      column.varchar('sip_address', 256, nullable),
      column.varchar('sip_key', 512, nullable),
      column.varchar('user_principal_name', 256, nullable),
      column.varchar('upn_key', 512, nullable),
      column.varchar('logon_name', 256, nullable),
      column.varchar('logon_name_key', 512, nullable),
      column.varchar('logon_key', 512, nullable),
      column.varchar('distinguished_name', 1024, nullable),
      column.varchar('dn_key', 64, nullable),
      { ...column.boolean('enabled'), isNullable: true },
      column.varchar('site_name', 256, nullable),
      column.varchar('site_key', 512, nullable),
      column.varchar('sid', 136, nullable),
      column.integer('source_id', nullable),
      column.varchar('digest', 32, nullable),
    ]);
    await staged('staged_attributes', [
      column.integer('principal_id', key),
      column.varchar('name', 64, key),
      column.varchar('value_key', 512, key),
      column.varchar('value', 256),
    ]);
    await staged('staged_edges', [
      column.varchar('effect', 1, key),
      column.varchar('kind', 1, key),
      column.integer('parent_id', key),
      column.integer('child_id', key),
    ]);
    await staged('staged_groups', [column.integer('id', key), column.varchar('members_digest', 32, nullable)]);
    await staged('staged_pending', [
      column.varchar('effect', 1, key),
      column.integer('group_id', key),
      column.varchar('dn_key', 64, key),
    ]);
  }
}
