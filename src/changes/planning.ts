import DataLoader from 'dataloader';
import type { ClassType } from 'type-graphql';
import { type EntityManager, type FindManyOptions, type FindOptionsOrder, type FindOptionsWhere, Raw } from 'typeorm';

import { entityOf, type Row, rowsOf } from '../database/rows';
import { type LockMode, rowLock } from '../database/row-lock';
import { ALL, and, idList, raw, sql, type Sql } from '../database/sql';
import type { Principal } from '../directory/principal.entity';
import { principalsByIds } from '../directory/principals-by-ids';
import { pages, ROWS_PER_TURN } from '../eligibility/row-pages';
import type { RequestContext } from '../graphql/context';

/** What a plan is worked out from: a request, and reads that in a transaction lock what they rest on. */
export class Planning {
  private readonly principalById = new DataLoader<number, Principal>(async (ids) => {
    const found = new Map((await principalsByIds(this.manager, ids)).map((principal) => [principal.id, principal]));
    return ids.map((id) => found.get(id)!);
  });

  /** The versions of the rows that were read to be changed or rested on, by `TYPE:ID`; null of those that have none. */
  readonly read = new Map<string, number | null>();

  constructor(
    readonly context: RequestContext,
    readonly manager: EntityManager,
    readonly now: Date,
    /** Whether it is carried out in the same transaction, not only shown. */
    readonly committing: boolean,
    /** Whether somebody asks what the change does to people's access: of thousands of rooms that takes long to say. */
    readonly wantsImpact: boolean,
  ) {}

  /** Principals that the store has, for the names of them; those of many things are read together. */
  principals(ids: readonly number[]): Promise<Principal[]> {
    return Promise.all(ids.map((id) => this.principalById.load(id)));
  }

  /** Reads a row that the change will write; until the commit nobody else changes it. */
  toChange<T extends { id: number }>(entity: ClassType<T>, id: number): Promise<T | null> {
    return this.row(entity, id, 'pessimistic_write');
  }

  /** Reads a row that the change rests on; until the commit nobody changes it. */
  toRestOn<T extends { id: number }>(entity: ClassType<T>, id: number): Promise<T | null> {
    return this.row(entity, id, 'pessimistic_read');
  }

  /** Reads the rows with these ids that the change rests on, by id; until the commit nobody changes them. */
  async allToRestOn<T extends { id: number }>(entity: ClassType<T>, ids: readonly number[]): Promise<T[]> {
    if (!ids.length) return [];
    // Written out: SQLite takes 32,766 values in a statement.
    const among = Raw((column) => `${column} IN (${idList(ids).text})`);
    const which = { where: { id: among } as FindOptionsWhere<T>, order: { id: 'ASC' } as FindOptionsOrder<T> };
    return this.noted(entity, await this.manager.find(entity, { ...which, ...this.lock('pessimistic_read') }));
  }

  /** Reads all the rows that the change will write besides; until the commit nobody else changes them. */
  allToChange<T extends { id: number }>(entity: ClassType<T>, which: FindManyOptions<T>): Promise<T[]> {
    return this.manager.find(entity, { ...which, ...this.lock('pessimistic_write') });
  }

  /** Reads all the rows, by id, that meet a condition on the table under that alias, to write them; until the commit nobody else changes them. */
  async matching<T extends { id: number; version: number }>(
    entity: ClassType<T>,
    alias: string,
    condition: Sql,
  ): Promise<T[]> {
    const table = raw(this.manager.dataSource.getMetadata(entity).tableName);
    const select = (what: string, which: Sql) =>
      rowsOf(
        this.manager,
        sql`SELECT ${raw(what)} FROM ${table} ${raw(alias)} WHERE ${which} ORDER BY ${raw(alias)}.id`,
      );
    const id = raw(`${alias}.id`);
    if (!this.committing || !rowLock(this.manager, 'pessimistic_write').lock) {
      return this.rowsMatching(entity, alias, condition);
    }
    // A condition with subqueries would lock what those look at, too: so it is asked first, and what is locked then is held to it.
    const found = await select(`${alias}.id, ${alias}.version`, condition);
    const versions = new Map(found.map((row) => [Number(row.id), Number(row.version)]));
    if (!versions.size) return [];
    const held = await rowsOf(
      this.manager,
      sql`SELECT * FROM ${table} ${raw(alias)} WHERE ${id} IN (${idList(versions.keys())}) ORDER BY ${id} FOR UPDATE`,
    );
    const rows = held.map((row) => entityOf(this.manager, entity, row));
    const changed = rows.filter((row) => row.version !== versions.get(row.id)).map((row) => row.id);
    if (!changed.length) return rows;
    const still = await select(`${alias}.id`, and([condition, sql`${id} IN (${idList(changed)})`]));
    const fitting = new Set(still.map((row) => Number(row.id)));
    return rows.filter((row) => row.version === versions.get(row.id) || fitting.has(row.id));
  }

  /** Thousands of rows are read in turns, as the embedded store answers on the thread that asks. */
  private async rowsMatching<T extends { id: number }>(
    entity: ClassType<T>,
    alias: string,
    condition: Sql,
  ): Promise<T[]> {
    const table = raw(this.manager.dataSource.getMetadata(entity).tableName);
    const id = raw(`${alias}.id`);
    const page = (last?: Row) =>
      sql`SELECT ${raw(alias)}.* FROM ${table} ${raw(alias)} WHERE ${and([condition, last ? sql`${id} > ${last.id}` : ALL])}
        ORDER BY ${id} LIMIT ${ROWS_PER_TURN}`;
    const found: T[] = [];
    for await (const rows of pages(this.manager, ROWS_PER_TURN, page)) {
      for (const row of rows) found.push(entityOf(this.manager, entity, row));
    }
    return found;
  }

  private async row<T extends { id: number }>(entity: ClassType<T>, id: number, mode: LockMode): Promise<T | null> {
    const row = await this.manager.findOne(entity, { where: { id } as FindOptionsWhere<T>, ...this.lock(mode) });
    return row && this.noted(entity, [row])[0]!;
  }

  private noted<T extends { id: number; version?: number }>({ name }: ClassType<T>, rows: T[]): T[] {
    for (const { id, version = null } of rows) this.read.set(`${name}:${id}`, version);
    return rows;
  }

  private lock(mode: LockMode): ReturnType<typeof rowLock> {
    // A dry run takes no lock.
    return this.committing ? rowLock(this.manager, mode) : {};
  }
}
