import type { ClassType } from 'type-graphql';

import type { Audited } from '../../changes/audited';
import { type HeldThing, plannedThing } from '../../changes/held-thing';
import type { Plan, PlannedThing, RefusedThing } from '../../changes/plan';
import { planEach } from '../../changes/bulk/plan-each';
import type { Planning } from '../../changes/planning';
import { rowOfKept } from '../../database/kept-row';
import { idList, sql, type Sql } from '../../database/sql';
import type { GatewayError } from '../../errors';
import { idlePlan, joinedPlan } from './joined-plan';
import type { PastChange } from './past-change';
import type { Reverter } from './reverter';
import type { Reverting } from './reverting';

/** A thing, and the change of it that is to be undone. */
export type Reverted<H> = H & { past: PastChange };

/** Undoes changes of things by the rules of their kind; each kind says how a thing comes back, is set back and goes. */
export abstract class AuditedReverter<T extends Audited, H extends HeldThing & { thing: T }> implements Reverter {
  constructor(private readonly entity: ClassType<T>) {}

  get type(): string {
    return this.entity.name;
  }

  async restore(reverting: Reverting, removals: readonly PastChange[]): Promise<Plan> {
    const { planning } = reverting;
    const { held } = await this.sorted(planning, removals);
    const there = new Set(held.map(({ past }) => past));
    const gone = removals.filter((past) => !there.has(past));
    const refused = gone
      .filter(({ removedRow }) => !removedRow)
      .map((past) => refusedPast(past, unkept(reverting, past)));
    const again = gone.flatMap((past) =>
      past.removedRow ? [{ thing: rowOfKept(planning.manager, this.entity, past.removedRow), past }] : [],
    );
    const present = held.map((each) => plannedThing(each, []));
    const idle = idlePlan(present, refused);
    return again.length ? joinedPlan([idle, await this.planRestoring(reverting, again)]) : idle;
  }

  async setBack(reverting: Reverting, changes: readonly PastChange[]): Promise<Plan> {
    const { held, missing } = await this.sorted(reverting.planning, changes);
    const refused = await Promise.all(missing.map(async (past) => refusedPast(past, await reverting.gone(past))));
    const idle = idlePlan([], refused);
    return held.length ? joinedPlan([idle, await this.planSettingBack(reverting, held)]) : idle;
  }

  async remove(reverting: Reverting, makings: readonly PastChange[]): Promise<Plan> {
    const { held, missing } = await this.sorted(reverting.planning, makings);
    const { planned, refused } = await planEach(held, async (each) => {
      await reverting.refuseChanged(each.past);
      return each;
    });
    const idle = idlePlan(missing.map(gonePast), refused);
    return planned.length ? joinedPlan([idle, await this.planRemoving(reverting, planned)]) : idle;
  }

  /** Those of the things that are there that meet a condition on their table by the alias `thing`, held until the commit. */
  protected abstract hold(planning: Planning, condition: Sql): Promise<H[]>;

  /** Plans to insert the rows by the ids that they had. */
  protected abstract planRestoring(
    reverting: Reverting,
    again: readonly { thing: T; past: PastChange }[],
  ): Promise<Plan>;

  protected abstract planSettingBack(reverting: Reverting, held: readonly Reverted<H>[]): Promise<Plan>;

  protected abstract planRemoving(reverting: Reverting, held: readonly Reverted<H>[]): Promise<Plan>;

  private async sorted(
    planning: Planning,
    all: readonly PastChange[],
  ): Promise<{ held: Reverted<H>[]; missing: PastChange[] }> {
    const pastById = new Map(all.map((past) => [past.nodeId, past]));
    const found = await this.hold(planning, sql`thing.id IN (${idList(pastById.keys())})`);
    const held = found.map((each) => ({ ...each, past: pastById.get(each.thing.id)! }));
    const there = new Set(found.map(({ thing }) => thing.id));
    return { held, missing: all.filter(({ nodeId }) => !there.has(nodeId)) };
  }
}

export function refusedPast({ type, nodeId, identity }: PastChange, error: GatewayError): RefusedThing {
  return { type, id: nodeId, identity, error };
}

/** Of a thing that is gone already. */
function gonePast({ type, nodeId, identity }: PastChange): PlannedThing & { id: number } {
  return { type, id: nodeId, identity, version: 0, changes: [] };
}

function unkept(reverting: Reverting, { identity }: PastChange): GatewayError {
  return reverting.impossible(`${identity} was removed before the gateway kept what it takes to make it again.`);
}
