import { checkSelection } from '../../changes/bulk/bulk.inputs';
import { differences } from '../../changes/differences';
import { plannedThing } from '../../changes/held-thing';
import type { ChangeOutcome } from '../../changes/outcome';
import type { Plan } from '../../changes/plan';
import { planEach, planOfOne } from '../../changes/bulk/plan-each';
import type { Planning } from '../../changes/planning';
import { resolvePrincipals } from '../../directory/identity-resolver';
import type { Principal } from '../../directory/principal.entity';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import { namedBy } from '../../graphql/target';
import type { PrincipalService } from '../principal/principal.service';
import { heldPrincipals, identitiesOf, refuseUngrantable } from './grantees';
import type { GrantPoliciesInput, GrantPolicyInput } from './policy.inputs';
import { grant } from './policy-grants';
import type { PolicyImpactService } from './policy-impact.service';
import type { PolicyService } from './policy.service';
import type { PolicyTurns } from './policy-turns';
import { selectedUsers } from './selected-users';

/** Grants policies to users, and takes them away. */
export class PolicyGrantsService {
  constructor(
    private readonly changes: PolicyTurns,
    private readonly policies: PolicyService,
    private readonly principals: PrincipalService,
    private readonly impacts: PolicyImpactService,
  ) {}

  async grant(context: RequestContext, input: GrantPolicyInput): Promise<ChangeOutcome> {
    checkPolicy(input);
    const { identity, id, domainController } = input;
    const target = { identity, id };
    const name = namedBy('Principal', target, 'input.');
    if ('identity' in name) refuseWildcard(name.identity);
    if (typeof domainController === 'string')
      await this.principals.findFresh(context, { ...target, domainController }, 'input.');
    return this.changes.make(context, {
      operation: 'grantPolicy',
      input,
      plan: async (planning) => {
        const principalId = 'id' in name ? name.id : (await theOne(planning, name.identity)).id;
        const parameter = 'id' in name ? 'input.id' : 'input.identity';
        const plan = planOfOne(await this.planGranting(planning, [principalId], input, parameter));
        if (!plan.things.length) throw notFound(id!);
        return plan;
      },
    });
  }

  grantMany(context: RequestContext, input: GrantPoliciesInput): Promise<ChangeOutcome> {
    checkPolicy(input);
    checkSelection(input, ['where', 'identity', 'filter', 'ldapFilter', 'ou']);
    return this.changes.make(context, {
      operation: 'grantPolicies',
      input,
      plan: async (planning) => {
        const { ids, warnings } = await selectedUsers(planning, this.principals, input);
        return { ...(await this.planGranting(planning, ids, input)), warnings };
      },
    });
  }

  private async planGranting(
    planning: Planning,
    principalIds: readonly number[],
    { policy: named }: GrantPolicyInput | GrantPoliciesInput,
    parameter?: string,
  ): Promise<Plan> {
    const policy = typeof named === 'string' ? await this.policies.toGrant(planning, named, 'input.policy') : null;
    const held = await heldPrincipals(planning, principalIds);
    const identities = await identitiesOf(planning, held);
    const { planned, refused } = await planEach(held, (grantee) => {
      refuseUngrantable(grantee.thing, policy, parameter);
      const before = { policy: identities.get(grantee.thing.policyId) };
      return plannedThing(grantee, differences(before, { policy: policy?.identity }));
    });
    const changed = planned.filter(({ changes }) => changes.length > 0).map(({ id }) => id);
    const impact = await this.impacts.of(planning, (before) => before.withGrant(policy?.id ?? null, changed));
    return {
      ...impact,
      things: planned,
      refused,
      warnings: [],
      write: async (tx) => {
        await grant(tx, changed, policy?.id ?? null);
        return planned.map(({ id }) => id);
      },
    };
  }
}

async function theOne({ manager }: Planning, identity: string): Promise<Principal> {
  const [principal] = await resolvePrincipals(manager, [{ identity, parameter: 'input.identity' }]);
  return principal!;
}

/** Leaving it out would be too little to take a policy away by. */
function checkPolicy({ policy }: GrantPolicyInput | GrantPoliciesInput): void {
  if (policy !== undefined) return;
  throw new GatewayError(
    ErrorCode.BAD_USER_INPUT,
    'Say which policy to grant, by "policy"; null takes away the one that is granted.',
    { parameter: 'input.policy' },
  );
}

function refuseWildcard(identity: string): void {
  if (!identity.includes('*')) return;
  throw new GatewayError(
    ErrorCode.BAD_USER_INPUT,
    `"${identity}" has a wildcard and may fit several users; "grantPolicies" grants to all of them.`,
    { parameter: 'input.identity' },
  );
}

function notFound(id: string): GatewayError {
  return new GatewayError(ErrorCode.NOT_FOUND, `There is no principal "${id}".`, { parameter: 'input.id' });
}
