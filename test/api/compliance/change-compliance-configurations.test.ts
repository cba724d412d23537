import { type BulkAnswer, bulkDocument, trailOf } from '../../support/bulk';
import { ConfiguredOrganisation } from '../../support/configured-organisation';

const SET = bulkDocument('setComplianceConfigurations');
const REMOVE = bulkDocument('removeComplianceConfigurations');
const REDMOND = 'site:Redmond';
const FIRST = 'service:PersistentChatServer:red-1.litwareinc.com';

let scene: ConfiguredOrganisation;

beforeAll(async () => {
  scene = await ConfiguredOrganisation.start([
    ['newComplianceConfiguration', { identity: REDMOND, addUserDetails: true, adapterOutputDirectory: '/var/redmond' }],
    ['newComplianceConfiguration', { identity: FIRST, addUserDetails: true }],
  ]);
});
beforeEach(() => scene.reset());

const bulk = async (query: string, input: object): Promise<BulkAnswer> =>
  (await scene.data<{ bulk: BulkAnswer }>(query, { input })).bulk;

it('changes all that have a switch on', async () => {
  const { operationId, ...answer } = await bulk(SET, {
    where: { addUserDetails: { eq: true } },
    addUserDetails: false,
    runInterval: '01:00:00',
  });
  expect(answer).toMatchObject({ succeeded: 2, failed: 0 });
  const changes = [
    { path: 'addUserDetails', before: true, after: false },
    { path: 'runInterval', before: '00:15:00', after: '01:00:00' },
  ];
  expect(await trailOf(scene.organisation, operationId)).toEqual(
    [REDMOND, FIRST].map((identity) => ({
      operation: 'setComplianceConfigurations',
      nodeType: 'ComplianceConfiguration',
      identity,
      changes,
    })),
  );
});

it('tells of each which setting comes to nothing', async () => {
  const { warnings } = await bulk(SET, { filter: 's*', addChatRoomDetails: true });
  const message = (identity: string) =>
    `Nothing is recorded by ${identity}, whatever else it says, as long as it has no adapterType.`;
  expect(warnings).toEqual(
    [REDMOND, FIRST].map((identity) => ({ code: 'WITHOUT_EFFECT', message: message(identity) })),
  );
});

describe('an output directory', () => {
  it('goes to the only one that is meant', async () => {
    expect(await bulk(SET, { filter: 'site:*', adapterOutputDirectory: '/var/other' })).toMatchObject({ succeeded: 1 });
  });

  it('can not go to several', async () => {
    expect(await scene.refusal(SET, { input: { where: {}, adapterOutputDirectory: '/var/other' } })).toMatchObject({
      code: 'IN_USE',
      parameter: 'input.adapterOutputDirectory',
      failed: 2,
      failures: [{ identity: REDMOND }, { identity: FIRST }],
    });
    const answer = await bulk(SET, { where: {}, adapterOutputDirectory: '/var/other', onError: 'CONTINUE' });
    expect(answer).toMatchObject({ succeeded: 1, failed: 2 });
    expect(answer.results.nodes).toMatchObject([
      {
        identity: REDMOND,
        error: {
          code: 'IN_USE',
          message: 'The output directory /var/other is that of global; each adapter has one of its own.',
          parameter: 'input.adapterOutputDirectory',
        },
      },
      { identity: FIRST, error: { code: 'IN_USE' } },
      {
        identity: 'global',
        changes: [{ path: 'adapterOutputDirectory', before: null, after: '/var/other' }],
        error: null,
      },
    ]);
  });

  it('stays where it is', async () => {
    const input = { where: {}, adapterOutputDirectory: '/var/redmond', onError: 'CONTINUE' };
    expect((await bulk(SET, input)).results.nodes).toMatchObject([
      { identity: 'global', error: { code: 'IN_USE' } },
      { identity: FIRST, error: { code: 'IN_USE' } },
      { identity: REDMOND, changes: [], error: null },
    ]);
  });

  it('is taken away from all at once', async () => {
    expect(await bulk(SET, { where: {}, adapterOutputDirectory: null })).toMatchObject({ succeeded: 3, failed: 0 });
  });
});

it('removes those of pools', async () => {
  expect(await bulk(REMOVE, { where: { scope: { eq: 'SERVICE' } }, force: true })).toMatchObject({
    succeeded: 1,
    failed: 0,
  });
  const query = '{ complianceConfigurations { nodes { identity } } }';
  expect(await scene.data(query)).toEqual({
    complianceConfigurations: { nodes: [{ identity: 'global' }, { identity: REDMOND }] },
  });
});

it('asks which are meant', async () => {
  for (const query of [SET, REMOVE]) {
    expect(await scene.refusal(query, { input: {} })).toMatchObject({
      code: 'BAD_USER_INPUT',
      parameter: 'input.where',
    });
  }
});
