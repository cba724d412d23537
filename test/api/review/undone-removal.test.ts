import type { TestOrganisation } from '../../support/described-organisation';
import { bulkDocument, type BulkAnswer } from '../../support/bulk';
import { everything, refusedRevert, revertAskingWhom } from '../revert/undo';
import { begin, scene } from './scene';

const REMOVE = bulkDocument('removeAccessEntries', {});
const GIVEN_UP = expect.objectContaining({ code: 'DENIALS_GIVEN_UP' });

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await begin();
});
beforeEach(() => begin(organisation));

const remove = async (input: object): Promise<BulkAnswer> =>
  (await organisation.data<{ bulk: BulkAnswer }>(REMOVE, { input: { pool: 'red.litwareinc.com', ...input } })).bulk;

describe('a removal of entries without effect', () => {
  it('is undone as a whole, whatever the walls say of what comes back, and nobody gains or loses by it', async () => {
    const before = await everything(organisation);
    const { operationId } = await remove({ where: {}, onError: 'CONTINUE' });
    expect(await everything(organisation)).not.toEqual(before);
    const answer = await revertAskingWhom(organisation, { operation: operationId });
    expect(await everything(organisation)).toEqual(before);
    expect(answer).toMatchObject({ failed: 0, impact: { gained: { totalCount: 0 }, lost: { totalCount: 0 } } });
    expect(answer.warnings).toContainEqual({
      code: 'ENTRIES_WITHOUT_EFFECT',
      message:
        'sip:fay@litwareinc.com came back to the creators without effect: the category allows nobody whom they reach.',
    });
  });

  it('that opened rooms by force is undone by closing them again', async () => {
    const before = await everything(organisation);
    const where = { kind: { in: ['MISSING', 'SHADOWED'] }, room: { name: { eq: 'Vault' } } };
    const { operationId } = await remove({ where, force: true });
    const answer = await revertAskingWhom(organisation, { operation: operationId });
    expect(await everything(organisation)).toEqual(before);
    expect(answer.impact!.lost.totalCount).toBeGreaterThan(0);
  });

  it('is not undone where an entry outside the wall has an effect by now, but for the other rooms with CONTINUE', async () => {
    const where = { kind: { eq: 'OUTSIDE_WALL' } };
    const { operationId } = await remove({ where });
    await organisation.sync({ ...scene.directory, Void: { members: ['Bob'] } });
    const refusal = await refusedRevert(organisation, { operation: operationId });
    expect(refusal).toMatchObject({
      code: 'NOT_ELIGIBLE',
      entry: 'CN=Void,DC=litwareinc,DC=com',
      reason: 'NOT_ALLOWED',
      failures: [{ identity: 'red.litwareinc.com\\Corner' }],
    });
    const rest = await revertAskingWhom(organisation, { operation: operationId, onError: 'CONTINUE' });
    expect(rest.failed).toBe(1);
    const forced = await revertAskingWhom(organisation, { operation: operationId, force: true });
    expect(forced.warnings).toContainEqual({
      code: 'ENTRIES_DROPPED',
      message: 'CN=Void,DC=litwareinc,DC=com did not come back to the members: the category does not allow them.',
    });
  });
});

describe('denied entries that keep nobody out at present', () => {
  const deny = async (...entries: string[]) => {
    await organisation.sync(scene.directory);
    await organisation.data('mutation ($input: SetCategoryInput!) { setCategory(input: $input) { operationId } }', {
      input: { identity: 'Tidy', deniedMembers: { add: entries } },
    });
    const { Gone: _gone, ...remaining } = scene.directory;
    await organisation.sync(remaining);
  };

  it('go with a warning that counts and names them, under whatIf too', async () => {
    await deny('Gone', 'Void', 'Dan');
    const input = { pool: undefined, category: 'Tidy', where: { list: { eq: 'DENIED' } } };
    const warning = {
      code: 'DENIALS_GIVEN_UP',
      message: expect.stringMatching(
        /^2 denied entries go from red\.litwareinc\.com\\Tidy though they keep nobody out only for now: (sip:gone@litwareinc\.com, CN=Void,DC=litwareinc,DC=com|CN=Void,DC=litwareinc,DC=com, sip:gone@litwareinc\.com)\. Who comes back to the directory, or joins such a group, could then be inside the wall\.$/,
      ),
    };
    const planned = await remove({ ...input, whatIf: true });
    expect(planned.warnings).toEqual([warning]);
    expect((await remove({ ...input, confirm: planned.plan })).warnings).toEqual([warning]);
  });

  it('are no matter of other lists', async () => {
    const { warnings } = await remove({ where: { kind: { in: ['MISSING', 'EMPTY'] } }, onError: 'CONTINUE' });
    expect(warnings).not.toContainEqual(GIVEN_UP);
  });
});
