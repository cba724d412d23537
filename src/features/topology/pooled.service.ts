import type { ClassType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';

import type { TargetInput } from '../../changes/change.inputs';
import { checkExpectedVersion } from '../../changes/expected-version';
import type { Planning } from '../../changes/planning';
import { entityOf, rowsOf } from '../../database/rows';
import { ALL, idList, raw, sql, type Sql } from '../../database/sql';
import { characterCount, foldedKey, sortKey } from '../../database/text-keys';
import { isUniqueViolation } from '../../database/unique-violation';
import { ErrorCode, GatewayError } from '../../errors';
import { toGlobalId } from '../../graphql/node';
import { namedBy, type Target } from '../../graphql/target';
import { Pool } from './pool.entity';
import type { Pooled } from './pooled.entity';
import { pooledIdentity } from './pooled.identity';

const LONGEST_NAME = 256;
/** SQLite takes 32,766 values in a statement. */
const NAMES_AT_ONCE = 10_000;

export interface Finding {
  /** What stands before the input's names in errors, such as `input.`. */
  prefix?: string;
  /** Which rows the caller may know of, by the alias `thing`. */
  visible?: Sql;
}

/** A thing that a mutation is about. */
export interface PooledTarget<T> {
  thing: T;
  pool: Pool;
  identity: string;
  /** The path of the input that names it; none does where many are meant. */
  parameter?: string;
}

/** Finds things of one kind by their identities, checks the names that they are given, and writes their rows. */
export class PooledService<T extends Pooled> {
  constructor(
    private readonly entity: ClassType<T>,
    private readonly noun: string,
    /** The values of a thing that changes are told by, by the names of its fields. */
    readonly settings: (thing: Partial<T>) => Record<string, unknown>,
  ) {}

  /** The thing that is meant, or an error that says why there is none, or which ones it might be. */
  async get(manager: EntityManager, target: Target, { prefix = '', visible = ALL }: Finding = {}): Promise<T> {
    const name = namedBy(this.entity.name, target, prefix);
    if ('identity' in name) return this.named(manager, name.identity, `${prefix}identity`, visible);
    const [found] = await this.rowsMatching(manager, sql`thing.id = ${name.id} AND ${visible}`);
    if (!found) throw this.notFound(target.id!, `${prefix}id`);
    return found.thing;
  }

  /** The thing with that identity: `pool\name`, or the name alone where only one pool has it. */
  async named(manager: EntityManager, identity: string, parameter: string, visible: Sql = ALL): Promise<T> {
    const nameAt = identity.indexOf('\\') + 1;
    const name = identity.slice(nameAt);
    const inPool = nameAt ? sql`pool.fqdn = ${foldedKey(identity.slice(0, nameAt - 1))}` : ALL;
    const found = await this.rowsMatching(
      manager,
      sql`thing.name_key = ${foldedKey(name)} AND ${inPool} AND ${visible}`,
    );
    if (!found.length) throw this.notFound(identity, parameter);
    if (found.length > 1) {
      const candidates = found.map(({ thing, fqdn }) => ({
        id: toGlobalId(this.entity.name, thing.id),
        identity: pooledIdentity({ fqdn }, thing.name),
      }));
      throw new GatewayError(
        ErrorCode.AMBIGUOUS_IDENTITY,
        `"${identity}" may be ${candidates.map((each) => each.identity).join(' or ')}; name the pool too.`,
        {
          parameter,
          candidates,
        },
      );
    }
    return found[0]!.thing;
  }

  /** The things with these ids, in their order; null for those that aren't there or can't be seen. */
  async byIds(manager: EntityManager, ids: readonly number[], visible: Sql): Promise<(T | null)[]> {
    const found = await this.rowsMatching(manager, sql`thing.id IN (${idList(ids)}) AND ${visible}`);
    const byId = new Map(found.map(({ thing }) => [thing.id, thing]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** The thing that a mutation is about, held until the commit; refuses one that changed since the caller looked. */
  async target(planning: Planning, input: TargetInput): Promise<PooledTarget<T>> {
    const target = await this.hold(planning, input);
    this.checkVersion(input, target);
    return target;
  }

  /** All things that meet a condition on their table under that alias, held until the commit. */
  async targets(planning: Planning, alias: string, condition: Sql): Promise<PooledTarget<T>[]> {
    const things = await planning.matching(this.entity, alias, condition);
    if (!things.length) return [];
    await this.completeAll(planning, things);
    const pools = new Map((await planning.manager.find(Pool)).map((pool) => [pool.id, pool]));
    return things.map((thing) => {
      const pool = pools.get(thing.poolId)!;
      return { thing, pool, identity: pooledIdentity(pool, thing.name) };
    });
  }

  /** Inserts a row and returns its id. */
  async insert(tx: EntityManager, pool: Pool, row: Partial<T>): Promise<number> {
    const inserted = await this.unlessTaken(pool, row.name!, tx.insert(this.entity, row as QueryDeepPartialEntity<T>));
    return Number(inserted.identifiers[0]!.id);
  }

  /** Writes columns of a row, and raises its version. */
  async update(tx: EntityManager, pool: Pool, thing: T, patch: Partial<T>, now: Date): Promise<void> {
    await this.unlessTaken(pool, patch.name ?? thing.name, this.updateAll(tx, [thing.id], patch, now));
  }

  /** Writes columns of rows, the same of all and none that is unique, and raises their versions. */
  async updateAll(tx: EntityManager, ids: readonly number[], patch: Partial<T>, now: Date): Promise<void> {
    const row = { ...patch, version: () => 'version + 1', updatedAt: now } as QueryDeepPartialEntity<T>;
    await tx
      .createQueryBuilder()
      .update(this.entity)
      .set(row)
      .where(`id IN (${idList(ids).text})`)
      .execute();
  }

  async deleteAll(tx: EntityManager, ids: readonly number[]): Promise<void> {
    await tx
      .createQueryBuilder()
      .delete()
      .from(this.entity)
      .where(`id IN (${idList(ids).text})`)
      .execute();
  }

  /** The columns of a name, checked; refuses one that another thing of the pool has. */
  async naming(
    manager: EntityManager,
    pool: Pool,
    name: string,
    self: number | null,
  ): Promise<Pick<Pooled, 'name' | 'nameKey' | 'sortKey'>> {
    const refuse = (why: string) =>
      new GatewayError(ErrorCode.BAD_USER_INPUT, `The name ${JSON.stringify(name)} ${why}.`, {
        parameter: 'input.name',
      });
    if (!name.trim()) throw refuse('is empty');
    if (name !== name.trim()) throw refuse('begins or ends with a blank');
    const length = characterCount(name);
    if (length > LONGEST_NAME) throw refuse(`has ${length} characters; it may have at most ${LONGEST_NAME}`);
    if (name.includes('\\')) throw refuse('has a backslash, which stands between the pool and the name');
    if (/\p{Cc}/u.test(name)) throw refuse('has a control character, such as a line break');
    const nameKey = foldedKey(name);
    const taken = await this.rowsMatching(manager, sql`thing.name_key = ${nameKey} AND thing.pool_id = ${pool.id}`);
    if (taken.some(({ thing }) => thing.id !== self)) throw this.alreadyExists(pool, name);
    return { name, nameKey, sortKey: sortKey(name) };
  }

  /** Those of things to be made again whose names others of their pools have by now. */
  async takenAmong(manager: EntityManager, things: readonly T[]): Promise<Set<T>> {
    const taken = new Set<string>();
    const placeOf = (poolId: number, nameKey: string) => `${poolId}\\${nameKey}`;
    for (let start = 0; start < things.length; start += NAMES_AT_ONCE) {
      const names = things.slice(start, start + NAMES_AT_ONCE).map(({ nameKey }) => nameKey);
      for (const { thing } of await this.rowsMatching(manager, sql`thing.name_key IN (${names})`))
        taken.add(placeOf(thing.poolId, thing.nameKey));
    }
    return new Set(things.filter(({ poolId, nameKey }) => taken.has(placeOf(poolId, nameKey))));
  }

  /** Two who take one name at once both see it free: the store lets the first one have it. */
  async unlessTaken<R>(pool: Pool, name: string, written: Promise<R>): Promise<R> {
    try {
      return await written;
    } catch (error) {
      if (isUniqueViolation(error)) throw this.alreadyExists(pool, name);
      throw error;
    }
  }

  protected notFound(identity: string, parameter: string): GatewayError {
    return new GatewayError(ErrorCode.NOT_FOUND, `There is no ${this.noun} "${identity}".`, { parameter });
  }

  alreadyExists(pool: Pool, name: string): GatewayError {
    return new GatewayError(
      ErrorCode.ALREADY_EXISTS,
      `The name "${name}" is taken: another ${this.noun} of the pool ${pool.fqdn} has it.`,
      {
        parameter: 'input.name',
      },
    );
  }

  /** The thing that a mutation is about, of whatever version, held until the commit. */
  protected async hold(planning: Planning, input: TargetInput, visible: Sql = ALL): Promise<PooledTarget<T>> {
    const found = await this.get(planning.manager, input, { prefix: 'input.', visible });
    const thing = await planning.toChange(this.entity, found.id);
    // Somebody may have removed it, or given its name to another, before it was held.
    const isStillMeant = thing && (input.id || thing.nameKey === found.nameKey);
    const parameter = input.id ? 'input.id' : 'input.identity';
    if (!isStillMeant) throw this.notFound(input.identity ?? input.id!, parameter);
    const pool = await planning.manager.findOneByOrFail(Pool, { id: thing.poolId });
    await this.completeAll(planning, [thing]);
    return { thing, pool, identity: pooledIdentity(pool, thing.name), parameter };
  }

  protected checkVersion(input: TargetInput, { thing, identity }: PooledTarget<T>): void {
    checkExpectedVersion(input, thing, identity, this.settings(thing));
  }

  /** Fetches what `settings` needs besides the rows themselves, and holds what the change rests on. */
  protected completeAll(_planning: Planning, _things: readonly T[]): Promise<void> {
    return Promise.resolve();
  }

  private async rowsMatching(manager: EntityManager, condition: Sql): Promise<{ thing: T; fqdn: string }[]> {
    const { tableName } = manager.dataSource.getMetadata(this.entity);
    const rows = await rowsOf(
      manager,
      sql`SELECT thing.*, pool.fqdn FROM ${raw(tableName)} thing JOIN pools pool ON pool.id = thing.pool_id
        WHERE ${condition} ORDER BY pool.fqdn`,
    );
    return rows.map((row) => ({ thing: entityOf(manager, this.entity, row), fqdn: String(row.fqdn) }));
  }
}
