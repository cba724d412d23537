import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';

import { type SequenceOf, takeSequence } from '../database/change-sequence';
import { ChangeSequence } from '../database/change-sequence.entity';
import { insertInChunks } from '../database/insert-in-chunks';
import { keptRow } from '../database/kept-row';
import type { Store } from '../database/store';
import { foldedKey } from '../database/text-keys';
import type { RequestContext } from '../graphql/context';
import { actorKey } from '../security/actor';
import { AuditEntry } from './audit-entry.entity';
import { type BulkInput, OnError } from './bulk/bulk.inputs';
import { rolledBack } from './bulk/bulk-outcome';
import type { ChangeInput } from './change.inputs';
import { ChangeKind } from './change-kind';
import type { ChangeRequest } from './change-request';
import { checkInput } from './check-input';
import { digestInTurns } from './digest';
import { DirectoryMoved } from './directory-moved';
import { IdempotentAnswers } from './idempotent-answers';
import { Invitation } from './invitation.entity';
import { type ChangeOutcome, committed, dryRun } from './outcome';
import type { Plan, PlannedThing } from './plan';
import { PlanToken } from './plan-token';
import { Planning } from './planning';
import { foreignPlan, overtakenPlan } from './stale-plan';
import { WarningCode } from './warning';

const ATTEMPTS = 4;

/** A thing of a plan, with the id that it has now. */
interface RecordedThing {
  id: number;
  thing: PlannedThing;
}

/** The one way to write: plans a change and, unless it is a dry run, commits it together with its audit entries. */
export class ChangeService {
  private readonly answers = new IdempotentAnswers();

  /** @param announce called after each commit */
  constructor(
    private readonly store: Store,
    private readonly clock: () => Date = () => new Date(),
    private readonly announce: () => void = () => undefined,
  ) {}

  async make(context: RequestContext, request: ChangeRequest): Promise<ChangeOutcome> {
    checkInput(request.input);
    if (request.input.whatIf) return this.onOneDirectory(context, () => this.dryRun(context, request));
    if (request.input.idempotencyKey) await this.store.write((tx) => this.answers.forgetExpired(tx, this.clock()));
    const outcome = await this.onOneDirectory(context, () =>
      this.store.write((tx) =>
        this.answers.once(tx, this.clock(), context.actor, request, () => this.commit(tx, context, request)),
      ),
    );
    context.forget();
    this.announce();
    return outcome;
  }

