import type { ChangeService } from './changes/change.service';
import type { EligibilityService } from './eligibility/eligibility.service';
import { everybodys, type NodeFinder } from './features/node/node-finder';
import { GrantReverter } from './features/policy/grant.reverter';
import { PolicyChangesResolver } from './features/policy/policy-changes.resolver';
import { PolicyChangesService } from './features/policy/policy-changes.service';
import { PolicyGrantsResolver } from './features/policy/policy-grants.resolver';
import { PolicyGrantsService } from './features/policy/policy-grants.service';
import { PolicyImpactResolver } from './features/policy/policy-impact.resolver';
import { PolicyImpactService } from './features/policy/policy-impact.service';
import { policyById } from './features/policy/policy.loaders';
import { PolicyRemovalsService } from './features/policy/policy-removals.service';
import { PolicyReverter } from './features/policy/policy.reverter';
import { PolicyResolver } from './features/policy/policy.resolver';
import { PolicyService } from './features/policy/policy.service';
import { PolicyTurns } from './features/policy/policy-turns';
import { PrincipalPolicyResolver } from './features/policy/principal-policy.resolver';
import { SitePolicyResolver } from './features/policy/site-policy.resolver';
import type { PrincipalListsService } from './features/principal/principal-lists.service';
import type { PrincipalService } from './features/principal/principal.service';
import type { Reverter } from './features/revert/reverter';

/** What policies ask. */
export interface PolicyNeighbours {
  changes: ChangeService;
  eligibility: EligibilityService;
  principals: PrincipalService;
  principalLists: PrincipalListsService;
}

/** What answers for policies, and what finds them. */
export interface Policies {
  resolvers: object[];
  /** By the name of the type. */
  nodes: Record<string, NodeFinder>;
  impacts: PolicyImpactService;
  reverters: Reverter[];
}

export function composePolicies({ changes, eligibility, principals, principalLists }: PolicyNeighbours): Policies {
  const policies = new PolicyService();
  const impacts = new PolicyImpactService(eligibility);
  const turns = new PolicyTurns(changes);
  const removals = new PolicyRemovalsService(turns, policies, impacts);
  return {
    resolvers: [
      new PolicyResolver(policies, principals),
      new PolicyChangesResolver(new PolicyChangesService(turns, policies, impacts), removals),
      new PolicyGrantsResolver(new PolicyGrantsService(turns, policies, principals, impacts)),
      new PolicyImpactResolver(principalLists),
      new PrincipalPolicyResolver(),
      new SitePolicyResolver(),
    ],
    nodes: { Policy: everybodys(policyById) },
    impacts,
    reverters: [new PolicyReverter(policies, removals, impacts), new GrantReverter()],
  };
}
