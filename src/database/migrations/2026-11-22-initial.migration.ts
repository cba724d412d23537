import { randomUUID } from 'node:crypto';

import {
  Table,
  type MigrationInterface,
  type QueryRunner,
  type TableColumnOptions,
  type TableForeignKeyOptions,
} from 'typeorm';

import { ColumnTypes } from './column-types';

const foreignKey = (column: string, table: string, onDelete: 'RESTRICT' | 'CASCADE'): TableForeignKeyOptions => ({
  columnNames: [column],
  referencedTableName: table,
  referencedColumnNames: ['id'],
  onDelete,
  onUpdate: 'NO ACTION',
});

export class Initial1795305600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(new ColumnTypes(runner))) await runner.createTable(table);
    await runner.query('INSERT INTO change_sequence (id, store_id, last, directory) VALUES (1, ?, 0, 0)', [
      randomUUID(),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables(new ColumnTypes(runner)).reverse()) await runner.dropTable(table.name);
  }
}

/** Every table after those that it refers to. */
function tables(column: ColumnTypes): Table[] {
  const audited = (): TableColumnOptions[] => [
    column.generatedId(),
    column.integer('version'),
    column.datetime('created_at'),
    column.datetime('updated_at'),
  ];
  return [
    new Table({
      name: 'principals',
      columns: [
        column.generatedId(),
        column.varchar('guid', 36),
        column.varchar('kind', 20),
        column.varchar('display_name', 256),
        column.varchar('display_name_key', 512),
        column.varchar('sort_key', 512),
        column.varchar('sip_address', 256, { isNullable: true }),
        column.varchar('sip_key', 512, { isNullable: true }),
        column.varchar('user_principal_name', 256, { isNullable: true }),
        column.varchar('upn_key', 512, { isNullable: true }),
        column.varchar('logon_name', 256, { isNullable: true }),
        column.varchar('logon_name_key', 512, { isNullable: true }),
        column.varchar('logon_key', 512, { isNullable: true }),
        column.varchar('distinguished_name', 1024),
        column.varchar('dn_key', 64),
        column.boolean('enabled'),
        column.boolean('missing'),
      ],
      indices: [
        { columnNames: ['guid'], isUnique: true },
        { columnNames: ['display_name_key'] },
        { columnNames: ['sip_key'] },
        { columnNames: ['upn_key'] },
        { columnNames: ['logon_key'] },
        { columnNames: ['dn_key'] },
        { columnNames: ['sort_key', 'id'] },
      ],
    }),
    new Table({
      name: 'principal_edges',
      columns: [
        column.varchar('kind', 1, { isPrimary: true }),
        column.integer('parent_id', { isPrimary: true }),
        column.integer('child_id', { isPrimary: true }),
      ],
      indices: [{ columnNames: ['child_id', 'kind', 'parent_id'] }],
      withoutRowid: true,
    }),
    new Table({
      name: 'sites',
      columns: [column.generatedId(), column.varchar('name', 256), column.varchar('name_key', 512)],
      indices: [{ columnNames: ['name_key'], isUnique: true }],
    }),
    new Table({
      name: 'pools',
      columns: [
        column.generatedId(),
        column.varchar('fqdn', 255),
        column.varchar('state', 16),
        column.integer('site_id'),
      ],
      indices: [{ columnNames: ['fqdn'], isUnique: true }],
      foreignKeys: [foreignKey('site_id', 'sites', 'RESTRICT')],
    }),
    new Table({
      name: 'pool_servers',
      columns: [column.generatedId(), column.varchar('fqdn', 255), column.boolean('active'), column.integer('pool_id')],
      indices: [{ columnNames: ['fqdn'], isUnique: true }, { columnNames: ['pool_id'] }],
      foreignKeys: [foreignKey('pool_id', 'pools', 'CASCADE')],
    }),
    new Table({
      name: 'categories',
      columns: [
        ...audited(),
        column.varchar('name', 256),
        column.varchar('name_key', 512),
        column.varchar('sort_key', 512),
        column.varchar('description', 1024),
        column.varchar('description_key', 2048),
        column.boolean('invitations'),
        column.boolean('file_upload'),
        column.boolean('chat_history'),
        column.integer('pool_id'),
      ],
      indices: [
        { columnNames: ['pool_id', 'name_key'], isUnique: true },
        { columnNames: ['name_key'] },
        { columnNames: ['sort_key', 'id'] },
      ],
      foreignKeys: [foreignKey('pool_id', 'pools', 'RESTRICT')],
    }),
    new Table({
      name: 'addins',
      columns: [
        ...audited(),
        column.varchar('name', 256),
        column.varchar('name_key', 512),
        column.varchar('sort_key', 512),
        column.varchar('url', 2048),
        column.varchar('url_key', 4096),
        column.integer('pool_id'),
      ],
      indices: [
        { columnNames: ['pool_id', 'name_key'], isUnique: true },
        { columnNames: ['name_key'] },
        { columnNames: ['sort_key', 'id'] },
      ],
      foreignKeys: [foreignKey('pool_id', 'pools', 'RESTRICT')],
    }),
    new Table({
      name: 'rooms',
      columns: [
        ...audited(),
        column.varchar('name', 256),
        column.varchar('name_key', 512),
        column.varchar('sort_key', 512),
        column.varchar('description', 1024),
        column.varchar('description_key', 2048),
        column.varchar('type', 16),
        column.varchar('privacy', 16),
        column.varchar('invitations', 16),
        column.boolean('disabled'),
        column.bigint('content_bytes'),
        column.integer('pool_id'),
        column.integer('category_id'),
        column.integer('addin_id', { isNullable: true }),
      ],
      indices: [
        { columnNames: ['pool_id', 'name_key'], isUnique: true },
        { columnNames: ['name_key'] },
        { columnNames: ['sort_key', 'id'] },
        { columnNames: ['category_id', 'sort_key', 'id'] },
        { columnNames: ['addin_id'] },
      ],
      foreignKeys: [
        foreignKey('pool_id', 'pools', 'RESTRICT'),
        foreignKey('category_id', 'categories', 'RESTRICT'),
        foreignKey('addin_id', 'addins', 'RESTRICT'),
      ],
    }),
    new Table({
      name: 'access_entries',
      columns: [
        column.varchar('list', 10, { isPrimary: true }),
        column.integer('owner_id', { isPrimary: true }),
        column.integer('principal_id', { isPrimary: true }),
      ],
      indices: [{ columnNames: ['principal_id', 'list', 'owner_id'] }],
      withoutRowid: true,
    }),
    new Table({
      name: 'change_sequence',
      columns: [
        column.integer('id', { isPrimary: true }),
        column.varchar('store_id', 36),
        column.bigint('last'),
        column.bigint('directory'),
      ],
    }),
    new Table({
      name: 'audit_entries',
      columns: [
        column.bigint('id', { isPrimary: true }),
        column.varchar('operation_id', 36),
        column.varchar('operation', 64),
        column.datetime('at'),
        column.varchar('actor', 512),
        column.varchar('actor_key', 512),
        column.integer('token_id', { isNullable: true }),
        column.integer('principal_id', { isNullable: true }),
        column.varchar('request_id', 64),
        column.varchar('reason', 1024, { isNullable: true }),
        column.varchar('reason_key', 2048, { isNullable: true }),
        column.varchar('node_type', 32),
        column.integer('node_id'),
        column.varchar('identity', 1024),
        column.varchar('identity_key', 2048),
        column.text('changes'),
      ],
      indices: [
        { columnNames: ['node_type', 'node_id', 'id'] },
        { columnNames: ['operation_id'] },
        { columnNames: ['actor_key', 'id'] },
        { columnNames: ['principal_id', 'id'] },
        { columnNames: ['at'] },
      ],
    }),
    new Table({
      name: 'invitations',
      columns: [
        column.bigint('audit_entry_id', { isPrimary: true }),
        column.integer('room_id', { isPrimary: true }),
        column.text('principal_ids'),
      ],
    }),
    new Table({
      name: 'idempotent_answers',
      columns: [
        column.varchar('actor', 32, { isPrimary: true }),
        column.varchar('key', 128, { isPrimary: true }),
        column.varchar('input_digest', 64),
        column.text('answer'),
        column.datetime('created_at'),
      ],
      indices: [{ columnNames: ['created_at'] }],
    }),
    new Table({
      name: 'access_tokens',
      columns: [
        column.generatedId(),
        column.varchar('hash', 64),
        column.varchar('name', 256),
        column.varchar('role', 16),
        column.integer('principal_id', { isNullable: true }),
        column.datetime('created_at'),
        column.datetime('expires_at'),
        column.datetime('revoked_at', { isNullable: true }),
      ],
      indices: [{ columnNames: ['hash'], isUnique: true }],
    }),
  ];
}
