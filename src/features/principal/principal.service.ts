import { ALL, and, type Sql } from '../../database/sql';
import { principalComparison } from '../../directory/filters/principal-comparison';
import { principalLdapFilter } from '../../directory/filters/principal-ldap-filter';
import { principalsMatching } from '../../directory/identity-resolver';
import { CONTAINER_KINDS, type Principal } from '../../directory/principal.entity';
import { principalById, principalByIdentity } from '../../directory/principal.loaders';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import type { Filter } from '../../graphql/filter';
import { knownError } from '../../graphql/format-error';
import { namedBy, type Target } from '../../graphql/target';
import type { PrincipalRefreshService } from '../directory/principal-refresh.service';
import { isReachedFrom } from './principal.conditions';
import { type PrincipalFilter, principalFilter } from './principal.filter';
import type { PrincipalArgs, PrincipalSelection } from './principals.args';

/** Principals of the directory: every caller may know of them. */
export class PrincipalService {
  private readonly filter: Filter<PrincipalFilter>;

  /** @param keptAttributes what the directory's sync keeps for filters */
  constructor(
    private readonly eligibility: EligibilityService,
    private readonly keptAttributes: readonly string[],
    private readonly refreshes: PrincipalRefreshService,
  ) {
    this.filter = principalFilter(eligibility);
  }

  /** @param prefix what stands before the input's names in errors, such as `input.` */
  async find(context: RequestContext, target: Target, prefix = ''): Promise<Principal> {
    const name = namedBy('Principal', target, prefix);
    if ('identity' in name)
      return context.the(principalByIdentity).load({ identity: name.identity, parameter: `${prefix}identity` });
    const principal = await context.the(principalById).load(name.id);
    if (!principal)
      throw new GatewayError(ErrorCode.NOT_FOUND, `There is no principal "${target.id}".`, {
        parameter: `${prefix}id`,
      });
    return principal;
  }

  /** The same after the directory was asked for it. */
  async findFresh(
    context: RequestContext,
    { domainController, credential, ...target }: PrincipalArgs,
    prefix = '',
  ): Promise<Principal> {
    const known = await this.find(context, target, prefix).catch((error: unknown) => {
      if (knownError(error)?.code === ErrorCode.NOT_FOUND) return null;
      throw error;
    });
    await this.refreshes.refresh(context, known, target.identity ?? null, {
      domainController,
      credential,
      prefix,
    });
    context.forget();
    return this.find(context, target, prefix);
  }

  /**
   * The condition on the table `principal` for what is asked for.
   *
   * @param prefix what stands before the input's names in errors, such as `input.`
   */
  async condition(
    context: RequestContext,
    { identity, ou, filter, ldapFilter, where }: PrincipalSelection,
    prefix = '',
  ): Promise<Sql> {
    return and([
      typeof identity === 'string'
        ? principalsMatching('principal', { identity, parameter: `${prefix}identity` })
        : ALL,
      typeof ou === 'string' ? await this.standsBelow(context, ou, `${prefix}ou`) : ALL,
      typeof filter === 'string' ? principalComparison(filter, `${prefix}filter`, this.keptAttributes) : ALL,
      typeof ldapFilter === 'string'
        ? principalLdapFilter(ldapFilter, `${prefix}ldapFilter`, this.keptAttributes)
        : ALL,
      await this.filter.compile(context, where, 'principal', `${prefix}where`),
    ]);
  }

  private async standsBelow(context: RequestContext, identity: string, parameter: string): Promise<Sql> {
    const { id, kind, displayName } = await context.the(principalByIdentity).load({ identity, parameter });
    if (!CONTAINER_KINDS.includes(kind)) {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `"${displayName}" is a ${kind}: nothing stands below it in the directory.`,
        { parameter },
      );
    }
    return isReachedFrom('principal', id, await this.eligibility.for(context).index());
  }
}
