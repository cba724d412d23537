import { startTestGateway, type TestGateway } from '../../support/gateway';

describe('the cmdlet of an error', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ directory: { source: 'sample' } });
  });

  it.each([
    ['{ known: room(identity: "Nowhere") { name } }', 'Get-CsPersistentChatRoom'],
    [
      '{ room(identity: "ITChatRoom") { ...Eligible } } fragment Eligible on Room { eligiblePrincipals(role: PRESENTER) { totalCount } }',
      'Get-CsPersistentChatEligiblePrincipal',
    ],
    ['mutation { removeRoom(input: { identity: "Nowhere" }) { removedId } }', 'Remove-CsPersistentChatRoom'],
    ['{ pool(identity: "nowhere.example") { fqdn } }', 'Get-CsPersistentChatState'],
    ['{ site(identity: "Nowhere") { name } }', undefined],
  ])('%s', async (query, cmdlet) => {
    const { errors } = await gateway.graphql(query);
    expect(errors!.map(({ extensions }) => extensions.cmdlet)).toEqual([cmdlet]);
  });
});
