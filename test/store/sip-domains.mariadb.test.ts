import { Planning } from '../../src/changes/planning';
import { SipDomain } from '../../src/features/topology/sip-domain.entity';
import { TopologyService } from '../../src/features/topology/topology.service';
import { RequestContext } from '../../src/graphql/context';
import { openTestStore } from '../support/store';

it('keeps the domain of a SIP address until the commit', async () => {
  const store = await openTestStore();
  const audited = { version: 1, createdAt: new Date(), updatedAt: new Date() };
  await store.write((tx) => tx.insert(SipDomain, { name: 'contoso.com', ...audited }));
  const remove = () =>
    store.write(async (other) => {
      await other.query('SET SESSION innodb_lock_wait_timeout = 0');
      await other.delete(SipDomain, { name: 'contoso.com' });
    });
  await store.write(async (tx) => {
    const context = new RequestContext('request', null, store.read);
    const planning = new Planning(context, tx, new Date(), true, false);
    await new TopologyService().checkSipDomain(planning, 'sip:pce@contoso.com', 'input.sipAddress');
    await expect(remove()).rejects.toMatchObject({ code: 'CONFLICT' });
  });
  await remove();
});
