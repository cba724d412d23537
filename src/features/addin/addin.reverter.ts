import { alike } from '../../changes/bulk/alike';
import { differences } from '../../changes/differences';
import { plannedThing, restoredThing } from '../../changes/held-thing';
import type { Plan } from '../../changes/plan';
import { planEach } from '../../changes/bulk/plan-each';
import type { Reverted } from '../revert/audited-reverter';
import { insertAgain } from '../revert/insert-again';
import { PooledReverter } from '../revert/pooled-reverter';
import type { Reverting } from '../revert/reverting';
import type { PooledTarget } from '../topology/pooled.service';
import type { AddinChangesService } from './addin-changes.service';
import { Addin } from './addin.entity';
import type { AddinService } from './addin.service';
import { givenUrl } from './addin-url';

type Target = Reverted<PooledTarget<Addin>>;

/** Undoes changes of add-ins. */
export class AddinReverter extends PooledReverter<Addin> {
  constructor(
    private readonly addins: AddinService,
    private readonly changes: AddinChangesService,
  ) {
    super(Addin, addins);
  }

  protected async planReturning(reverting: Reverting, again: readonly Target[]): Promise<Plan> {
    const rows = again.map(({ thing }) => thing);
    for (const row of rows) reverting.announce(row);
    return {
      things: again.map((each) => restoredThing(each, differences(null, this.addins.settings(each.thing)))),
      warnings: [],
      write: async (tx) => {
        await insertAgain(tx, Addin, rows, reverting.planning.now);
        return rows.map(({ id }) => id);
      },
    };
  }

  protected async planSettingBack(reverting: Reverting, held: readonly Target[]): Promise<Plan> {
    const { settings } = this.addins;
    const { planned, refused } = await planEach(held, async (each) => {
      const columns = await this.formerColumns(reverting, each);
      const changes = differences(settings(each.thing), settings({ ...each.thing, ...columns }));
      return { columns, thing: plannedThing(each, changes) };
    });
    return {
      things: planned.map(({ thing }) => thing),
      refused,
      warnings: [],
      write: async (tx) => {
        const changed = planned.filter(({ thing }) => thing.changes.length > 0);
        for (const some of alike(changed, ({ columns }) => columns)) {
          const ids = some.map(({ thing }) => thing.id);
          await this.addins.updateAll(tx, ids, some[0]!.columns, reverting.planning.now);
        }
        return planned.map(({ thing }) => thing.id);
      },
    };
  }

  /** Rooms that lose the add-in by the same undoing don't use it. */
  protected planRemoving(reverting: Reverting, held: readonly Target[]): Promise<Plan> {
    return this.changes.planRemoving(reverting.planning, held, reverting.force, (room) =>
      reverting.concerns('Room', room.id),
    );
  }

  private async formerColumns(reverting: Reverting, { thing, pool, past }: Target): Promise<Partial<Addin>> {
    const former = await reverting.former(past, this.addins.settings(thing));
    const { name, url } = former as { name?: string; url?: string };
    const naming = name === undefined ? {} : await this.addins.naming(reverting.planning.manager, pool, name, thing.id);
    return { ...naming, ...givenUrl({ url }) };
  }
}
