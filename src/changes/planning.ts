import type { ClassType } from 'type-graphql';
import type { EntityManager, FindOptionsWhere } from 'typeorm';

import type { RequestContext } from '../graphql/context';

/** What a plan is worked out from: a request, and reads that in a transaction lock what they rest on. */
export class Planning {
  constructor(
    readonly context: RequestContext,
    readonly manager: EntityManager,
    readonly now: Date,
    private readonly committing: boolean,
  ) {}

  /** Reads a row that the change will write; until the commit nobody else changes it. */
  toChange<T extends { id: number }>(entity: ClassType<T>, id: number): Promise<T | null> {
    return this.row(entity, id, 'pessimistic_write');
  }

  /** Reads a row that the change rests on; until the commit nobody changes it. */
  toRestOn<T extends { id: number }>(entity: ClassType<T>, id: number): Promise<T | null> {
    return this.row(entity, id, 'pessimistic_read');
  }

  private row<T extends { id: number }>(entity: ClassType<T>, id: number, mode: 'pessimistic_read' | 'pessimistic_write'): Promise<T | null> {
    // A dry run takes no lock, and the embedded store's only writer needs none.
    const locks = this.committing && this.manager.dataSource.options.type !== 'better-sqlite3';
    return this.manager.findOne(entity, { where: { id } as FindOptionsWhere<T>, ...(locks && { lock: { mode } }) });
  }
}
