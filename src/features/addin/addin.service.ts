import type { Planning } from '../../changes/planning';
import { ALL, sql } from '../../database/sql';
import { ErrorCode, GatewayError } from '../../errors';
import type { Pool } from '../topology/pool.entity';
import { PooledService } from '../topology/pooled.service';
import { Addin } from './addin.entity';

/** Add-ins, which every caller may know of. */
export class AddinService extends PooledService<Addin> {
  constructor() {
    super(Addin, 'add-in', ({ name, url }) => ({ name, url }));
  }

  /** The add-in that a room of a pool is to have, held until the commit; its name alone tells it from the others of the pool. */
  async ofPool(planning: Planning, pool: Pool, identity: string, parameter: string): Promise<Addin> {
    const among = identity.includes('\\') ? ALL : sql`thing.pool_id = ${pool.id}`;
    const found = await this.named(planning.manager, identity, parameter, among);
    if (found.poolId !== pool.id) {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `The add-in ${identity} belongs to another pool than the room, which stands in ${pool.fqdn}.`,
        {
          parameter,
        },
      );
    }
    const addin = await planning.toRestOn(Addin, found.id);
    if (!addin) throw this.notFound(identity, parameter);
    return addin;
  }
}
