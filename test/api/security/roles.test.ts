import { ErrorCode } from '../../../src/errors';
import { AccessToken, Role } from '../../../src/security/access-token.entity';
import { startTestGateway, type TestGateway } from '../../support/gateway';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

const NEW_TOKEN = 'mutation { newToken(input: { name: "Mine", role: ADMINISTRATOR }) { token } }';

it('lets a viewer read', async () => {
  expect(await gateway.graphql('{ viewer { role } pools { totalCount } }', {}, { as: 'viewer' })).toEqual({
    data: { viewer: { role: Role.VIEWER }, pools: { totalCount: 0 } },
  });
});

it.each([
  [NEW_TOKEN, 'newToken'],
  [
    'mutation { ...Changes } fragment Changes on Mutation { newToken(input: { name: "Mine", role: ADMINISTRATOR }) { token } }',
    'mutation',
  ],
  ['mutation { harmless: newToken(input: { name: "Mine", role: ADMINISTRATOR }) { token } }', 'newToken'],
])('lets a viewer change nothing: %s', async (mutation, name) => {
  const before = await gateway.store.read.count(AccessToken);
  expect(await gateway.graphql(mutation, {}, { as: 'viewer' })).toEqual({
    errors: [
      {
        message: `"${name}" changes things; your token has the role VIEWER, which only reads.`,
        extensions: { code: ErrorCode.FORBIDDEN },
      },
    ],
  });
  expect(await gateway.store.read.count(AccessToken)).toBe(before);
});

it('refuses a field to other roles than its own, and names both', async () => {
  const { errors } = await gateway.graphql('{ tokens { totalCount } }', {}, { as: 'viewer' });
  expect(errors).toEqual([
    expect.objectContaining({
      message: '"tokens" takes a token with the role ADMINISTRATOR; yours has the role VIEWER.',
      path: ['tokens'],
      extensions: { code: ErrorCode.FORBIDDEN },
    }),
  ]);
});
