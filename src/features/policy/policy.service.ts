import type { Planning } from '../../changes/planning';
import { and, type Sql } from '../../database/sql';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import { Scope } from '../scope/scope';
import { identityFilter } from '../scope/scoped.filter';
import { ScopedService } from '../scope/scoped.service';
import type { PoliciesArgs } from './policy.args';
import { Policy } from './policy.entity';
import { policyFilter } from './policy.filter';

/** What says which policies are meant. */
export type PolicySelection = Pick<PoliciesArgs, 'filter' | 'where'>;

/** Policies, which every caller may know of. */
export class PolicyService extends ScopedService<Policy> {
  constructor() {
    super({
      entity: Policy,
      noun: 'policy',
      plural: 'policies',
      scopes: [Scope.GLOBAL, Scope.SITE, Scope.USER],
      defaults: { description: '', descriptionKey: '', enablePersistentChat: false },
      settings: ({ identity, description, enablePersistentChat, tenantId }) => ({
        identity,
        description,
        enablePersistentChat,
        tenantId,
      }),
    });
  }

  /**
   * The policy of that name, as it is to be granted; it stays until the commit.
   *
   * @throws GatewayError BAD_USER_INPUT for the global one and those of sites.
   */
  async toGrant(planning: Planning, identity: string, parameter: string): Promise<Policy> {
    const { id, scope, identity: shown } = await this.named(planning.manager, identity, parameter);
    if (scope !== Scope.USER) {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `The policy ${shown} applies by itself: only policies that have a name of their own are granted.`,
        { parameter },
      );
    }
    const policy = await planning.toRestOn(Policy, id);
    if (!policy) throw this.notFound(identity, parameter);
    return policy;
  }

  /** The policies that are meant, held until the commit. */
  async selected(planning: Planning, selection: PolicySelection): Promise<Policy[]> {
    return this.targets(planning, 'policy', await this.condition(planning.context, selection, 'input.'));
  }

  /**
   * The condition on the table `policy` for what is asked for.
   *
   * @param prefix what stands before the input's names in errors, such as `input.`
   */
  async condition(context: RequestContext, { filter, where }: PolicySelection, prefix = ''): Promise<Sql> {
    return and([
      identityFilter('policy', filter, `${prefix}filter`),
      await policyFilter.compile(context, where, 'policy', `${prefix}where`),
    ]);
  }
}

/**
 * The policy, if it was made for the tenant that is named, or if none is.
 *
 * @param prefix what stands before the input's names in errors, such as `input.`
 * @throws GatewayError NOT_FOUND
 */
export function ofTenant(policy: Policy, tenant: string | null | undefined, prefix = ''): Policy {
  const { identity, tenantId } = policy;
  const asked = tenant?.toLowerCase() ?? tenantId;
  if (asked === tenantId) return policy;
  const owner = tenantId === null ? 'no tenant' : `the tenant ${tenantId}`;
  const message = `The policy "${identity}" was made for ${owner}, not for ${asked}.`;
  throw new GatewayError(ErrorCode.NOT_FOUND, message, { parameter: `${prefix}tenant` });
}
