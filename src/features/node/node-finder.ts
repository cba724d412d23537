import type DataLoader from 'dataloader';

import type { PerRequest, RequestContext } from '../../graphql/context';
import type { Node } from '../../graphql/node';
import type { Role } from '../../security/access-token.entity';

/** Finds things of one type by their ids, in their order: null for those that aren't there, or that the caller may not know of. */
export type NodeFinder = (context: RequestContext, ids: readonly number[]) => Promise<readonly (Node | null)[]>;

/** For things that every caller may know of. */
export function everybodys(byId: PerRequest<DataLoader<number, Node | null>>): NodeFinder {
  return (context, ids) => Promise.all(ids.map((id) => context.the(byId).load(id)));
}

/** For things that callers with these roles may know of. */
export function only(roles: readonly Role[], byId: PerRequest<DataLoader<number, Node | null>>): NodeFinder {
  const find = everybodys(byId);
  return async (context, ids) => (roles.includes(context.actor.role) ? find(context, ids) : ids.map(() => null));
}
