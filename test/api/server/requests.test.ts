import { startTestGateway, type TestGateway } from '../../support/gateway';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

it('lets nobody keep an answer', async () => {
  const { headers } = await gateway.post({ query: '{ viewer { actor } }' });
  expect(headers.get('cache-control')).toBe('no-store');
});

it('reads half a surrogate pair as the replacement character, which every store keeps', async () => {
  const query = `mutation Make($name: String!) {
    newToken(input: { name: $name, role: VIEWER }) { accessToken { name } changes { path after } }
  }`;
  expect(await gateway.graphql(query, { name: 'Night \ud83d shift' })).toMatchObject({
    data: {
      newToken: {
        accessToken: { name: 'Night \ufffd shift' },
        changes: expect.arrayContaining([{ path: 'name', after: 'Night \ufffd shift' }]),
      },
    },
  });
});
