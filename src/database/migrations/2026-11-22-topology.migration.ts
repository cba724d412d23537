import { type MigrationInterface, type QueryRunner, Table, TableColumn, type TableColumnOptions } from 'typeorm';

import { ColumnTypes } from './column-types';

/** What the topology tells beside names, and the history of its parts. */
export class Topology1795408800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    const audited = [column.integer('version'), column.datetime('created_at'), column.datetime('updated_at')];
    const now = new Date().toISOString().replace('T', ' ').replace('Z', '');
    // The parts that are there have no history yet: it begins now.
    for (const table of ['sites', 'pools', 'pool_servers']) {
      await addRequired(runner, table, audited, 'version = 1, created_at = ?, updated_at = ?', [now, now]);
    }
    await runner.addColumns(
      'pools',
      ['primary_database', 'backup_database'].map(
        (name) => new TableColumn(column.varchar(name, 256, { isNullable: true })),
      ),
    );
    await addRequired(
      runner,
      'pool_servers',
      [column.varchar('state', 16)],
      'state = (SELECT pools.state FROM pools WHERE pools.id = pool_servers.pool_id)',
    );
    await runner.createTable(
      new Table({
        name: 'sip_domains',
        columns: [column.generatedId(), ...audited, column.varchar('name', 255)],
        indices: [{ columnNames: ['name'], isUnique: true }],
      }),
    );
    await this.insertDomainsOfUsers(runner, now);
  }

  async down(runner: QueryRunner): Promise<void> {
    const audited = ['version', 'created_at', 'updated_at'];
    await runner.dropTable('sip_domains');
    await runner.dropColumns('pool_servers', ['state', ...audited]);
    await runner.dropColumns('pools', ['primary_database', 'backup_database', ...audited]);
    await runner.dropColumns('sites', audited);
  }

  /** The domains that a store knows already are those of its own users; contacts have those of others. */
  private async insertDomainsOfUsers(runner: QueryRunner, now: string): Promise<void> {
    await runner.query(
      `INSERT INTO sip_domains (name, version, created_at, updated_at)
        SELECT DISTINCT SUBSTR(sip_key, INSTR(sip_key, '@') + 1), 1, ?, ? FROM principals
        WHERE kind = 'USER' AND missing = 0 AND sip_key LIKE 'sip:%@%.%' ORDER BY 1`,
      [now, now],
    );
  }
}

/** Adds columns that must have a value, and gives it to the rows that are there. */
async function addRequired(
  runner: QueryRunner,
  table: string,
  columns: readonly TableColumnOptions[],
  values: string,
  parameters: unknown[] = [],
): Promise<void> {
  const nullable = columns.map((options) => new TableColumn({ ...options, isNullable: true }));
  await runner.addColumns(table, nullable);
  await runner.query(`UPDATE ${table} SET ${values}`, parameters);
  await runner.changeColumns(
    table,
    columns.map((options, i) => ({ oldColumn: nullable[i]!, newColumn: new TableColumn(options) })),
  );
}
