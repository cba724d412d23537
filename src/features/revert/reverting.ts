import { isDeepStrictEqual } from 'node:util';

import { ChangeKind } from '../../changes/change-kind';
import type { Planning } from '../../changes/planning';
import { type DetailsOf, ErrorCode, GatewayError } from '../../errors';
import { toGlobalId } from '../../graphql/node';
import type { PolicyChange } from '../policy/policy-impact.service';
import { type LaterChanges, laterChanges, madeBy } from './later-changes';
import type { PastChange } from './past-change';

/** One undoing: of a change of one thing, or of all that an operation changed. */
export class Reverting {
  /** What becomes of policies and grants, one after the other. */
  readonly policyChanges: PolicyChange[] = [];

  private readonly later: LaterChanges;
  private readonly returning = new Map<string, Map<number, object>>();
  private readonly concerned: Map<string, Set<number>>;

  constructor(
    readonly planning: Planning,
    past: readonly PastChange[],
    /** Whether it is undone even where things changed since, or are used, or entries of lists can't come back. */
    readonly force: boolean,
    /** The path of the input that says what is undone. */
    readonly parameter: string,
  ) {
    this.later = laterChanges(planning.manager);
    this.concerned = new Map(past.map(({ type }) => [type, new Set()]));
    for (const { type, nodeId } of past) this.concerned.get(type)!.add(nodeId);
  }

  /** Whether it is about that thing, too. */
  concerns(type: string, id: number): boolean {
    return this.concerned.get(type)?.has(id) ?? false;
  }

  /** Tells the things that refer to it that a thing is made again. */
  announce(thing: { id: number }): void {
    const type = thing.constructor.name;
    this.returning.set(type, (this.returning.get(type) ?? new Map<number, object>()).set(thing.id, thing));
  }

  /** A thing that is made again together with what refers to it. */
  announced<T>(entity: new () => T, id: number): T | undefined {
    return this.returning.get(entity.name)?.get(id) as T | undefined;
  }

  /** All the things of a type that are made again together. */
  allAnnounced<T>(entity: new () => T): T[] {
    return [...(this.returning.get(entity.name)?.values() ?? [])] as T[];
  }

  /**
   * What fields of a thing go back to, by path; those that are so already are left out, and lists.
   *
   * @param present the values now; the ids of the things where they name others
   * @throws GatewayError CONFLICT where a field has become something else since.
   */
  async former(past: PastChange, present: Record<string, unknown>): Promise<Record<string, unknown>> {
    const former: Record<string, unknown> = {};
    const changed: string[] = [];
    for (const { path, added, ...change } of past.changes) {
      if (added) continue;
      const [before, after] =
        change.beforeId === undefined ? [change.before, change.after] : [change.beforeId, change.afterId];
      const now = present[path] ?? null;
      if (isDeepStrictEqual(now, before ?? null)) continue;
      if (isDeepStrictEqual(now, after ?? null)) former[path] = before ?? null;
      else changed.push(path);
    }
    if (changed.length) throw await this.changedSince(past, changed, present);
    return former;
  }

  /** Refuses to remove a thing that was changed since it was made, without force. */
  async refuseChanged(past: PastChange): Promise<void> {
    if (this.force) return;
    const [last] = await this.later.load(past);
    if (!last) return;
    throw this.conflict(
      `${past.identity} was changed since it was made, last ${madeBy(last)}; with "force" it is removed all the same.`,
      { changedBy: toGlobalId('AuditEntry', last.id) },
    );
  }

  /** Why the change of a thing that is there no more can't be undone. */
  async gone(past: PastChange): Promise<GatewayError> {
    const removal = (await this.later.load(past)).find(({ kind }) => kind === ChangeKind.REMOVED);
    return this.conflict(
      `${past.identity} is there no more${removal ? `: it was removed ${madeBy(removal)}` : ''}.`,
      removal && { changedBy: toGlobalId('AuditEntry', removal.id) },
    );
  }

  conflict(message: string, details: DetailsOf<ErrorCode.CONFLICT> = {}): GatewayError {
    return new GatewayError(ErrorCode.CONFLICT, message, { parameter: this.parameter, ...details });
  }

  /** Of what can't be undone whatever becomes of it: to try again is of no use. */
  impossible(message: string): GatewayError {
    return new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: this.parameter });
  }

  private async changedSince(
    past: PastChange,
    paths: readonly string[],
    present: Record<string, unknown>,
  ): Promise<GatewayError> {
    const later = await this.later.load(past);
    const fields = paths.map((path) => {
      const by = later.find(({ changes }) => changes.some((change) => change.path === path));
      const change = by?.changes.find((each) => each.path === path);
      const now: unknown = change?.after ?? present[path] ?? null;
      return { path, now, by };
    });
    const said = fields.map(
      ({ path, now, by }) => `its ${path} is ${JSON.stringify(now)} by now${by ? `, set ${madeBy(by)}` : ''}`,
    );
    return this.conflict(`${past.identity} was changed since: ${said.join('; ')}.`, {
      fields: fields.map(({ path, now, by }) => ({
        path,
        present: now,
        changedBy: by ? toGlobalId('AuditEntry', by.id) : null,
      })),
    });
  }
}
