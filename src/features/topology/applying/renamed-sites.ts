import type { ClassType } from 'type-graphql';
import { type EntityManager, In } from 'typeorm';

import type { Audited } from '../../../changes/audited';
import type { PlannedThing } from '../../../changes/plan';
import type { Planning } from '../../../changes/planning';
import { Site } from '../site.entity';
import type { TopologyPart } from './topology-part';

/** What is called after its site, as the policy `site:Redmond` is. */
export interface CalledAfterSite extends Audited {
  identity: string;
  siteId: number | null;
}

/** What follows a site whose name is written in another case, and has been read to be written. */
export interface Renaming {
  things: PlannedThing[];
  write(tx: EntityManager): Promise<void>;
}

/** Plans that all that is called after a site is called as the site is from now on. */
export async function renamedWithSites(
  planning: Planning,
  kinds: readonly ClassType<CalledAfterSite>[],
  parts: readonly TopologyPart[],
): Promise<Renaming> {
  const sites = parts.filter(({ entity, before, after, changes }) => {
    return entity === Site && before && after && changes.length > 0;
  });
  const names = new Map(sites.map(({ before, changes }) => [before!.id, changes[0]!.after]));
  const renamed = names.size ? await Promise.all(kinds.map((kind) => ofSites(planning, kind, [...names.keys()]))) : [];
  const things = renamed.flat().map((thing) => ({ thing, identity: `site:${String(names.get(thing.siteId!))}` }));
  return {
    things: things.map(({ thing, identity }) => ({
      type: thing.constructor.name,
      id: thing.id,
      identity: thing.identity,
      version: thing.version,
      changes: [{ path: 'identity', before: thing.identity, after: identity }],
    })),
    write: async (tx) => {
      for (const { thing, identity } of things) {
        const row = { identity, version: thing.version + 1, updatedAt: planning.now };
        await tx.update(thing.constructor, thing.id, row);
      }
    },
  };
}

function ofSites(
  planning: Planning,
  kind: ClassType<CalledAfterSite>,
  siteIds: readonly number[],
): Promise<CalledAfterSite[]> {
  return planning.allToChange(kind, { where: { siteId: In(siteIds) }, order: { id: 'ASC' } });
}
