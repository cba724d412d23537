import { ALL, and, sql, type Sql } from '../../database/sql';
import type { RequestContext } from '../../graphql/context';
import { Scope } from '../scope/scope';
import { identityLike } from '../scope/scoped.filter';
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
   * The condition on the table `policy` for what is asked for.
   *
   * @param prefix what stands before the input's names in errors, such as `input.`
   */
  async condition(context: RequestContext, { filter, where }: PolicySelection, prefix = ''): Promise<Sql> {
    return and([
      typeof filter === 'string' ? identityLike('policy', filter, `${prefix}filter`) : ALL,
      await policyFilter.compile(context, where, 'policy', `${prefix}where`),
    ]);
  }
}

/** The condition on a policy, by the alias `thing`, that it was made for a tenant, if one is named. */
export function ofTenant(tenant: string | null | undefined): Sql {
  return typeof tenant === 'string' ? sql`thing.tenant_id = ${tenant.toLowerCase()}` : ALL;
}
