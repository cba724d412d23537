import DataLoader from 'dataloader';
import type { ClassType } from 'type-graphql';

import type { Row } from '../database/rows';
import { columnName } from '../database/snake-naming-strategy';
import { ALL, type Sql } from '../database/sql';
import { Connection, type ConnectionArgs, pageRequest } from './connection';
import type { RequestContext } from './context';
import type { Direction, Order } from './order';
import { cursorName, PageReader } from './page-reader';

/** A list as it is asked for: which part, in which order, of what. */
export interface ListQuery {
  args: ConnectionArgs;
  order?: Order | null;
  /** Made once for all that is fetched together. Names the table by `alias`. */
  condition?: () => Promise<Sql>;
}

/** Lists of the rows of one table, paged by keyset cursors. */
export class RowList<T extends { id: number }> {
  private readonly batches = (): Map<string, DataLoader<number, unknown>> => new Map();

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
    const page = pageRequest(query.args);
    const reader = new PageReader(context, this.entity, this.alias, this.ordering(query.order), page);
    const condition = once(query.condition ?? (() => Promise.resolve(ALL)));
    return new Connection(
      async () => reader.page(page.size ? await reader.rows(await condition()) : []),
      async () => reader.count(await condition()),
    );
  }

  /**
   * The rows that belong to one owner by a column of the table. What is asked for many owners with the same
   * `query` is fetched together, in one statement for the pages and one for the counts.
   *
   * @param key tells conditions apart: whatever they were made from
   */
  connectionOf(context: RequestContext, ownerProperty: keyof T & string, owner: number, query: ListQuery, key: unknown = null): Connection<T> {
    const page = pageRequest(query.args);
    const reader = new PageReader(context, this.entity, this.alias, this.ordering(query.order), page);
    const condition = once(query.condition ?? (() => Promise.resolve(ALL)));
    const column = columnName(ownerProperty);
    const batched = <V>(what: string, load: (owners: number[]) => Promise<Map<number, V>>, none: V): DataLoader<number, V> => {
      const loaders = context.the(this.batches);
      const id = JSON.stringify([what, ownerProperty, query.args, query.order, key]);
      if (!loaders.has(id)) {
        loaders.set(
          id,
          new DataLoader<number, unknown>(async (owners) => {
            const found = await load([...owners]);
            return owners.map((each) => found.get(each) ?? none);
          }),
        );
      }
      return loaders.get(id) as DataLoader<number, V>;
    };
    return new Connection<T>(
      async () => {
        const pages = batched<Row[]>('page', async (owners) => reader.rowsByOwner(column, owners, await condition()), []);
        return reader.page(page.size ? await pages.load(owner) : []);
      },
      async () => {
        const counts = batched<number>('count', async (owners) => reader.countByOwner(column, owners, await condition()), 0);
        return counts.load(owner);
      },
    );
  }

  /** What the list, in an order, is called in its cursors. */
  cursorName(order?: Order): string {
    return cursorName(this.alias, this.ordering(order));
  }

  private ordering(order: Order | null | undefined): { property: keyof T & string; direction: Direction }[] {
    const { field, direction } = order ?? this.usual;
    return [
      { property: this.orders[field]!, direction },
      { property: 'id', direction },
    ];
  }
}

function once<V>(make: () => Promise<V>): () => Promise<V> {
  let made: Promise<V> | undefined;
  return () => (made ??= make());
}
