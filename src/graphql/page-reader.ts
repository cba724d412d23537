import type { ClassType } from 'type-graphql';
import type { EntityManager, EntityMetadata } from 'typeorm';

import { boundValue, entityOf, rowsOf, type Row } from '../database/rows';
import { columnName } from '../database/snake-naming-strategy';
import { ALL, and, join, or, raw, sql, type Sql, unions } from '../database/sql';
import { Entry, type Page, type PageRequest } from './connection';
import { decodeCursor, encodeCursor, type PlaceKind } from './cursor';
import { cutPage } from './cut-page';
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
  private readonly metadata: EntityMetadata;

  constructor(
    private readonly manager: EntityManager,
    private readonly entity: ClassType<T>,
    private readonly alias: string,
    private readonly ordering: readonly OrderedBy<keyof T & string>[],
    private readonly request: PageRequest,
  ) {
    this.metadata = manager.dataSource.getMetadata(entity);
    this.list = cursorName(alias, ordering);
    this.bounds = and([
      request.after === null ? ALL : this.beyond(request.after, 'after', false),
      request.before === null ? ALL : this.beyond(request.before, 'before', true),
    ]);
    this.table = raw(`${this.metadata.tableName} ${alias}`);
  }

  /** For each list the rows of its page and one more, from where the page starts. */
  async rows(lists: readonly ListOf[]): Promise<Row[][]> {
    const pages = await Promise.all(
      lists.map(
        async ({ condition }, i) => sql`SELECT * FROM (
          SELECT ${raw(`${this.alias}.*, ${i} AS page_list`)} FROM ${this.table}
          WHERE ${and([await condition(), this.bounds])}
          ORDER BY ${this.orderBy()} LIMIT ${this.request.size + 1}) ${raw(`page_${i}`)}`,
      ),
    );
    const found: Row[][] = lists.map(() => []);
    for (const union of unions(pages)) {
      // The order of a select within a union is lost, as far as the stores promise.
      const rows = await rowsOf(this.manager, sql`${union} ORDER BY ${this.orderBy()}`);
      for (const row of rows) found[Number(row.page_list)]!.push(row);
    }
    return found;
  }

  /** For each list how many rows it has in all. */
  async counts(lists: readonly ListOf[]): Promise<number[]> {
    const counts = await Promise.all(
      lists.map(
        async ({ condition }, i) =>
          sql`SELECT ${raw(String(i))} AS page_list, COUNT(*) AS n FROM ${this.table} WHERE ${await condition()}`,
      ),
    );
    const found: number[] = [];
    for (const union of unions(counts)) {
      for (const row of await rowsOf(this.manager, union)) found[Number(row.page_list)] = Number(row.n);
    }
    return found;
  }

  /** Makes a page of what `rows` found for its list. */
  page(rows: readonly Row[]): Page<T> {
    const { kept, ...others } = cutPage(this.request, this.request.backward ? rows.toReversed() : rows);
    return {
      ...others,
      entries: kept.map((row) => {
        const node = entityOf(this.manager, this.entity, row);
        return new Entry(node, () => encodeCursor(this.list, this.placeOf(node)));
      }),
    };
  }

  private orderBy(): Sql {
    const directions = this.ordering.map(({ property, direction }) => {
      const reversed = direction === Direction.ASC ? 'DESC' : 'ASC';
      return raw(`${columnName(property)} ${this.request.backward ? reversed : direction}`);
    });
    return join(directions, ', ');
  }

  private placeOf(node: T): (string | number)[] {
    return this.ordering.map(({ property }) => {
      const value: unknown = node[property];
      return value instanceof Date ? value.toISOString() : (value as string | number);
    });
  }

  private kindOf(property: string): PlaceKind {
    const { type } = this.metadata.findColumnWithPropertyName(property)!;
    if (type === 'datetime') return 'time';
    return type === String || type === 'varchar' ? 'text' : 'number';
  }

  /** What comes after (or before) the place that a cursor names. */
  private beyond(cursor: string, parameter: string, before: boolean): Sql {
    const kinds = this.ordering.map(({ property }) => this.kindOf(property));
    const place = decodeCursor(cursor, this.list, kinds, parameter);
    const conditions = this.ordering.map(({ property, direction }, i) => {
      const value = kinds[i] === 'time' ? new Date(place[i]!) : place[i];
      const comparison = (direction === Direction.ASC) !== before ? '>' : '<';
      const compare = (operator: string) =>
        sql`${raw(`${this.alias}.${columnName(property)} ${operator}`)} ${boundValue(this.manager, this.metadata, property, value)}`;
      return { beyond: compare(comparison), beyondOrAt: compare(`${comparison}=`) };
    });
    // Written so that the stores start at the right place of an index, and read on from there.
    const from = (i: number): Sql => {
      const { beyond, beyondOrAt } = conditions[i]!;
      return i === conditions.length - 1 ? beyond : and([beyondOrAt, or([beyond, from(i + 1)])]);
    };
    return from(0);
  }
}
