import type { GraphQLResolveInfo } from 'graphql';

import type { Principal } from '../../directory/principal.entity';
import type { AccessListKey } from '../../eligibility/access-lists-reading';
import type { IndexedPrincipals } from '../../eligibility/eligibility';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import type { Connection, ConnectionArgs } from '../../graphql/connection';
import type { RequestContext } from '../../graphql/context';
import { checkFilterText } from '../../graphql/filter';
import { entriesShowOnly } from '../../graphql/selected-fields';
import type { EligiblePrincipalsArgs } from './eligible-principals.args';
import { HELD_FIELDS } from './held-principal';
import { principalSetConnection } from './principal-set.connection';

/** Lists of principals that the eligibility index answers. */
export class PrincipalListsService {
  constructor(private readonly eligibility: EligibilityService) {}

  /** The entries of an access list, those that are missing from the directory too. */
  listed(
    context: RequestContext,
    key: AccessListKey,
    args: ConnectionArgs,
    info: GraphQLResolveInfo,
  ): Connection<Principal> {
    const find = async () => {
      const { index, lists } = await this.eligibility.for(context).atOnce([key]);
      return { index, principals: index.listed(lists[0]!.principalIds) };
    };
    return principalSetConnection(context, args, find, { held: entriesShowOnly(info, HELD_FIELDS) });
  }

  /**
   * Principals by their ids.
   *
   * @param total how many there are, where only the first of them are given
   */
  these(
    context: RequestContext,
    principalIds: readonly number[],
    args: ConnectionArgs,
    total?: number,
  ): Connection<Principal> {
    const find = async () => {
      const index = await this.eligibility.for(context).index();
      return { index, principals: index.listed(principalIds) };
    };
    return principalSetConnection(context, args, find, { total });
  }

  /** Those of the principals that `args` asks for. */
  eligible(
    context: RequestContext,
    { kind, filter, ...args }: EligiblePrincipalsArgs,
    info: GraphQLResolveInfo,
    find: () => Promise<IndexedPrincipals>,
  ): Connection<Principal> {
    if (typeof filter === 'string') checkFilterText(filter, 'filter');
    const ofThose = async () => {
      const { index, principals } = await find();
      const ofKind = kind ? principals.intersect(index.ofKinds(kind)) : principals;
      return { index, principals: typeof filter === 'string' ? ofKind.intersect(index.sipMatches(filter)) : ofKind };
    };
    return principalSetConnection(context, args, ofThose, { held: entriesShowOnly(info, HELD_FIELDS) });
  }
}
