import type { AccessImpact } from '../eligibility/access-impact';
import type { PolicyImpact } from '../eligibility/policy-impact';
import { bulkOutcome, type BulkOutcome, keptOutcome } from './bulk/bulk-outcome';
import type { FieldChange } from './field-change';
import type { Plan } from './plan';
import { type StoredImpact, storedImpact } from './stored-impact';
import { type StoredPolicyImpact, storedPolicyImpact } from './stored-policy-impact';
import type { ChangeWarning } from './warning';

/** What a mutation answers with: of a dry run, of a commit, or of an earlier commit whose idempotency key came again. */
export interface ChangeOutcome {
  /** The token that confirms a dry run; null after a commit. */
  plan: string | null;
  /** Null for a dry run, and where nothing had to change. */
  operationId: string | null;
  /** The audit entry of the thing that was asked for. */
  auditEntryId: number | null;
  /** The id of the thing that was asked for; null for a dry run of making it. */
  thingId: number | null;
  changes: FieldChange[];
  warnings: ChangeWarning[];
  impact: AccessImpact | StoredImpact | null;
  policyImpact: PolicyImpact | StoredPolicyImpact | null;
  /** How many things it touched besides. */
  besides: number;
  invitedCount: number;
  /** Of a change of many things; null for that of one. */
  bulk: BulkOutcome | null;
}

/** @param token null for a plan that can't be carried out */
export function dryRun(plan: Plan, token: string | null): ChangeOutcome {
  return { ...outcomeOf(plan), plan: token, impact: plan.impact ?? null, policyImpact: plan.policyImpact ?? null };
}

/** @param written what the commit wrote; null where there was nothing to write */
export function committed(
  plan: Plan,
  written: { ids: number[]; operationId: string; auditEntryId: number } | null,
): ChangeOutcome {
  const outcome = outcomeOf(plan);
  const thingId = written?.ids[0] ?? outcome.thingId;
  return {
    ...outcome,
    thingId,
    operationId: written?.operationId ?? null,
    auditEntryId: written?.auditEntryId ?? null,
    impact: plan.impact ? storedImpact(plan.impact, thingId) : null,
    policyImpact: plan.policyImpact ? storedPolicyImpact(plan.policyImpact) : null,
  };
}

/** What is kept of it for the retries of its request. */
export function keptForRetries({ bulk, ...outcome }: ChangeOutcome): ChangeOutcome {
  return { ...outcome, bulk: bulk && keptOutcome(bulk) };
}

function outcomeOf(plan: Plan): ChangeOutcome {
  const [thing] = plan.things;
  return {
    plan: null,
    operationId: null,
    auditEntryId: null,
    thingId: thing?.id ?? null,
    changes: thing?.changes ?? [],
    warnings: plan.warnings,
    impact: null,
    policyImpact: null,
    besides: plan.besides?.length ?? 0,
    bulk: bulkOutcome(plan),
    invitedCount: new Set(plan.invitations?.flatMap(({ principalIds }) => principalIds)).size,
  };
}
