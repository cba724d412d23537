import type { FieldChange } from './field-change';
import type { PlannedThing } from './plan';

/** An existing thing that a change is about; of a change that commits nobody else changes it until it has. */
export interface HeldThing {
  /** Its class is named as its type in the graph. */
  thing: { id: number; version: number };
  identity: string;
}

export function plannedThing({ thing, identity }: HeldThing, changes: FieldChange[]): PlannedThing & { id: number } {
  return { type: thing.constructor.name, id: thing.id, identity, version: thing.version, changes };
}

/** The same of a thing that is made again by the id that it had, of the row that was kept of it. */
export function restoredThing(held: HeldThing, changes: FieldChange[]): PlannedThing & { id: number } {
  return { ...plannedThing(held, changes), restored: true };
}

/** The same of a thing that is removed. */
export function removedThing(held: HeldThing, changes: FieldChange[]): PlannedThing & { id: number } {
  return { ...plannedThing(held, changes), removed: held.thing };
}
