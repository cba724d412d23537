import { ChangeKind } from '../../changes/change-kind';
import type { ChangeService } from '../../changes/change.service';
import type { ChangeOutcome } from '../../changes/outcome';
import type { Plan } from '../../changes/plan';
import { planOfOne } from '../../changes/bulk/plan-each';
import type { Planning } from '../../changes/planning';
import { isUniqueViolation } from '../../database/unique-violation';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import type { PolicyImpactService } from '../policy/policy-impact.service';
import { pastAsked } from './past-asked';
import { refusedPast } from './audited-reverter';
import { irrevertible } from './irrevertible';
import { idlePlan, joinedPlan } from './joined-plan';
import type { PastChange } from './past-change';
import type { RevertInput } from './revert.inputs';
import type { Reverter } from './reverter';
import { Reverting } from './reverting';

/** Undoes what the audit trail has. */
export class RevertService {
  /** @param reverters what is referred to before what refers to it */
  constructor(
    private readonly changes: ChangeService,
    private readonly policyImpacts: PolicyImpactService,
    private readonly reverters: readonly Reverter[],
  ) {}

  /** @param showsImpact whether somebody asks what becomes of people's access */
  revert(context: RequestContext, input: RevertInput, showsImpact: boolean): Promise<ChangeOutcome> {
    return this.changes.make(context, {
      operation: 'revert',
      input,
      showsImpact,
      plan: (planning) => this.plan(planning, input),
    });
  }

  private async plan(planning: Planning, input: RevertInput): Promise<Plan> {
    const { past, parameter } = await pastAsked(planning.manager, input);
    const reverting = new Reverting(planning, past, input.force ?? false, parameter);
    const plan = joinedPlan([...(await this.plans(reverting, past)), await this.policyPlan(reverting)]);
    const entryOf = new Map(past.map(({ type, nodeId, id }) => [`${type}:${nodeId}`, id]));
    const undoing: Plan = {
      ...plan,
      reverts: new Map(
        [...plan.things, ...plan.besides!].flatMap((thing) => {
          const entry = entryOf.get(`${thing.type}:${thing.id}`);
          return entry === undefined ? [] : [[thing, entry]];
        }),
      ),
      write: (tx) => unlessTaken(plan.write(tx)),
      // The input of a revert names but the entry or the operation.
      refused: plan.refused!.map(({ error, ...thing }) => ({
        ...thing,
        error: error.retold(error.message, { parameter }),
      })),
    };
    return parameter === 'input.operation' ? undoing : { ...planOfOne(undoing), refused: [] };
  }

  /** What all the changes of policies and grants together do to users. */
  private async policyPlan({ planning, policyChanges }: Reverting): Promise<Plan> {
    if (!policyChanges.length) return idlePlan([], []);
    const impact = await this.policyImpacts.of(planning, (before) =>
      policyChanges.reduce((policies, change) => change(policies), before),
    );
    return { ...idlePlan([], []), ...impact };
  }

  /** First comes back what others refer to; last goes what others referred to. */
  private async plans(reverting: Reverting, past: readonly PastChange[]): Promise<Plan[]> {
    const types = new Set(this.reverters.map(({ type }) => type));
    const why = (each: PastChange) =>
      irrevertible(each) ?? (types.has(each.type) ? null : `Changes of the type ${each.type} can't be undone.`);
    const refused = past.flatMap((each) => {
      const reason = why(each);
      return reason === null ? [] : [refusedPast(each, reverting.impossible(reason))];
    });
    const plans = [idlePlan([], refused)];
    const plan = async (reverters: readonly Reverter[], kind: ChangeKind, undo: 'restore' | 'setBack' | 'remove') => {
      for (const reverter of reverters) {
        const some = past.filter((each) => each.type === reverter.type && each.kind === kind && why(each) === null);
        if (some.length) plans.push(await reverter[undo](reverting, some));
      }
    };
    await plan(this.reverters, ChangeKind.REMOVED, 'restore');
    await plan(this.reverters, ChangeKind.CHANGED, 'setBack');
    await plan(this.reverters.toReversed(), ChangeKind.MADE, 'remove');
    return plans;
  }
}

/** Two who take one name at once both see it free: the store lets the first one have it. */
async function unlessTaken<R>(written: Promise<R>): Promise<R> {
  try {
    return await written;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new GatewayError(ErrorCode.CONFLICT, 'Somebody took one of the names meanwhile; try it again.');
  }
}
