import type { QueryRunner, TableColumnOptions } from 'typeorm';

type Options = Partial<TableColumnOptions>;

/** Columns that mean the same on every store: texts compare in binary, with nothing folded and no blanks dropped. */
export class ColumnTypes {
  private readonly type: string;

  constructor(runner: QueryRunner) {
    this.type = runner.dataSource.options.type;
  }

  /** `id`, counted up by the store. */
  generatedId(): TableColumnOptions {
    return { name: 'id', type: 'integer', isPrimary: true, isGenerated: true, generationStrategy: 'increment' };
  }

  integer(name: string, options: Options = {}): TableColumnOptions {
    return { name, type: 'integer', ...options };
  }

  bigint(name: string, options: Options = {}): TableColumnOptions {
    return { name, type: 'bigint', ...options };
  }

  boolean(name: string): TableColumnOptions {
    return { name, type: 'boolean' };
  }

  /** A time to the millisecond, in UTC. */
  datetime(name: string, options: Options = {}): TableColumnOptions {
    return { name, type: 'datetime', precision: 3, ...options };
  }

  /** `length` is in characters. */
  varchar(name: string, length: number, options: Options = {}): TableColumnOptions {
    return { name, type: 'varchar', length: String(length), ...this.binary(), ...options };
  }

  /** A text of any length. */
  text(name: string, options: Options = {}): TableColumnOptions {
    return { name, type: this.type === 'better-sqlite3' ? 'text' : 'longtext', ...this.binary(), ...options };
  }

  private binary(): Options {
    if (this.type === 'mariadb') return { charset: 'utf8mb4', collation: 'utf8mb4_nopad_bin' };
    if (this.type === 'mysql') return { charset: 'utf8mb4', collation: 'utf8mb4_0900_bin' };
    return {};
  }
}
