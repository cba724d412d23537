import type { ClassType } from 'type-graphql';

import { boundValue, entityOf, rowsOf, type Row } from '../database/rows';
import { columnName } from '../database/snake-naming-strategy';
import { ALL, and, join, or, raw, sql, type Sql } from '../database/sql';
import type { Page, PageRequest } from './connection';
import type { RequestContext } from './context';
import { decodeCursor, encodeCursor, type Position } from './cursor';
import { Direction } from './order';

interface OrderedBy<P extends string = string> {
  property: P;
  direction: Direction;
}

/** A cursor is good for one list in one order. */
export function cursorName(alias: string, ordering: readonly OrderedBy[]): string {
  return [alias, ...ordering.map(({ property, direction }) => `${property} ${direction}`)].join(',');
}

/** Reads one page of a table, for the whole list or for each of many owners. */
export class PageReader<T extends { id: number }> {
  private readonly list: string;
  private readonly bounds: Sql;
  private readonly table: Sql;

  constructor(
    private readonly context: RequestContext,
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
    this.table = raw(`${context.read.dataSource.getMetadata(entity).tableName} ${alias}`);
  }

  rows(condition: Sql): Promise<Row[]> {
    return rowsOf(
      this.context.read,
      sql`SELECT ${this.columns()} FROM ${this.table} WHERE ${and([condition, this.bounds])}
        ORDER BY ${this.orderBy()} LIMIT ${this.request.size + 1}`,
    );
  }

  async count(condition: Sql): Promise<number> {
    const [row] = await rowsOf(this.context.read, sql`SELECT COUNT(*) AS n FROM ${this.table} WHERE ${condition}`);
    return Number(row!.n);
  }

  async rowsByOwner(column: string, owners: number[], condition: Sql): Promise<Map<number, Row[]>> {
    const owner = raw(`${this.alias}.${column}`);
    const rows = await rowsOf(
      this.context.read,
      sql`SELECT * FROM (
        SELECT ${this.columns()}, ${owner} AS page_owner,
          ROW_NUMBER() OVER (PARTITION BY ${owner} ORDER BY ${this.orderBy()}) AS page_row
        FROM ${this.table} WHERE ${owner} IN (${owners}) AND ${and([condition, this.bounds])}
      ) pages WHERE page_row <= ${this.request.size + 1} ORDER BY page_owner, page_row`,
    );
    const byOwner = new Map<number, Row[]>(owners.map((each) => [each, []]));
    for (const row of rows) byOwner.get(Number(row.page_owner))!.push(row);
    return byOwner;
  }

  async countByOwner(column: string, owners: number[], condition: Sql): Promise<Map<number, number>> {
    const owner = raw(`${this.alias}.${column}`);
    const rows = await rowsOf(
      this.context.read,
      sql`SELECT ${owner} AS page_owner, COUNT(*) AS n FROM ${this.table}
        WHERE ${owner} IN (${owners}) AND ${condition} GROUP BY ${owner}`,
    );
    return new Map(rows.map((row) => [Number(row.page_owner), Number(row.n)]));
  }

  /** Makes a page of rows that were read with one more than its size. */
  page(rows: Row[]): Page<T> {
    const { size, backward, after, before } = this.request;
    const more = rows.length > size;
    const kept = rows.slice(0, size);
    if (backward) kept.reverse();
    return {
      entries: kept.map((row) => {
        const node = entityOf(this.context.read, this.entity, row);
        return { node, cursor: encodeCursor(this.list, this.positionOf(node)) };
      }),
      hasNextPage: backward ? before !== null : more,
      hasPreviousPage: backward ? more : after !== null,
    };
  }

  private columns(): Sql {
    return raw(`${this.alias}.*`);
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
    const metadata = this.context.read.dataSource.getMetadata(this.entity);
    const columns = this.ordering.map(({ property, direction }, i) => {
      const isDate = metadata.findColumnWithPropertyName(property)!.type === 'datetime';
      const value = isDate ? new Date(position[i]!) : position[i];
      return {
        column: raw(`${this.alias}.${columnName(property)}`),
        value: boundValue(this.context.read, metadata, property, value),
        comparison: raw((direction === Direction.ASC) !== before ? '>' : '<'),
      };
    });
    return or(
      columns.map(({ column, value, comparison }, i) =>
        and([...columns.slice(0, i).map((equal) => sql`${equal.column} = ${equal.value}`), sql`${column} ${comparison} ${value}`]),
      ),
    );
  }
}