  /** Plans again what a directory sync or a change of policies overtook between plan and commit. */
  private async onOneDirectory(context: RequestContext, attempt: () => Promise<ChangeOutcome>): Promise<ChangeOutcome> {
    for (let count = 1; ; count++) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof DirectoryMoved) || count === ATTEMPTS) throw error;
        // What the request knows of the directory, to say which things are meant, is as old.
        context.forget();
      }
    }
  }

  private async dryRun(context: RequestContext, request: ChangeRequest): Promise<ChangeOutcome> {
    const plan = await request.plan(new Planning(context, context.read, this.clock(), false, true));
    const token = isRefused(plan, request.input) ? null : await this.token(context.read, context, request, plan);
    return dryRun(noted(plan), token && token.text);
  }

  private async commit(tx: EntityManager, context: RequestContext, request: ChangeRequest): Promise<ChangeOutcome> {
    const now = this.clock();
    const { confirm, idempotencyKey } = request.input;
    const wantsImpact = Boolean(confirm ?? idempotencyKey) || (request.showsImpact ?? true);
    const planning = new Planning(context, tx, now, true, wantsImpact);
    const plan = await request.plan(planning);
    if (isRefused(plan, request.input)) throw rolledBack(plan.refused!, plan.things.length);
    if (typeof confirm === 'string') await this.checkStillHolds(confirm, planning, request, plan);
    if (!changesAnything(plan)) return committed(noted(plan), null);
    const ids = await plan.write(tx);
    const operationId = randomUUID();
    const recorded = recordedOf(plan, ids);
    const taken = await takeSequence(tx, recorded.length, changed(plan));
    const { first, eligibilityBefore } = taken;
    if (plan.directory !== undefined && plan.directory !== eligibilityBefore) throw new DirectoryMoved();
    await plan.logDirectory?.(tx, taken);
    await this.record(tx, context, request, recorded, { operationId, first, now, reverts: plan.reverts });
    const entryIds = new Map(recorded.map(({ thing }, i) => [thing, first + i]));
    const invitations = (plan.invitations ?? []).map(({ roomId, principalIds, by = plan.things[0]! }) => ({
      auditEntryId: entryIds.get(by)!,
      roomId: roomId ?? ids[0]!,
      principalIds,
    }));
    await insertInChunks(tx, Invitation, invitations);
    return committed(plan, { ids, operationId, auditEntryId: first });
  }

  private async record(
    tx: EntityManager,
    { actor, requestId }: RequestContext,
    { operation, input }: ChangeRequest,
    things: readonly RecordedThing[],
    { operationId, first, now, reverts }: { operationId: string; first: number; now: Date; reverts: Plan['reverts'] },
  ): Promise<void> {
    const entries = things.map(({ id, thing }, i) => ({
      id: first + i,
      operationId,
      operation,
      at: now,
      actor: actor.name,
      actorKey: foldedKey(actor.name),
      tokenId: actor.tokenId,
      principalId: actor.principalId,
      requestId,
      reason: input.reason ?? null,
      reasonKey: typeof input.reason === 'string' ? foldedKey(input.reason) : null,
      nodeType: thing.type,
      nodeId: id,
      identity: thing.identity,
      identityKey: foldedKey(thing.identity),
      kind: kindOf(thing),
      changes: thing.changes,
      removedRow: thing.removed ? keptRow(tx, thing.removed) : null,
      reverts: reverts?.get(thing) ?? null,
    }));
    await insertInChunks(tx, AuditEntry, entries);
  }

  /** Refuses to carry a plan out that is another than was confirmed. */
  private async checkStillHolds(
    confirm: string,
    planning: Planning,
    request: ChangeRequest,
    plan: Plan,
  ): Promise<void> {
    const token = await this.token(planning.manager, planning.context, request, plan);
    if (token.isOf(confirm)) return;
    const then = token.compare(confirm);
    throw typeof then === 'string' ? foreignPlan(then) : await overtakenPlan(planning, plan, then, token.moment);
  }

  /** What a plan is known by: nothing is stored, so that any replica can confirm it. */
  private async token(
    manager: EntityManager,
    context: RequestContext,
    { operation, input }: ChangeRequest,
    plan: Plan,
  ): Promise<PlanToken> {
    const { storeId, last, eligibility } = await manager.findOneByOrFail(ChangeSequence, { id: 1 });
    const { whatIf: _whatIf, confirm: _confirm, reason: _reason, idempotencyKey: _key, ...asked } = input;
    const { things, besides, refused, warnings, invitations = [], impact, policyImpact, digest: outcome } = plan;
    const parts = {
      store: storeId,
      operation,
      input: asked,
      caller: actorKey(context.actor),
      outcome: await digestInTurns({
        things: things.map(identified),
        besides: besides?.map(identified),
        refused: refused?.map(({ type, id, error: { code, message } }) => [type, id, code, message]),
        warnings,
        // By id: display names may change without a change of the outcome.
        invitations: invitations.map(({ roomId, principalIds }) => [roomId, principalIds.toSorted((a, b) => a - b)]),
        impact: await impact?.digestInput(),
        policyImpact: policyImpact?.digestInput(),
        outcome,
      }),
    };
    const count = things.length + (refused?.length ?? 0);
    return new PlanToken(parts, { change: last, directory: eligibility, things: count });
  }
}

function kindOf({ id, restored, removed }: PlannedThing): ChangeKind {
  if (removed) return ChangeKind.REMOVED;
  return id === null || restored ? ChangeKind.MADE : ChangeKind.CHANGED;
}

/** The version of a thing stands for the row of it. */
function identified({ removed: _row, ...thing }: PlannedThing): PlannedThing {
  return thing;
}

function changed(plan: Plan): SequenceOf {
  if (plan.logDirectory) return 'directory';
  return plan.changesPolicies ? 'policies' : 'things';
}

/** Whether one of the things stands in the way of all. */
function isRefused({ refused = [] }: Plan, input: ChangeInput | BulkInput): boolean {
  const onError = 'onError' in input ? input.onError : null;
  return refused.length > 0 && onError !== OnError.CONTINUE;
}

/** Of many things those that change are recorded, and one in any case; and what changes with them. */
function recordedOf({ things, besides = [], refused }: Plan, ids: readonly number[]): RecordedThing[] {
  const recorded = things.map((thing, i) => ({ thing, id: ids[i]! }));
  const asked = refused ? recorded.filter(({ thing }) => thing.changes.length > 0) : recorded;
  return [...asked, ...besides.map((thing) => ({ thing, id: thing.id! }))];
}

function changesAnything(plan: Plan): boolean {
  return plan.things.some((thing) => thing.changes.length > 0);
}

function noted(plan: Plan): Plan {
  if (changesAnything(plan)) return plan;
  const message = `${whyNothing(plan)}; nothing is written.`;
  return { ...plan, warnings: [...plan.warnings, { code: WarningCode.NOTHING_CHANGED, message }] };
}

function whyNothing({ things, refused, source = 'the input' }: Plan): string {
  if (things.length || !refused) return `Everything ${refused?.length ? 'else ' : ''}is as ${source} says already`;
  return refused.length ? 'None of them can be changed' : 'Nothing that can be changed meets the conditions';
}
