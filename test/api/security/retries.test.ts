import { IdempotentAnswer } from '../../../src/changes/idempotent-answer.entity';
import { Principal } from '../../../src/directory/principal.entity';
import { Role } from '../../../src/security/access-token.entity';
import { startTestGateway, type TestGateway } from '../../support/gateway';

const SET = `mutation Set($input: SetRoomInput!) {
  setRoom(input: $input) { operationId room { description } auditEntry { node { id } } }
}`;
const IDENTITY = 'atl-cs-001.litwareinc.com\\ITChatRoom';

describe('a retry by its idempotency key', () => {
  let gateway: TestGateway;
  let ken: string;

  beforeAll(async () => {
    gateway = await startTestGateway({ directory: { source: 'sample' } });
    const principal = await gateway.store.read.findOneByOrFail(Principal, { sipKey: 'sip:kenmyer@litwareinc.com' });
    ken = await gateway.token({ name: 'Ken', role: Role.USER, principal });
  });

  async function set(input: object, as?: string) {
    const { data, errors } = await gateway.graphql<{
      setRoom: { operationId: string; room: unknown; auditEntry: { node: unknown } };
    }>(SET, { input: { identity: IDENTITY, ...input } }, { as });
    expect(errors).toBeUndefined();
    return data!.setRoom;
  }

  it('shows nothing of a room that its caller may find no more', async () => {
    await set({ privacy: 'SECRET', managers: { replace: ['sip:kenmyer@litwareinc.com'] } });
    const change = { description: "Ken's words", idempotencyKey: 'once' };
    const first = await set(change, ken);
    expect(first.room).toEqual({ description: "Ken's words" });

    await set({ description: 'Not for Ken', managers: null, members: { replace: ['sip:amyashton@litwareinc.com'] } });
    expect(await set(change, ken)).toEqual({
      operationId: first.operationId,
      room: null,
      auditEntry: { node: null },
    });
  });

  it('is a new change after a day; the old answer is deleted apart from the change, which locks nothing by it', async () => {
    const expired = new Date(Date.now() - 24 * 60 * 60 * 1000 - 1);
    const answer = { description: 'Again', idempotencyKey: 'daily' };
    const first = await set(answer);
    await gateway.store.write((tx) => tx.update(IdempotentAnswer, { key: 'daily' }, { createdAt: expired }));
    const input = { identity: 'Nowhere', idempotencyKey: 'other' };
    expect((await gateway.graphql(SET, { input })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(await gateway.store.read.countBy(IdempotentAnswer, { key: 'daily' })).toBe(0);
    expect((await set({ ...answer, description: 'And again' })).operationId).not.toBe(first.operationId);
  });
});
