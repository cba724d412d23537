import type { ClassType } from 'type-graphql';
import type { EntityManager } from 'typeorm';

import { boundValue, entityOf, rowsOf, type Row } from '../database/rows';
import { columnName } from '../database/snake-naming-strategy';
import { ALL, and, join, or, raw, sql, type Sql } from '../database/sql';
import type { Page, PageRequest } from './connection';
import { decodeCursor, encodeCursor, type Position } from './cursor';
import { Direction } from './order';

export interface OrderedBy<P extends string = string> {
  property: P;
  direction: Direction;
}

/** One of many lists of a table: what an owner's rows are. */
export interface ListOf {
  owner: number;
  condition: () => Promise<Sql>;
}

/** A cursor is good for one list in one order. */
export function cursorName(alias: string, ordering: readonly OrderedBy[]): string {
  return [alias, ...ordering.map(({ property, direction }) => `${property} ${direction}`)].join(',');
}

/** Reads one page of each of many lists of a table, in one statement. */
export class PageReader<T extends { id: number }> {
  private readonly list: string;
  private readonly bounds: Sql;
  private readonly table: Sql;

  constructor(
    private readonly manager: EntityManager,
    private readonly entity: ClassType<T>,
    private readonly alias: string,
    private readonly ordering: readonly OrderedBy<keyof T & string>[],
    private readonly request: PageRequest,
  ) {
    this.list = cursorName(alias, ordering);
    this.bounds = and([
      request.after === null ? ALL : this.beyond(request.after, 'after', false),
      request.before === null ? ALL : this.beyond(request.before, 'before', true),
    ]);
    this.table = raw(`${manager.dataSource.getMetadata(entity).tableName} ${alias}`);
  }

  /** For each list the rows of its page and one more, from where the page starts. */
  async rows(lists: readonly ListOf[]): Promise<Row[][]> {
    const pages = await Promise.all(
      lists.map(async ({ condition }, i) => {
        const columns = raw(`${this.alias}.*, ${i} AS page_list`);
        return sql`SELECT * FROM (
          SELECT ${columns}, ROW_NUMBER() OVER (ORDER BY ${this.orderBy()}) AS page_row
          FROM ${this.table} WHERE ${and([await condition(), this.bounds])}
          ORDER BY ${this.orderBy()} LIMIT ${this.request.size + 1}) ${raw(`page_${i}`)}`;
      }),
    );
    const found: Row[][] = lists.map(() => []);
    for (const row of await rowsOf(this.manager, join(pages, ' UNION ALL '))) found[Number(row.page_list)]!.push(row);
    return found.map((rows) => rows.sort((a, b) => Number(a.page_row) - Number(b.page_row)));
  }

  /** For each list how many rows it has in all. */
  async counts(lists: readonly ListOf[]): Promise<number[]> {
    const counts = await Promise.all(
      lists.map(
        async ({ condition }, i) =>
          sql`SELECT ${raw(String(i))} AS page_list, COUNT(*) AS n FROM ${this.table} WHERE ${await condition()}`,
      ),
    );
    const rows = await rowsOf(this.manager, join(counts, ' UNION ALL '));
    const found = new Map(rows.map((row) => [Number(row.page_list), Number(row.n)]));
    return lists.map((_list, i) => found.get(i)!);
  }

  /** Makes a page of rows that were read with one more than its size. */
  page(rows: Row[]): Page<T> {
    const { size, backward, after, before } = this.request;
    const more = rows.length > size;
    const kept = rows.slice(0, size);
    if (backward) kept.reverse();
    return {
      entries: kept.map((row) => {
        const node = entityOf(this.manager, this.entity, row);
        return { node, cursor: encodeCursor(this.list, this.positionOf(node)) };
      }),
      hasNextPage: backward ? before !== null : more,
      hasPreviousPage: backward ? more : after !== null,
    };
  }

  private orderBy(): Sql {
    const directions = this.ordering.map(({ property, direction }) => {
      const reversed = direction === Direction.ASC ? 'DESC' : 'ASC';
      return raw(`${this.alias}.${columnName(property)} ${this.request.backward ? reversed : direction}`);
    });
    return join(directions, ', ');
  }

  private positionOf(node: T): Position {
    return this.ordering.map(({ property }) => {
      const value: unknown = node[property];
      return value instanceof Date ? value.toISOString() : (value as string | number);
    });
  }

  /** What comes after (or before) the place that a cursor names. */
  private beyond(cursor: string, parameter: string, before: boolean): Sql {
    const position = decodeCursor(cursor, this.list, this.ordering.length, parameter);
    const metadata = this.manager.dataSource.getMetadata(this.entity);
    const columns = this.ordering.map(({ property, direction }, i) => {
      const isDate = metadata.findColumnWithPropertyName(property)!.type === 'datetime';
      const value = isDate ? new Date(position[i]!) : position[i];
      return {
        column: raw(`${this.alias}.${columnName(property)}`),
        value: boundValue(this.manager, metadata, property, value),
        comparison: raw((direction === Direction.ASC) !== before ? '>' : '<'),
      };
    });
    return or(
      columns.map(({ column, value, comparison }, i) =>
        and([
          ...columns.slice(0, i).map((equal) => sql`${equal.column} = ${equal.value}`),
          sql`${column} ${comparison} ${value}`,
        ]),
      ),
    );
  }
}
