import { randomUUID } from 'node:crypto';
import { type QueryRunner, Table, TableColumn, TableForeignKey, TableIndex } from 'typeorm';

import { foldedKey } from '../text-keys';
import { ColumnTypes } from './column-types';
import type { TellingMigration } from './telling-migration';

const RESTRICT = { referencedColumnNames: ['id'], onDelete: 'RESTRICT', onUpdate: 'NO ACTION' };

/** Policies, and to whom they are granted. In a store that is in use already the global one lets everybody go on. */
export class Policies1795405200000 implements TellingMigration {
  notice?: string;

  async up(runner: QueryRunner): Promise<void> {
    const column = new ColumnTypes(runner);
    await runner.createTable(policies(column));
    await runner.addColumn('principals', new TableColumn(column.integer('policy_id', { isNullable: true })));
    await runner.createForeignKey(
      'principals',
      new TableForeignKey({ columnNames: ['policy_id'], referencedTableName: 'policies', ...RESTRICT }),
    );
    await runner.createIndex('principals', new TableIndex({ columnNames: ['policy_id'] }));
    await runner.addColumn('change_sequence', new TableColumn({ ...column.bigint('policies'), default: 0 }));
    await this.insertGlobal(runner, new Date().toISOString().replace('T', ' ').slice(0, -1));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('change_sequence', 'policies');
    const principals = (await runner.getTable('principals'))!;
    await runner.dropForeignKey(
      principals,
      principals.foreignKeys.find(({ columnNames }) => columnNames.includes('policy_id'))!,
    );
    await runner.dropIndex('principals', new TableIndex({ columnNames: ['policy_id'] }));
    await runner.dropColumn('principals', 'policy_id');
    await runner.dropTable('policies');
  }

  private async insertGlobal(runner: QueryRunner, now: string): Promise<void> {
    const [{ count, users }] = await runner.manager.query<[{ count: number; users: number | null }]>(
      `SELECT COUNT(*) AS count,
        SUM(CASE WHEN kind = 'USER' AND enabled = 1 AND missing = 0 AND sip_key IS NOT NULL THEN 1 ELSE 0 END) AS users
        FROM principals`,
    );
    const isInUse = count > 0;
    const description = isInUse
      ? 'Enables Persistent Chat, as this store had users before it had policies, and all of them could enter rooms.'
      : '';
    await runner.query(
      `INSERT INTO policies (version, created_at, updated_at, identity, identity_key, scope, description, description_key,
        enable_persistent_chat) VALUES (1, ?, ?, 'global', 'global', 'GLOBAL', ?, ?, ?)`,
      [now, now, description, foldedKey(description), Number(isInUse)],
    );
    if (!isInUse) return;
    const those = users === 1 ? 'the one user' : `the ${users!.toLocaleString('en')} users`;
    this.notice =
      'From now on a policy decides whether a user enters rooms: the new global policy enables Persistent Chat, ' +
      `so nothing changes for ${those} who could enter rooms until now.`;
    await recordGlobal(runner, now, description, this.notice);
  }
}

function policies(column: ColumnTypes): Table {
  return new Table({
    name: 'policies',
    columns: [
      column.generatedId(),
      column.integer('version'),
      column.datetime('created_at'),
      column.datetime('updated_at'),
      column.varchar('identity', 320),
      column.varchar('identity_key', 640),
      column.varchar('scope', 16),
      column.integer('site_id', { isNullable: true }),
      column.varchar('description', 1024),
      column.varchar('description_key', 2048),
      column.boolean('enable_persistent_chat'),
      column.varchar('tenant_id', 36, { isNullable: true }),
    ],
    indices: [{ columnNames: ['identity_key'], isUnique: true }, { columnNames: ['site_id'] }],
    foreignKeys: [{ columnNames: ['site_id'], referencedTableName: 'sites', ...RESTRICT }],
  });
}

/** Keeps in the audit trail that it was made, and why. */
async function recordGlobal(runner: QueryRunner, now: string, description: string, reason: string): Promise<void> {
  await runner.query('UPDATE change_sequence SET last = last + 1 WHERE id = 1');
  await runner.query('UPDATE change_sequence SET policies = last WHERE id = 1');
  const after = { identity: 'global', description, enablePersistentChat: true };
  const changes = Object.entries(after).map(([path, value]) => ({ path, before: null, after: value }));
  await runner.query(
    `INSERT INTO audit_entries (id, operation_id, operation, at, actor, actor_key, request_id, reason, reason_key, node_type, node_id,
      identity, identity_key, changes)
      SELECT last, ?, 'migrate', ?, 'Migration', 'migration', ?, ?, ?, 'Policy',
        (SELECT id FROM policies), 'global', 'global', ? FROM change_sequence WHERE id = 1`,
    [randomUUID(), now, randomUUID(), reason, foldedKey(reason), JSON.stringify(changes)],
  );
}
