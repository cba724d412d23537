import type { Principal } from '../../directory/principal.entity';
import { principalById } from '../../directory/principal.loaders';
import type { EligibilityIndex } from '../../eligibility/eligibility-index';
import type { EligibilityService } from '../../eligibility/eligibility.service';
import type { PrincipalSet } from '../../eligibility/principal-set';
import type { Connection } from '../../graphql/connection';
import type { RequestContext } from '../../graphql/context';
import { principalSetConnection } from './principal-set.connection';
import type { RelatedPrincipalsArgs } from './principals.args';

/** How principals stand to each other in the directory. */
export class PrincipalRelationsService {
  constructor(private readonly eligibility: EligibilityService) {}

  groups(context: RequestContext, { id }: Principal, { all, ...args }: RelatedPrincipalsArgs): Connection<Principal> {
    return this.connection(context, args, (index) => (all ? index.allGroups(id) : index.directGroups(id)));
  }

  members(context: RequestContext, { id }: Principal, { all, ...args }: RelatedPrincipalsArgs): Connection<Principal> {
    return this.connection(context, args, (index) => (all ? index.allMembers(id) : index.directMembers(id)));
  }

  /** What it stands in directly. */
  async container(context: RequestContext, { id }: Principal): Promise<Principal | null> {
    const [nearest] = (await this.eligibility.for(context).index()).containers(id);
    return nearest === undefined ? null : context.the(principalById).load(nearest);
  }

  /** The nearest first. */
  async containers(context: RequestContext, { id }: Principal): Promise<Principal[]> {
    const index = await this.eligibility.for(context).index();
    const containers = await Promise.all(index.containers(id).map((each) => context.the(principalById).load(each)));
    return containers.filter((container) => container !== null);
  }

  private connection(
    context: RequestContext,
    args: Omit<RelatedPrincipalsArgs, 'all'>,
    find: (index: EligibilityIndex) => PrincipalSet,
  ): Connection<Principal> {
    return principalSetConnection(context, args, async () => {
      const index = await this.eligibility.for(context).index();
      return { index, principals: find(index) };
    });
  }
}
