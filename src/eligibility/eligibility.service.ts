import type { EntityManager } from 'typeorm';

import type { PerRequest, RequestContext } from '../graphql/context';
import { type AccessFacts, accessFacts } from './access-facts';
import { AccessLists } from './access-lists';
import { Eligibility } from './eligibility';
import type { EligibilityIndexHolder } from './eligibility-index.holder';
import { KeptLists } from './kept-lists';

/** Answers who may what: to a request from what is committed, to a transaction from what that sees. */
export class EligibilityService {
  private readonly ofRequest: PerRequest<Eligibility> = (context) =>
    new Eligibility(this.holder, new AccessLists(context.read, this.kept, context.moment));

  constructor(
    private readonly holder: EligibilityIndexHolder,
    private readonly kept = new KeptLists(),
  ) {}

  for(context: RequestContext): Eligibility {
    return context.the(this.ofRequest);
  }

  /** All that decides what a principal may do in a room; null where there is no such room or principal. */
  facts(context: RequestContext, principalId: number, roomId: number): Promise<AccessFacts | null> {
    return accessFacts(context.read, this.holder, principalId, roomId);
  }

  /** What was loaded stays as it was: to be asked anew after the transaction has written access lists. */
  within(tx: EntityManager): Eligibility {
    return new Eligibility(this.holder, new AccessLists(tx));
  }
}
