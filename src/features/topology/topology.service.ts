import type { EntityManager } from 'typeorm';

import { andMore, firstFew } from '../../changes/first-few';
import { foldedKey } from '../../database/text-keys';
import { ErrorCode, GatewayError } from '../../errors';
import { namedBy, type Target } from '../../graphql/target';
import { Pool } from './pool.entity';
import { SipDomain } from './sip-domain.entity';
import { Site } from './site.entity';

export class TopologyService {
  async site(manager: EntityManager, target: Target): Promise<Site> {
    const name = namedBy('Site', target);
    const site =
      'id' in name
        ? await manager.findOneBy(Site, { id: name.id })
        : await manager.findOneBy(Site, { nameKey: foldedKey(name.identity) });
    if (!site) throw unknown('site', target, 'id' in name ? 'id' : 'identity');
    return site;
  }

  async pool(manager: EntityManager, target: Target): Promise<Pool> {
    const name = namedBy('Pool', target);
    return 'id' in name ? this.poolById(manager, name.id, target) : this.poolByFqdn(manager, name.identity, 'identity');
  }

  /** The pool of that name; where none is named, the only one that there is. */
  async namedOrOnlyPool(manager: EntityManager, fqdn: string | null | undefined, parameter: string): Promise<Pool> {
    if (typeof fqdn === 'string') return this.poolByFqdn(manager, fqdn, parameter);
    const pools = await manager.find(Pool, { order: { fqdn: 'ASC' }, take: 2 });
    if (pools.length !== 1) {
      const message = pools.length
        ? 'There are several pools; say which one is meant.'
        : 'There is no pool yet: let TOPOLOGY name a document that lists the pools.';
      throw new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter });
    }
    return pools[0]!;
  }

  /** By name. */
  sipDomains(manager: EntityManager): Promise<SipDomain[]> {
    return manager.find(SipDomain, { order: { name: 'ASC' } });
  }

  /**
   * Checks that a SIP address, such as `sip:name@litwareinc.com`, is of a domain of the organisation.
   *
   * @throws GatewayError BAD_USER_INPUT that lists the domains.
   */
  async checkSipDomain(manager: EntityManager, sipAddress: string, parameter: string): Promise<void> {
    const domains = (await this.sipDomains(manager)).map(({ name }) => name);
    const domain = foldedKey(sipAddress.slice(sipAddress.lastIndexOf('@') + 1));
    if (domains.includes(domain)) return;
    const known = domains.length ? `it knows ${andMore(firstFew(domains), domains.length)}` : 'it knows none yet';
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `"${sipAddress}" is of the domain "${domain}", which the topology doesn't know; ${known}.`,
      { parameter, known: domains },
    );
  }

  private async poolByFqdn(manager: EntityManager, fqdn: string, parameter: string): Promise<Pool> {
    const pool = await manager.findOneBy(Pool, { fqdn: foldedKey(fqdn) });
    if (!pool) throw unknown('pool', { identity: fqdn }, parameter);
    return pool;
  }

  private async poolById(manager: EntityManager, id: number, target: Target): Promise<Pool> {
    const pool = await manager.findOneBy(Pool, { id });
    if (!pool) throw unknown('pool', target, 'id');
    return pool;
  }
}

function unknown(what: string, target: Target, parameter: string): GatewayError {
  return new GatewayError(ErrorCode.NOT_FOUND, `There is no ${what} "${target.identity ?? target.id}".`, { parameter });
}
