import { and, type Sql } from '../../database/sql';
import type { RequestContext } from '../../graphql/context';
import { poolIdentityLike } from './pool-identity';
import { type PoolFilter, poolFilter } from './topology.filters';

/**
 * Which pools are meant, by the conditions and by the pattern for their identities.
 *
 * @param prefix stands before the names of the inputs in errors, such as `input.`
 */
export async function poolCondition(
  context: RequestContext,
  { where, filter }: { where?: PoolFilter | null; filter?: string | null },
  alias: string,
  prefix = '',
): Promise<Sql> {
  const conditions = [await poolFilter.compile(context, where, alias, `${prefix}where`)];
  if (typeof filter === 'string') conditions.push(poolIdentityLike(alias, filter, `${prefix}filter`));
  return and(conditions);
}
