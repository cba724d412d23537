import type { Store } from './database/store';
import type { EligibilityIndexHolder } from './eligibility/eligibility-index.holder';
import { PoolResolver } from './features/topology/pool.resolver';
import { PooledResolver } from './features/topology/pooled.resolver';
import { SiteResolver } from './features/topology/site.resolver';
import { TopologyService } from './features/topology/topology.service';
import { AccessTokenResolver } from './security/access-token.resolver';
import { AccessTokenService } from './security/access-token.service';
import type { SignInCodes } from './security/sign-in-codes';
import { SignInResolver } from './security/sign-in.resolver';
import { ViewerResolver } from './security/viewer.resolver';

/** What everything else is made from. */
export interface Foundations {
  store: Store;
  index: EligibilityIndexHolder;
  signInCodes: SignInCodes;
  now: () => Date;
}

/** Every resolver, with the services that it asks. */
export function composeResolvers({ store, signInCodes, now }: Foundations): object[] {
  const tokens = new AccessTokenService(now);
  const topology = new TopologyService();

  return [
    new ViewerResolver(),
    new SignInResolver(store, signInCodes, tokens, now),
    new AccessTokenResolver(store, tokens),
    new SiteResolver(topology),
    new PoolResolver(topology),
    new PooledResolver(),
  ];
}
