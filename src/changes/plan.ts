import type { EntityManager } from 'typeorm';

import type { TakenSequence } from '../database/change-sequence';
import type { AccessImpact } from '../eligibility/access-impact';
import type { PolicyImpact } from '../eligibility/policy-impact';
import type { GatewayError } from '../errors';
import type { FieldChange } from './field-change';
import type { ChangeWarning } from './warning';

/** A thing that a change touches. */
export interface PlannedThing {
  /** Its type in the graph, such as `Room`. */
  type: string;
  /** Null where the change makes it. */
  id: number | null;
  identity: string;
  /** The version that was planned on; 0 where the change makes it. */
  version: number;
  changes: FieldChange[];
  /** Its row where the change removes it: kept, so that it can be made again. */
  removed?: object;
  /** Whether the change makes it again, by the id that it had. */
  restored?: boolean;
}

/** A thing that a change of many can not change. */
export interface RefusedThing {
  type: string;
  id: number;
  identity: string;
  error: GatewayError;
}

/** Users to invite to a room. */
export interface PlannedInvitations {
  /** Null for the room that the change makes. */
  roomId: number | null;
  principalIds: number[];
  /** That of the planned things whose change invites them, to keep them with; the first where left out. */
  by?: PlannedThing;
}

/** What a change would do, worked out from reads alone. */
export interface Plan {
  /** The things that were asked for. Nothing is written where none of them changes. */
  things: PlannedThing[];
  /** What the change touches besides, each with its id: recorded, but no result of its own in a change of many things. */
  besides?: PlannedThing[];
  /** Of a change of many things those that it leaves out; given by such a change only, even where there are none. */
  refused?: RefusedThing[];
  warnings: ChangeWarning[];
  /** What says how everything is to be; `the input` where it is left out. */
  source?: string;
  impact?: AccessImpact;
  policyImpact?: PolicyImpact;
  invitations?: PlannedInvitations[];
  /** The version of the index that it was worked out on; left out where it has nothing to do with who may enter rooms. */
  directory?: number;
  /** The numbers of the audit entries that it undoes, by what becomes of their things. */
  reverts?: ReadonlyMap<PlannedThing, number>;
  /** Of a change of the directory itself, and only of that: keeps what it changes there for those who follow, once its number is taken. */
  logDirectory?(tx: EntityManager, taken: TakenSequence): Promise<void>;
  /** Whether it changes policies, or who has them. */
  changesPolicies?: boolean;
  /** Tells its outcome from others where `changes` has but the first of many. */
  digest?: string;
  /** Carries it out; returns the ids of `things`, in their order. */
  write(tx: EntityManager): Promise<number[]>;
}
