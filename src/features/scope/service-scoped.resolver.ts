import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { RequestContext } from '../../graphql/context';
import { Pool } from '../topology/pool.entity';
import { poolById } from '../topology/topology.loaders';
import { ServiceScoped } from './service-scoped.entity';

@Resolver(() => ServiceScoped)
export class ServiceScopedResolver {
  @FieldResolver(() => Pool, {
    nullable: true,
    description: 'The pool, of what is set for one; null for everything else.',
  })
  pool(@Ctx() context: RequestContext, @Root() { poolId }: ServiceScoped): Promise<Pool | null> | null {
    return poolId === null ? null : context.the(poolById).load(poolId);
  }
}
