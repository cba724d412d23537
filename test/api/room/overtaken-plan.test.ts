import { Principal } from '../../../src/directory/principal.entity';
import { takeSequence } from '../../../src/database/change-sequence';
import { startTestGateway, type TestGateway } from '../../support/gateway';

describe('a change that a directory sync overtakes', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ directory: { source: 'sample' } });
  });

  it('is planned again on the new directory before it is committed', async () => {
    const plan = await gateway.graphql<{ setRoom: { plan: string } }>(SET, { whatIf: true });
    await gateway.store.write(async (tx) => {
      await tx.update(Principal, { sipAddress: 'sip:kenmyer@litwareinc.com' }, { missing: true });
      await takeSequence(tx, 1, 'directory');
    });
    const { errors } = await gateway.graphql(SET, { confirm: plan.data!.setRoom.plan });
    expect(errors![0]!.extensions).toMatchObject({
      code: 'NOT_ELIGIBLE',
      reason: 'MISSING',
      parameter: 'input.members.add[0]',
    });
  });
});

const SET = `mutation Set($whatIf: Boolean, $confirm: String) {
  setRoom(input: { identity: "Dublin Desktops", members: { add: ["sip:kenmyer@litwareinc.com"] }, whatIf: $whatIf, confirm: $confirm }) { plan }
}`;
