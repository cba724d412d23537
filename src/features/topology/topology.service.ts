import type { EntityManager } from 'typeorm';

import { andMore, firstFew } from '../../changes/first-few';
import type { Planning } from '../../changes/planning';
import { foldedKey } from '../../database/text-keys';
import { ErrorCode, GatewayError } from '../../errors';
import { namedBy, type Target } from '../../graphql/target';
import { fqdnOf } from './pool-identity';
import { Pool } from './pool.entity';
import { SipDomain } from './sip-domain.entity';
import { Site } from './site.entity';
import { unknownPool } from './unknown-place';

export class TopologyService {
  async site(manager: EntityManager, target: Target): Promise<Site> {
    const name = namedBy('Site', target);
    const site =
      'id' in name
        ? await manager.findOneBy(Site, { id: name.id })
        : await manager.findOneBy(Site, { nameKey: foldedKey(name.identity) });
    if (!site) throw unknown('site', (target.identity ?? target.id)!, 'id' in name ? 'id' : 'identity');
    return site;
  }

  async pool(manager: EntityManager, target: Target, prefix = ''): Promise<Pool> {
    const name = namedBy('Pool', target, prefix);
    const which = 'id' in name ? { id: name.id } : { fqdn: fqdnOf(name.identity) };
    const pool = await manager.findOneBy(Pool, which);
    if (!pool) throw this.noPool(target, prefix);
    return pool;
  }

  /** The pool that a target means; where it means none, the only one that there is. */
  async targetOrOnlyPool(manager: EntityManager, target: Target, prefix: string): Promise<Pool> {
    const isNamed = typeof (target.identity ?? target.id) === 'string';
    return isNamed ? this.pool(manager, target, prefix) : this.onlyPool(manager, `${prefix}identity`);
  }

  /** The pool of that name; where none is named, the only one that there is. */
  async namedOrOnlyPool(manager: EntityManager, fqdn: string | null | undefined, parameter: string): Promise<Pool> {
    if (typeof fqdn !== 'string') return this.onlyPool(manager, parameter);
    const pool = await manager.findOneBy(Pool, { fqdn: foldedKey(fqdn) });
    if (!pool) throw await unknownPool(manager, fqdn, parameter);
    return pool;
  }

  noPool({ identity, id }: Target, prefix = ''): GatewayError {
    return typeof identity === 'string'
      ? unknown('pool', identity, `${prefix}identity`)
      : unknown('pool', id!, `${prefix}id`);
  }

  /** By name. */
  sipDomains(manager: EntityManager): Promise<SipDomain[]> {
    return manager.find(SipDomain, { order: { name: 'ASC' } });
  }

  /**
   * Checks that a SIP address, such as `sip:name@litwareinc.com`, is of a domain of the organisation, which stays until the commit.
   *
   * @throws GatewayError BAD_USER_INPUT that lists the domains.
   */
  async checkSipDomain(planning: Planning, sipAddress: string, parameter: string): Promise<void> {
    const domain = foldedKey(sipAddress.slice(sipAddress.lastIndexOf('@') + 1));
    const found = await planning.manager.findOneBy(SipDomain, { name: domain });
    if (found && (await planning.toRestOn(SipDomain, found.id))) return;
    const domains = (await this.sipDomains(planning.manager)).map(({ name }) => name);
    const known = domains.length ? `it knows ${andMore(firstFew(domains), domains.length)}` : 'it knows none yet';
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `"${sipAddress}" is of the domain "${domain}", which the topology doesn't know; ${known}.`,
      { parameter, known: domains },
    );
  }

  private async onlyPool(manager: EntityManager, parameter: string): Promise<Pool> {
    const pools = await manager.find(Pool, { order: { fqdn: 'ASC' }, take: 2 });
    if (pools.length === 1) return pools[0]!;
    const message = pools.length
      ? 'There are several pools; say which one is meant.'
      : 'There is no pool yet: let TOPOLOGY name a document that lists the pools.';
    throw new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter });
  }
}

function unknown(what: string, name: string, parameter: string): GatewayError {
  return new GatewayError(ErrorCode.NOT_FOUND, `There is no ${what} "${name}".`, { parameter });
}
