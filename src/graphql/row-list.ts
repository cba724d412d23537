import DataLoader from 'dataloader';
import type { ClassType } from 'type-graphql';

import type { Row } from '../database/rows';
import { columnName } from '../database/snake-naming-strategy';
import { ALL, and, raw, sql, type Sql } from '../database/sql';
import { Connection, type ConnectionArgs, pageRequest } from './connection';
import type { RequestContext } from './context';
import type { Order } from './order';
import { cursorName, type ListOf, type OrderedBy, PageReader } from './page-reader';

/** A list as it is asked for: which part, in which order, of what. */
export interface ListQuery {
  args: ConnectionArgs;
  order?: Order | null;
  /** Made once, and only where the page or the count is selected. Names the table by its alias. */
  condition?: () => Promise<Sql>;
}

type Batch<V> = DataLoader<ListOf, V, number>;

/** Lists of the rows of one table, paged by keyset cursors. */
export class RowList<T extends { id: number }> {
  private readonly batches = (): Map<string, unknown> => new Map();

  /**
   * @param alias the table's name in conditions and in cursors
   * @param orders for each field of the list's order the property that holds it (never null)
   */
  constructor(
    private readonly entity: ClassType<T>,
    private readonly alias: string,
    private readonly orders: Record<string, keyof T & string>,
    private readonly usual: Order,
  ) {}

  /** All rows that meet the condition. */
  connection(context: RequestContext, query: ListQuery): Connection<T> {
    const list = listOf(0, query);
    return this.connected(
      context,
      query,
      async (reader) => (await reader.rows([list]))[0]!,
      async (reader) => (await reader.counts([list]))[0]!,
    );
  }

  /** The rows that belong to an owner by a column of the table; see {@link connectionFor}. */
  connectionOf(
    context: RequestContext,
    ownerProperty: keyof T & string,
    owner: number,
    query: ListQuery,
    key: unknown = null,
  ): Connection<T> {
    const owned = sql`${raw(`${this.alias}.${columnName(ownerProperty)}`)} = ${owner}`;
    const condition = async () => and([owned, (await query.condition?.()) ?? ALL]);
    return this.connectionFor(context, owner, { ...query, condition }, [ownerProperty, key]);
  }

  /**
   * The list of one of many owners. What is asked alike for many of them is fetched together: one statement for their
   * pages, one for their counts.
   *
   * @param key tells what is asked from what else is asked of the same owners: whatever the conditions were made from
   */
  connectionFor(context: RequestContext, owner: number, query: ListQuery, key: unknown): Connection<T> {
    const list = listOf(owner, query);
    const id = JSON.stringify([query.args, query.order, key]);
    return this.connected(
      context,
      query,
      (reader) => this.batch<Row[]>(context, `page ${id}`, (lists) => reader.rows(lists)).load(list),
      (reader) => this.batch<number>(context, `count ${id}`, (lists) => reader.counts(lists)).load(list),
    );
  }

  /** What the list, in an order, is called in its cursors. */
  cursorName(order?: Order): string {
    return cursorName(this.alias, this.ordering(order));
  }

  private connected(
    context: RequestContext,
    { args, order }: ListQuery,
    rows: (reader: PageReader<T>) => Promise<Row[]>,
    count: (reader: PageReader<T>) => Promise<number>,
  ): Connection<T> {
    const request = pageRequest(args);
    const reader = new PageReader(context.read, this.entity, this.alias, this.ordering(order), request);
    return new Connection(
      async () => reader.page(await rows(reader)),
      () => count(reader),
    );
  }

  private batch<V>(context: RequestContext, id: string, load: (lists: readonly ListOf[]) => Promise<V[]>): Batch<V> {
    const batches = context.the(this.batches) as Map<string, Batch<V>>;
    if (!batches.has(id)) batches.set(id, new DataLoader(load, { cacheKeyFn: ({ owner }) => owner }));
    return batches.get(id)!;
  }

  private ordering(order: Order | null | undefined): OrderedBy<keyof T & string>[] {
    const { field, direction } = order ?? this.usual;
    const properties = new Set([this.orders[field]!, 'id' as const]);
    return Array.from(properties, (property) => ({ property, direction }));
  }
}

function listOf(owner: number, { condition = () => Promise.resolve(ALL) }: ListQuery): ListOf {
  let made: Promise<Sql> | undefined;
  return { owner, condition: () => (made ??= condition()) };
}
