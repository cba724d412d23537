import { TestOrganisation } from '../../support/described-organisation';
import { type BulkAnswer, bulkDocument, trailOf } from '../../support/bulk';
import { BULK_IMPACT, namesOf, type PolicyChange } from './documents';
import { offices } from './offices';

const SET_POLICIES = bulkDocument('setPolicies', { besides: BULK_IMPACT });
const REMOVE_POLICIES = bulkDocument('removePolicies', { besides: `fallenBackCount ${BULK_IMPACT}` });

type Answer = BulkAnswer & Pick<PolicyChange, 'impact'> & { fallenBackCount?: number };

let organisation: TestOrganisation;
beforeAll(async () => {
  organisation = await TestOrganisation.start(offices);
});
beforeEach(() => organisation.reset());

const set = async (input: object) => (await organisation.data<{ bulk: Answer }>(SET_POLICIES, { input })).bulk;
const remove = async (input: object) => (await organisation.data<{ bulk: Answer }>(REMOVE_POLICIES, { input })).bulk;
const policies = async () => {
  const query = '{ policies { nodes { identity enablePersistentChat version } } }';
  const answer = await organisation.data<{
    policies: { nodes: { identity: string; enablePersistentChat: boolean; version: number }[] };
  }>(query);
  return answer.policies.nodes.map(({ identity, enablePersistentChat, version }) => [
    identity,
    enablePersistentChat,
    version,
  ]);
};

describe('setting many', () => {
  it('changes all that fit, and records those that change', async () => {
    const { operationId, impact, ...answer } = await set({ where: {}, enablePersistentChat: true });
    expect(answer).toMatchObject({ succeeded: 5, failed: 0, results: { totalCount: 5 } });
    expect(namesOf(impact)).toEqual({ gained: ['Ann'], lost: [] });
    const changes = [{ path: 'enablePersistentChat', before: false, after: true }];
    expect(await trailOf(organisation, operationId)).toEqual(
      ['site:Redmond', 'Interns'].map((identity) => ({
        operation: 'setPolicies',
        nodeType: 'Policy',
        identity,
        changes,
      })),
    );
    expect(await policies()).toEqual([
      ['global', true, 1],
      ['site:Redmond', true, 2],
      ['Écoles', true, 1],
      ['Interns', true, 2],
      ['Sales', true, 1],
    ]);
  });

  it('takes a filter as the list does', async () => {
    const where = { enablePersistentChat: { eq: true } };
    const input = { filter: 'tag:s*', where, enablePersistentChat: false, force: true };
    const { plan, ...planned } = await set({ ...input, whatIf: true });
    expect(planned).toMatchObject({ succeeded: 1, results: { nodes: [{ identity: 'Sales' }] } });
    expect(namesOf(planned.impact)).toEqual({ gained: [], lost: ['Bob', 'Eve'] });
    expect(await set({ ...input, confirm: plan })).toMatchObject({ succeeded: 1, failed: 0 });
  });

  it('has no impact where nothing but descriptions change', async () => {
    expect(await set({ where: {}, description: 'All alike' })).toMatchObject({ succeeded: 5, impact: null });
  });

  it('succeeds with none where none fits', async () => {
    expect(await set({ filter: 'nothing*', description: 'x' })).toMatchObject({ succeeded: 0, failed: 0 });
  });
});

describe('removing many', () => {
  it('removes those that are granted to nobody, and resets the global one', async () => {
    const { impact, fallenBackCount, ...answer } = await remove({ where: { not: { identity: { eq: 'Sales' } } } });
    expect(answer).toMatchObject({ succeeded: 4, failed: 0 });
    expect(fallenBackCount).toBe(0);
    expect(namesOf(impact)).toEqual({ gained: [], lost: ['Cleo', 'Dan'] });
    expect(await policies()).toEqual([
      ['global', false, 2],
      ['Sales', true, 1],
    ]);
  });

  it('refuses those that are granted, with what is in the way', async () => {
    const error = {
      code: 'IN_USE',
      message: 'The policy Sales is granted to Bob, Eve; with "force" they fall back.',
      parameter: null,
    };
    expect(await organisation.refusal(REMOVE_POLICIES, { input: { filter: 'tag:*' } })).toMatchObject({
      code: 'IN_USE',
      failed: 1,
      failures: [{ identity: 'Sales', ...error }],
      usedBy: [{ type: 'Principal', count: 2 }],
    });
    const answer = await remove({ filter: 'tag:*', onError: 'CONTINUE' });
    expect(answer).toMatchObject({ succeeded: 2, failed: 1, fallenBackCount: 0, warnings: [] });
    expect(answer.results.nodes[0]).toEqual({ identity: 'Sales', changes: [], error });
    expect((await policies()).map(([identity]) => identity)).toEqual(['global', 'site:Redmond', 'Sales']);
  });

  it('takes them from those who have them with force', async () => {
    const { operationId, impact, ...answer } = await remove({ where: { scope: { ne: 'GLOBAL' } }, force: true });
    expect(answer).toMatchObject({ succeeded: 4, failed: 0, fallenBackCount: 2, results: { totalCount: 4 } });
    expect(namesOf(impact)).toEqual({ gained: ['Ann'], lost: [] });
    expect(await trailOf(organisation, operationId)).toHaveLength(6);
    expect(await policies()).toEqual([['global', true, 1]]);
  });
});

describe('a refusal, which writes nothing,', () => {
  it('comes where nobody says which', async () => {
    for (const document of [SET_POLICIES, REMOVE_POLICIES]) {
      expect(await organisation.refusal(document, { input: {} })).toMatchObject({
        code: 'BAD_USER_INPUT',
        parameter: 'input.where',
        message: 'Say which are meant, by "where" or "filter"; "where: {}" takes all that there are.',
      });
    }
  });

  it('comes to everybody but administrators', async () => {
    for (const document of [SET_POLICIES, REMOVE_POLICIES])
      expect(await organisation.refusal(document, { input: { where: {} } }, 'viewer')).toMatchObject({
        code: 'FORBIDDEN',
      });
  });
});
