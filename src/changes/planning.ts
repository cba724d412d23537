import type { ClassType } from 'type-graphql';
import type { EntityManager, FindManyOptions, FindOptionsWhere } from 'typeorm';

import { type LockMode, rowLock } from '../database/row-lock';
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

  /** Reads all the rows that the change will write besides; until the commit nobody else changes them. */
  allToChange<T extends { id: number }>(entity: ClassType<T>, which: FindManyOptions<T>): Promise<T[]> {
    return this.manager.find(entity, { ...which, ...this.lock('pessimistic_write') });
  }

  private row<T extends { id: number }>(entity: ClassType<T>, id: number, mode: LockMode): Promise<T | null> {
    return this.manager.findOne(entity, { where: { id } as FindOptionsWhere<T>, ...this.lock(mode) });
  }

  private lock(mode: LockMode): ReturnType<typeof rowLock> {
    // A dry run takes no lock.
    return this.committing ? rowLock(this.manager, mode) : {};
  }
}
