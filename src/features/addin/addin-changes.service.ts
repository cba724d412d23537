import { checkSelection } from '../../changes/bulk/bulk.inputs';
import type { ChangeService } from '../../changes/change.service';
import { differences } from '../../changes/differences';
import { givenFields } from '../../changes/given-fields';
import { plannedThing, removedThing } from '../../changes/held-thing';
import type { ChangeOutcome } from '../../changes/outcome';
import { planEach, planOfOne } from '../../changes/bulk/plan-each';
import type { Plan } from '../../changes/plan';
import type { Planning } from '../../changes/planning';
import { type ChangeWarning, WarningCode } from '../../changes/warning';
import type { RequestContext } from '../../graphql/context';
import type { Room } from '../room/room.entity';
import { pooledIdentity } from '../topology/pooled.identity';
import type { PooledTarget } from '../topology/pooled.service';
import type { TopologyService } from '../topology/topology.service';
import type { Addin } from './addin.entity';
import { addinFilter } from './addin.filter';
import type { NewAddinInput, RemoveAddinInput, RemoveAddinsInput, SetAddinInput, SetAddinsInput } from './addin.inputs';
import type { AddinService } from './addin.service';
import { givenUrl } from './addin-url';
import { AddinUses, endUses, roomsNamed } from './addin-uses';

/** Makes, changes and removes add-ins. */
export class AddinChangesService {
  constructor(
    private readonly changes: ChangeService,
    private readonly addins: AddinService,
    private readonly topology: TopologyService,
  ) {}

  create(context: RequestContext, input: NewAddinInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'newAddin',
      input,
      plan: (planning) => this.planNew(planning, input),
    });
  }

  set(context: RequestContext, input: SetAddinInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setAddin',
      input,
      plan: (planning) => this.planSet(planning, input),
    });
  }

  setMany(context: RequestContext, input: SetAddinsInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'setAddins',
      input,
      plan: (planning) => this.planSetMany(planning, input),
    });
  }

  remove(context: RequestContext, input: RemoveAddinInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'removeAddin',
      input,
      plan: (planning) => this.planRemove(planning, input),
    });
  }

  removeMany(context: RequestContext, input: RemoveAddinsInput): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'removeAddins',
      input,
      plan: (planning) => this.planRemoveMany(planning, input),
    });
  }

  private async planNew({ manager, now }: Planning, input: NewAddinInput): Promise<Plan> {
    const pool = await this.topology.namedOrOnlyPool(manager, input.pool, 'input.pool');
    const addin = { ...givenUrl(input), ...(await this.addins.naming(manager, pool, input.name, null)) };
    const changes = differences(null, this.addins.settings(addin));
    return {
      things: [{ type: 'Addin', id: null, identity: pooledIdentity(pool, input.name), version: 0, changes }],
      warnings: [],
      write: async (tx) => [
        await this.addins.insert(tx, pool, { ...addin, poolId: pool.id, version: 1, createdAt: now, updatedAt: now }),
      ],
    };
  }

  private async planSet(planning: Planning, input: SetAddinInput): Promise<Plan> {
    const target = await this.addins.target(planning, input);
    const { thing: addin, pool } = target;
    const { name } = givenFields(input, ['name']);
    const naming = name === undefined ? {} : await this.addins.naming(planning.manager, pool, name, addin.id);
    const plan = planOfOne(this.planSetting(planning, [target], { ...givenUrl(input), ...naming }));
    return { ...plan, write: (tx) => this.addins.unlessTaken(pool, name ?? addin.name, plan.write(tx)) };
  }

  private async planSetMany(planning: Planning, input: SetAddinsInput): Promise<Plan> {
    const patch = givenUrl(input);
    return this.planSetting(planning, await this.selected(planning, input), patch);
  }

  private planSetting({ now }: Planning, addins: readonly PooledTarget<Addin>[], patch: Partial<Addin>): Plan {
    const { settings } = this.addins;
    const things = addins.map((each) =>
      plannedThing(each, differences(settings(each.thing), settings({ ...each.thing, ...patch }))),
    );
    return {
      things,
      refused: [],
      warnings: [],
      write: async (tx) => {
        const changed = things.filter(({ changes }) => changes.length > 0);
        await this.addins.updateAll(tx, idsOf(changed), patch, now);
        return idsOf(things);
      },
    };
  }

  private async planRemove(planning: Planning, input: RemoveAddinInput): Promise<Plan> {
    const target = await this.addins.target(planning, input);
    return planOfOne(await this.planRemoving(planning, [target], input.force ?? false));
  }

  private async planRemoveMany(planning: Planning, input: RemoveAddinsInput): Promise<Plan> {
    return this.planRemoving(planning, await this.selected(planning, input), input.force ?? false);
  }

  /** @param spared whether a room is to lose its add-in anyway */
  async planRemoving(
    planning: Planning,
    addins: readonly PooledTarget<Addin>[],
    force: boolean,
    spared?: (room: Room) => boolean,
  ): Promise<Plan> {
    const uses = new Map((await AddinUses.ofAll(planning, addins, spared)).map((each) => [each.addin, each]));
    const { planned, refused } = await planEach(addins, (addin) => {
      const used = uses.get(addin)!;
      if (!force) used.refuseAny();
      return { used, thing: removedThing(addin, differences(this.addins.settings(addin.thing), null)) };
    });
    const things = planned.map(({ thing }) => thing);
    const rooms = planned.flatMap(({ used }) => used.rooms);
    return {
      things,
      besides: planned.flatMap(({ used }) => used.things),
      refused,
      warnings: detachedWarning(things.length, rooms),
      write: async (tx) => {
        const ids = idsOf(things);
        await endUses(tx, ids, planning.now);
        await this.addins.deleteAll(tx, ids);
        return ids;
      },
    };
  }

  private async selected(
    planning: Planning,
    input: SetAddinsInput | RemoveAddinsInput,
  ): Promise<PooledTarget<Addin>[]> {
    checkSelection(input, ['where']);
    const condition = await addinFilter.compile(planning.context, input.where, 'addin', 'input.where');
    return this.addins.targets(planning, 'addin', condition);
  }
}

function idsOf(things: readonly { id: number }[]): number[] {
  return things.map(({ id }) => id);
}

function detachedWarning(addins: number, rooms: readonly Room[]): ChangeWarning[] {
  if (!rooms.length) return [];
  const gone = addins === 1 ? 'The add-in is gone' : 'The add-ins are gone';
  return [{ code: WarningCode.ADDIN_DETACHED, message: `${gone} from ${roomsNamed(rooms)} too.` }];
}
