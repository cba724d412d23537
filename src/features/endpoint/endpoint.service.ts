import type { EntityManager } from 'typeorm';

import type { IdentityInput } from '../../changes/change.inputs';
import { checkExpectedVersion } from '../../changes/expected-version';
import type { Planning } from '../../changes/planning';
import { entityOf, rowsOf } from '../../database/rows';
import { ALL, and, sql, type Sql } from '../../database/sql';
import { ErrorCode, GatewayError } from '../../errors';
import type { RequestContext } from '../../graphql/context';
import { namedBy, type Target } from '../../graphql/target';
import type { TopologyService } from '../topology/topology.service';
import { endpointComparison, endpointLdapFilter } from './endpoint-attributes';
import { endpointNamed, endpointsNamed, standsBelow } from './endpoint-identity';
import type { EndpointsArgs } from './endpoint.args';
import { Endpoint } from './endpoint.entity';
import { endpointFilter } from './endpoint.filter';

/** What says which endpoints are meant. */
export type EndpointSelection = Pick<EndpointsArgs, 'identity' | 'pool' | 'ou' | 'filter' | 'ldapFilter' | 'where'>;

/** Endpoints, which every caller may know of. */
export class EndpointService {
  constructor(private readonly topology: TopologyService) {}

  /** The endpoint that is meant, or an error that says why there is none, or which ones it might be. */
  async get(manager: EntityManager, target: Target, prefix = ''): Promise<Endpoint> {
    const name = namedBy('Endpoint', target, prefix);
    const parameter = `${prefix}${'id' in name ? 'id' : 'identity'}`;
    const condition = 'id' in name ? sql`endpoint.id = ${name.id}` : endpointNamed(name.identity, parameter);
    const rows = await rowsOf(
      manager,
      sql`SELECT endpoint.* FROM endpoints endpoint WHERE ${condition} ORDER BY endpoint.sip_key`,
    );
    const [found, ...others] = rows.map((row) => entityOf(manager, Endpoint, row));
    if (!found) throw notFound(target, parameter);
    if (!others.length) return found;
    const candidates = [found, ...others].map(({ globalId, sipAddress, displayName }) => ({
      id: globalId,
      identity: sipAddress,
      displayName,
      sipAddress,
    }));
    throw new GatewayError(
      ErrorCode.AMBIGUOUS_IDENTITY,
      `"${target.identity}" names ${candidates.length} endpoints; their SIP addresses tell them apart.`,
      { parameter, candidates },
    );
  }

  /** The endpoint that a mutation is about, held until the commit; refuses one that changed since the caller looked. */
  async target(planning: Planning, input: IdentityInput): Promise<Endpoint> {
    const found = await this.get(planning.manager, input, 'input.');
    const endpoint = await planning.toChange(Endpoint, found.id);
    // Somebody may have removed it before it was held.
    if (!endpoint) throw notFound(input, input.id ? 'input.id' : 'input.identity');
    checkExpectedVersion(input, endpoint, endpoint.sipAddress, {});
    return endpoint;
  }

  /** The endpoints that are meant, held until the commit. */
  async selected(planning: Planning, selection: EndpointSelection): Promise<Endpoint[]> {
    return planning.matching(Endpoint, 'endpoint', await this.condition(planning.context, selection, 'input.'));
  }

  /**
   * The condition on the table `endpoint` for what is asked for.
   *
   * @param prefix what stands before the input's names in errors, such as `input.`
   */
  async condition(context: RequestContext, selection: EndpointSelection, prefix = ''): Promise<Sql> {
    const { identity, pool, ou, filter, ldapFilter, where } = selection;
    return and([
      typeof identity === 'string' ? endpointsNamed(identity, `${prefix}identity`) : ALL,
      typeof pool === 'string' ? await this.ofPool(context, pool, `${prefix}pool`) : ALL,
      typeof ou === 'string' ? standsBelow(ou, `${prefix}ou`) : ALL,
      typeof filter === 'string' ? endpointComparison(context.read, filter, `${prefix}filter`) : ALL,
      typeof ldapFilter === 'string' ? endpointLdapFilter(ldapFilter, `${prefix}ldapFilter`) : ALL,
      await endpointFilter.compile(context, where, 'endpoint', `${prefix}where`),
    ]);
  }

  private async ofPool({ read }: RequestContext, fqdn: string, parameter: string): Promise<Sql> {
    const { id } = await this.topology.namedOrOnlyPool(read, fqdn, parameter);
    return sql`endpoint.pool_id = ${id}`;
  }
}

function notFound({ identity, id }: Target, parameter: string): GatewayError {
  return new GatewayError(ErrorCode.NOT_FOUND, `There is no endpoint "${identity ?? id}".`, { parameter });
}
