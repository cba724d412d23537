import { type EntityManager, In } from 'typeorm';

import { rowsOf } from '../database/rows';
import { sql } from '../database/sql';
import { type DetailsOf, ErrorCode, GatewayError } from '../errors';
import { toGlobalId } from '../graphql/node';
import { AuditEntry } from './audit-entry.entity';
import { andMore, firstFew } from './first-few';
import type { Plan } from './plan';
import type { ForeignPart, PlanMoment } from './plan-token';
import type { Planning } from './planning';

const FOREIGN: Record<ForeignPart, string> = {
  TOKEN: 'it is no "plan" that a "whatIf" gave',
  STORE: 'it was made in another store',
  OPERATION: 'it was made for another mutation',
  INPUT: 'it was made for another input',
  CALLER: 'it was made for another caller',
};

/** Why a plan can't be carried out that was made for something else. */
export function foreignPlan(part: ForeignPart): GatewayError {
  return stale([FOREIGN[part]], { moved: [part] });
}

/**
 * Why a plan comes to something else by now.
 *
 * @param then when it was made
 */
export async function overtakenPlan(
  planning: Planning,
  plan: Plan,
  then: PlanMoment,
  now: PlanMoment,
): Promise<GatewayError> {
  const changed = await changedSince(planning.manager, then.change, presentOf(planning, plan));
  const named = firstFew(changed);
  const said = named.map(
    ({ identity, version }) => identity + (version === null ? '' : ` (version ${version} by now)`),
  );
  const causes: { moved: DetailsOf<ErrorCode.PLAN_STALE>['moved'][number]; sentence: string }[] = [];
  if (changed.length)
    causes.push({ moved: 'THINGS', sentence: `something changed since: ${andMore(said, changed.length)}` });
  if (then.things !== now.things) {
    const sentence = `the things that it is about were ${then.things}, and are ${now.things} by now`;
    causes.push({ moved: 'SELECTION', sentence });
  }
  if (then.directory !== now.directory)
    causes.push({ moved: 'DIRECTORY', sentence: 'the directory or the policies changed since' });
  if (!causes.length)
    causes.push({ moved: 'OUTCOME', sentence: 'its outcome is another by now, for what it rests on changed' });
  return stale(
    causes.map(({ sentence }) => sentence),
    {
      moved: causes.map(({ moved }) => moved),
      things: named.map(({ type, nodeId, identity, version }) => ({
        id: toGlobalId(type, nodeId),
        identity,
        version,
      })),
    },
  );
}

function stale(causes: readonly string[], details: DetailsOf<ErrorCode.PLAN_STALE>): GatewayError {
  const message = `The plan does not hold: ${causes.join('; ')}. Ask for a new one with "whatIf".`;
  return new GatewayError(ErrorCode.PLAN_STALE, message, { parameter: 'input.confirm', ...details });
}

/** A thing as it is now: `version` is null where it has none, `identity` where the plan doesn't tell. */
interface PresentThing {
  identity: string | null;
  version: number | null;
}

/** All that a plan is about or rests on, by `TYPE:ID`. */
function presentOf(planning: Planning, { things, besides = [], refused = [] }: Plan): Map<string, PresentThing> {
  const present = new Map<string, PresentThing>();
  for (const [key, version] of planning.read) present.set(key, { identity: null, version });
  for (const { type, id, identity } of refused) present.set(`${type}:${id}`, { identity, version: null });
  for (const { type, id, identity, version } of [...things, ...besides])
    present.set(`${type}:${id}`, { identity, version });
  return present;
}

interface ChangedThing {
  type: string;
  nodeId: number;
  identity: string;
  version: number | null;
}

/** Those of the things that somebody changed after a change, as the audit trail knows it. */
async function changedSince(
  manager: EntityManager,
  change: number,
  present: ReadonlyMap<string, PresentThing>,
): Promise<ChangedThing[]> {
  const rows = await rowsOf(
    manager,
    sql`SELECT node_type, node_id, MAX(id) AS entry FROM audit_entries WHERE id > ${change} GROUP BY node_type, node_id ORDER BY entry`,
  );
  const changed = rows
    .map((row) => ({ type: String(row.node_type), nodeId: Number(row.node_id), entry: Number(row.entry) }))
    .filter(({ type, nodeId }) => present.has(`${type}:${nodeId}`));
  const entries = await manager.findBy(AuditEntry, { id: In(firstFew(changed).map(({ entry }) => entry)) });
  const identityOf = new Map(entries.map(({ id, identity }) => [id, identity]));
  return changed.map(({ type, nodeId, entry }) => {
    const { identity, version } = present.get(`${type}:${nodeId}`)!;
    return { type, nodeId, identity: identity ?? identityOf.get(entry) ?? '', version };
  });
}
