import { Ctx, Query, Resolver } from 'type-graphql';

import { RequestContext } from '../../graphql/context';
import { SipDomain } from './sip-domain.entity';
import type { TopologyService } from './topology.service';

@Resolver(() => SipDomain)
export class SipDomainResolver {
  constructor(private readonly topology: TopologyService) {}

  @Query(() => [SipDomain], { description: 'The domains of the SIP addresses of the organisation, by name.' })
  sipDomains(@Ctx() context: RequestContext): Promise<SipDomain[]> {
    return this.topology.sipDomains(context.read);
  }
}
