import type { EntityManager } from 'typeorm';

import type { PrincipalListChange } from '../change.inputs';
import type { FieldChange } from '../field-change';
import type { Planning } from '../planning';
import { type ChangeWarning, WarningCode } from '../warning';
import { principalIdentity, resolvePrincipals } from '../../directory/identity-resolver';
import type { Principal } from '../../directory/principal.entity';
import { ErrorCode, GatewayError } from '../../errors';
import type { AccessList } from '../../eligibility/access-entry.entity';

/** An entry that a caller wants on a list, with the place in the input that says so. */
export interface WantedEntry {
  principal: Principal;
  parameter: string;
  /** Whether it comes back though it is outside the wall, as it is without effect: nobody whom it reaches is inside. */
  isIdle?: boolean;
}

/** What a caller wants of a list, looked up; null where it is to be cleared, undefined where it is to stay. */
export type WantedChange = WantedEntries | null | undefined;

export interface WantedEntries {
  add: readonly WantedEntry[];
  remove: readonly WantedEntry[];
  replace: readonly WantedEntry[];
  /** Whether nothing else is to be listed. */
  replaces: boolean;
}

/** What a change makes of one access list. */
export class PlannedList {
  /** Those of the wanted entries that were not listed before. */
  readonly added: readonly WantedEntry[];
  private readonly dropped = new Set<number>();

  private constructor(
    readonly list: AccessList,
    /** The field of the thing, such as `members`. */
    readonly path: string,
    readonly before: readonly number[],
    /** What is on the list without anybody's asking for it now. */
    private readonly untouched: readonly number[],
    /** What the caller asks for, each entry once. */
    readonly wanted: readonly WantedEntry[] = [],
    readonly warnings: readonly ChangeWarning[] = [],
  ) {
    const listed = new Set(wanted.length ? before : []);
    this.added = wanted.filter(({ principal }) => !listed.has(principal.id));
  }

  /** The list as the input wants it; left out, it stays, and an explicit null clears it. */
  static of(list: AccessList, path: string, before: readonly number[], change: WantedChange): PlannedList {
    if (change === undefined) return new PlannedList(list, path, before, before);
    if (change === null) return new PlannedList(list, path, before, []);
    const [listed, off] = [new Set(before), new Set(change.remove.map(({ principal }) => principal.id))];
    const wanted = [...change.add, ...change.replace].filter(({ principal }) => !off.has(principal.id));
    const once = new Map(wanted.map((entry) => [entry.principal.id, entry]));
    const untouched = change.replaces ? [] : before.filter((id) => !off.has(id) && !once.has(id));
    const notListed = change.remove.filter(({ principal }) => !listed.has(principal.id));
    return new PlannedList(list, path, before, untouched, [...once.values()], notListed.map(notListedWarning(path)));
  }

  get after(): readonly number[] {
    if (this.stays) return this.before;
    const all = [...this.untouched, ...this.wanted.map(({ principal }) => principal.id)];
    return all.filter((id) => !this.dropped.has(id)).sort((a, b) => a - b);
  }

  /** What was listed before and stays. */
  get kept(): readonly number[] {
    if (this.stays) return this.before;
    const after = new Set(this.after);
    return this.before.filter((id) => after.has(id));
  }

  get removed(): number[] {
    if (this.stays) return [];
    const after = new Set(this.after);
    return this.before.filter((id) => !after.has(id));
  }

  get changed(): boolean {
    return this.added.length > 0 || this.removed.length > 0;
  }

  /** Most lists of thousands of things do: nothing is worked out of those. */
  private get stays(): boolean {
    return this.untouched === this.before && this.wanted.length === 0 && this.dropped.size === 0;
  }

  /** Takes entries off because of another part of the change. */
  drop(principalIds: Iterable<number>): void {
    for (const id of principalIds) this.dropped.add(id);
  }

  /** What is recorded of the list: nothing where it stays. */
  async changes(planning: Planning): Promise<FieldChange[]> {
    const { added, removed } = this;
    if (!this.changed) return [];
    const gone = await planning.principals(removed);
    return [
      {
        path: this.path,
        added: added.map(({ principal }) => ({ identity: principalIdentity(principal), principalId: principal.id })),
        removed: gone.map((principal) => ({ identity: principalIdentity(principal), principalId: principal.id })),
      },
    ];
  }
}

/**
 * Looks up the principals that an input names for a list, once for all the things whose list it changes.
 *
 * @param path the field of the input, such as `members`
 */
export async function wantedChange(
  manager: EntityManager,
  path: string,
  change: PrincipalListChange | null | undefined,
): Promise<WantedChange> {
  return change && wantedEntries(manager, `input.${path}`, change);
}

async function wantedEntries(
  manager: EntityManager,
  path: string,
  { add, remove, replace }: PrincipalListChange,
): Promise<WantedEntries> {
  if (replace && (add || remove)) {
    throw new GatewayError(ErrorCode.BAD_USER_INPUT, `Give "replace", or "add" and "remove", not both.`, {
      parameter: `${path}.replace`,
    });
  }
  if (replace === null) {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `"replace" is null; leave it out, or clear the list by a null in its own place.`,
      { parameter: `${path}.replace` },
    );
  }
  const requests = Object.entries({ add, remove, replace }).flatMap(([operation, identities]) =>
    (identities ?? []).map((identity, i) => ({ operation, identity, parameter: `${path}.${operation}[${i}]` })),
  );
  const principals = await resolvePrincipals(manager, requests);
  const entries = requests.map(({ operation, parameter }, i) => ({ operation, parameter, principal: principals[i]! }));
  const of = (operation: string) => entries.filter((entry) => entry.operation === operation);
  const added = new Set(of('add').map(({ principal }) => principal.id));
  const contradicted = of('remove').find(({ principal }) => added.has(principal.id));
  if (contradicted) {
    const message = `${principalIdentity(contradicted.principal)} is to be both added and removed.`;
    throw new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: contradicted.parameter });
  }
  return { add: of('add'), remove: of('remove'), replace: of('replace'), replaces: Boolean(replace) };
}

function notListedWarning(path: string): (entry: WantedEntry) => ChangeWarning {
  return ({ principal }) => ({
    code: WarningCode.NOT_LISTED,
    message: `${principalIdentity(principal)} was not among the ${path}.`,
  });
}
