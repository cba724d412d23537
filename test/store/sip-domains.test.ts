import { Planning } from '../../src/changes/planning';
import type { Store } from '../../src/database/store';
import { SipDomain } from '../../src/features/topology/sip-domain.entity';
import { TopologyService } from '../../src/features/topology/topology.service';
import { RequestContext } from '../../src/graphql/context';
import { openTestStore } from '../support/store';

const topology = new TopologyService();
let store: Store;

beforeAll(async () => {
  store = await openTestStore();
});

function check(sipAddress: string): Promise<void> {
  const context = new RequestContext('request', null, store.read);
  const planning = new Planning(context, store.read, new Date(), false, false);
  return topology.checkSipDomain(planning, sipAddress, 'input.sipAddress');
}

it('takes SIP addresses of the domains of the topology only, in any case, and lists these', async () => {
  await expect(check('sip:pce@litwareinc.com')).rejects.toMatchObject({
    message:
      '"sip:pce@litwareinc.com" is of the domain "litwareinc.com", which the topology doesn\'t know; it knows none yet.',
    extensions: { code: 'BAD_USER_INPUT', parameter: 'input.sipAddress', known: [] },
  });
  const audited = { version: 1, createdAt: new Date(), updatedAt: new Date() };
  await store.write(async (tx) => {
    for (const name of ['litwareinc.com', 'contoso.com']) await tx.insert(SipDomain, { name, ...audited });
  });
  await check('sip:PCE@LitwareInc.com');
  await expect(check('sip:pce@fabrikam.com')).rejects.toMatchObject({
    message:
      '"sip:pce@fabrikam.com" is of the domain "fabrikam.com", which the topology doesn\'t know; it knows contoso.com, litwareinc.com.',
    extensions: { known: ['contoso.com', 'litwareinc.com'] },
  });
});
