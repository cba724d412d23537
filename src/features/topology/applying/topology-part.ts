import type { ClassType } from 'type-graphql';
import type { EntityManager } from 'typeorm';

import type { Audited } from '../../../changes/audited';
import type { FieldChange } from '../../../changes/field-change';
import type { PlannedThing } from '../../../changes/plan';

/** Finds the ids of parts of the topology, those too that were made by the change. */
export type IdOf = (entity: ClassType, key: string) => number;

/** What becomes of one part of the topology: a SIP domain, a site, a pool or a server. */
export interface TopologyPart<T extends Audited = Audited> {
  entity: ClassType<T>;
  /** Its name, folded. */
  key: string;
  identity: string;
  /** Null where it is new. */
  before: T | null;
  /** Its columns from now on; null where it goes. */
  after: ((idOf: IdOf) => Partial<T>) | null;
  /** None where it stays as it is. */
  changes: FieldChange[];
}

export function plannedPart({ entity, identity, before, changes }: TopologyPart): PlannedThing {
  return { type: entity.name, id: before?.id ?? null, identity, version: before?.version ?? 0, changes };
}

/**
 * Writes all that changes, and gives the ids of that.
 *
 * @param parts what belongs to another after that
 */
export async function writeParts(tx: EntityManager, parts: readonly TopologyPart[], now: Date): Promise<number[]> {
  const ids = new Map(parts.map((part) => [nameOf(part.entity, part.key), part.before?.id ?? 0]));
  const idOf: IdOf = (entity, key) => ids.get(nameOf(entity, key))!;
  const changed = parts.filter(({ changes }) => changes.length > 0);
  for (const part of changed.filter(({ after }) => after)) {
    ids.set(nameOf(part.entity, part.key), await writePart(tx, part, idOf, now));
  }
  for (const { entity, before } of changed.filter(({ after }) => !after).reverse()) await tx.delete(entity, before!.id);
  return changed.map(({ entity, key }) => idOf(entity, key));
}

async function writePart(
  tx: EntityManager,
  { entity, before, after }: TopologyPart,
  idOf: IdOf,
  now: Date,
): Promise<number> {
  const row = { ...after!(idOf), version: (before?.version ?? 0) + 1, updatedAt: now };
  if (before) {
    await tx.update(entity, before.id, row);
    return before.id;
  }
  const inserted = await tx.insert(entity, { ...row, createdAt: now });
  return Number(inserted.identifiers[0]!.id);
}

function nameOf(entity: ClassType, key: string): string {
  return `${entity.name} ${key}`;
}
