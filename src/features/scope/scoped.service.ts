import type { ClassType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';

import type { TargetInput } from '../../changes/change.inputs';
import { differences } from '../../changes/differences';
import { checkExpectedVersion } from '../../changes/expected-version';
import type { DraftedPlan } from '../../changes/in-memory';
import { plannedThing, removedThing } from '../../changes/held-thing';
import { planOfOne } from '../../changes/bulk/plan-each';
import type { Plan, PlannedThing } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { entityOf, rowsOf } from '../../database/rows';
import { idList, raw, sql, type Sql } from '../../database/sql';
import { isUniqueViolation } from '../../database/unique-violation';
import { ErrorCode, GatewayError } from '../../errors';
import { namedBy, type Target } from '../../graphql/target';
import { Scope } from './scope';
import { checkNewName, type ScopeIdentity, scopeIdentity } from './scope-identity';
import { placeOf, type ScopePlace } from './scope-place';
import type { Scoped } from './scoped.entity';

/** What things of one kind are, and what they are called. */
export interface ScopedKind<T extends Scoped> {
  entity: ClassType<T>;
  /** In errors, such as `policy`. */
  noun: string;
  /** Such as `policies`. */
  plural: string;
  scopes: readonly Scope[];
  /** The columns that a thing has where nobody says otherwise: the global one does after a reset. */
  defaults: Partial<T>;
  /** The columns of a place, beside its identity, scope and site. */
  placed?: (place: ScopePlace) => Partial<T>;
  /** The values of a thing that changes are told by, by the names of its fields. */
  settings: (thing: Partial<T>) => Record<string, unknown>;
}

/** Finds things of one kind that have a scope, and plans how they are made, changed and removed. */
export class ScopedService<T extends Scoped> {
  constructor(readonly kind: ScopedKind<T>) {}

  /**
   * The thing that is meant, or an error that says that there is none.
   *
   * @param prefix what stands before the input's names in errors, such as `input.`
   */
  async get(manager: EntityManager, target: Target, prefix = ''): Promise<T> {
    const name = namedBy(this.kind.entity.name, target, prefix);
    if ('identity' in name) return this.named(manager, name.identity, `${prefix}identity`);
    return this.theOne(manager, sql`thing.id = ${name.id}`, target.id!, `${prefix}id`);
  }

  /** The thing with that identity. */
  named(manager: EntityManager, identity: string, parameter: string): Promise<T> {
    const { key } = this.identity(identity, parameter);
    return this.theOne(manager, sql`thing.identity_key = ${key}`, identity, parameter);
  }

  /** The thing that a mutation is about, held until the commit; refuses one that changed since the caller looked. */
  async target(planning: Planning, input: TargetInput): Promise<T> {
    const found = await this.get(planning.manager, input, 'input.');
    const thing = await planning.toChange(this.kind.entity, found.id);
    // Somebody may have removed it before it was held.
    if (!thing) throw this.notFound(input.identity ?? input.id!, input.id ? 'input.id' : 'input.identity');
    checkExpectedVersion(input, thing, thing.identity, this.kind.settings(thing));
    return thing;
  }

  /** The same; the global thing where the input names none. */
  targetOrGlobal(planning: Planning, input: TargetInput): Promise<T> {
    const isNamed = typeof (input.identity ?? input.id) === 'string';
    return this.target(planning, isNamed ? input : { ...input, identity: 'global' });
  }

  /** All things that meet a condition on their table under that alias, held until the commit. */
  targets(planning: Planning, alias: string, condition: Sql): Promise<T[]> {
    return planning.matching(this.kind.entity, alias, condition);
  }

  /**
   * Plans to make a thing of a scope that has none.
   *
   * @throws GatewayError BAD_USER_INPUT for the global one, which is always there, and for a name that filters couldn't tell; NOT_FOUND where
   * the topology has no such site or pool; ALREADY_EXISTS.
   */
  async planNew(planning: Planning, identity: string, columns: Partial<T>): Promise<DraftedPlan<T>> {
    const { entity, noun, placed, defaults, settings } = this.kind;
    const parsed = this.identity(identity, 'input.identity');
    if (parsed.scope === Scope.GLOBAL) {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `The global ${noun} is always there and can't be made; it can be changed, and removing it resets it.`,
        { parameter: 'input.identity' },
      );
    }
    checkNewName(parsed, 'input.identity');
    const { poolId, ...place } = await placeOf(planning, parsed, 'input.identity');
    const taken = await planning.manager.countBy<Scoped>(entity, { identityKey: parsed.key });
    if (taken) throw this.alreadyExists(place.identity);
    const row = {
      ...defaults,
      ...columns,
      ...place,
      ...placed?.({ ...place, poolId }),
      createdAt: planning.now,
      updatedAt: planning.now,
    } as Partial<T>;
    const changes = differences(null, settings(row));
    return {
      draft: Object.assign(new entity(), row, { id: 0, version: 0 }),
      things: [{ type: entity.name, id: null, identity: place.identity, version: 0, changes }],
      warnings: [],
      write: async (tx) => [await this.insert(tx, { ...row, version: 1 })],
    };
  }

  /** Plans to write columns of a thing. */
  planSet(planning: Planning, thing: T, columns: Partial<T>): Plan {
    return planOfOne(this.planSetAll(planning, [thing], columns));
  }

  /** Plans to write columns of many things, the same of all. */
  planSetAll({ now }: Planning, targets: readonly T[], columns: Partial<T>): Plan {
    const { settings } = this.kind;
    const things = targets.map((thing) => this.planned(thing, settings({ ...thing, ...columns })));
    return {
      things,
      refused: [],
      warnings: [],
      write: async (tx) => {
        const changed = things.filter(({ changes }) => changes.length > 0);
        await this.updateAll(tx, idsOf(changed), columns, now);
        return idsOf(things);
      },
    };
  }

  /** Plans to remove a thing; the global one is reset instead. */
  planRemove(planning: Planning, thing: T): Plan {
    return planOfOne(this.planRemoveAll(planning, [thing]));
  }

  /** Plans to remove many things; the global one, where it is among them, is reset instead. */
  planRemoveAll({ now }: Planning, targets: readonly T[]): Plan {
    const { settings, defaults } = this.kind;
    const things = targets.map((thing) =>
      this.planned(thing, isGlobal(thing) ? settings({ ...thing, ...defaults }) : null),
    );
    return {
      things,
      refused: [],
      warnings: [],
      write: async (tx) => {
        const reset = targets.filter((thing, i) => isGlobal(thing) && things[i]!.changes.length > 0);
        await this.updateAll(tx, idsOf(reset), defaults, now);
        await this.deleteAll(tx, idsOf(targets.filter((thing) => !isGlobal(thing))));
        return idsOf(things);
      },
    };
  }

  /** Reads an identity of such a thing. */
  protected identity(identity: string, parameter: string): ScopeIdentity {
    return scopeIdentity(identity, parameter, this.kind.plural, this.kind.scopes);
  }

  protected notFound(identity: string, parameter: string): GatewayError {
    return new GatewayError(ErrorCode.NOT_FOUND, `There is no ${this.kind.noun} "${identity}".`, { parameter });
  }

  /** What somebody else took meanwhile that a row was to have. */
  protected async taken(_tx: EntityManager, { identity }: Partial<T>): Promise<GatewayError> {
    return this.alreadyExists(identity!);
  }

  private async theOne(manager: EntityManager, condition: Sql, identity: string, parameter: string): Promise<T> {
    const table = raw(manager.dataSource.getMetadata(this.kind.entity).tableName);
    const [row] = await rowsOf(manager, sql`SELECT thing.* FROM ${table} thing WHERE ${condition}`);
    if (!row) throw this.notFound(identity, parameter);
    return entityOf(manager, this.kind.entity, row);
  }

  private planned(thing: T, after: Record<string, unknown> | null): PlannedThing & { id: number } {
    const become = after ? plannedThing : removedThing;
    return become({ thing, identity: thing.identity }, differences(this.kind.settings(thing), after));
  }

  private async updateAll(tx: EntityManager, ids: readonly number[], columns: Partial<T>, now: Date): Promise<void> {
    if (!ids.length) return;
    const row = { ...columns, version: () => 'version + 1', updatedAt: now } as QueryDeepPartialEntity<T>;
    const those = `id IN (${idList(ids).text})`;
    await tx.createQueryBuilder().update(this.kind.entity).set(row).where(those).execute();
  }

  private async deleteAll(tx: EntityManager, ids: readonly number[]): Promise<void> {
    if (!ids.length) return;
    const those = `id IN (${idList(ids).text})`;
    await tx.createQueryBuilder().delete().from(this.kind.entity).where(those).execute();
  }

  /** Two who make one at once both see that there is none: the store lets the first one have it. */
  private async insert(tx: EntityManager, row: Partial<T>): Promise<number> {
    try {
      const inserted = await tx.insert(this.kind.entity, row as QueryDeepPartialEntity<T>);
      return Number(inserted.identifiers[0]!.id);
    } catch (error) {
      if (isUniqueViolation(error)) throw await this.taken(tx, row);
      throw error;
    }
  }

  alreadyExists(identity: string): GatewayError {
    return new GatewayError(ErrorCode.ALREADY_EXISTS, `There is a ${this.kind.noun} "${identity}" already.`, {
      parameter: 'input.identity',
    });
  }
}

function isGlobal({ scope }: Scoped): boolean {
  return scope === Scope.GLOBAL;
}

function idsOf(things: readonly { id: number }[]): number[] {
  return things.map(({ id }) => id);
}
