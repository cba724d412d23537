import { getIntrospectionQuery } from 'graphql';

import { ErrorCode } from '../../../src/errors';
import { startTestGateway, type TestGateway } from '../../support/gateway';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

it('shows the schema to a signed-in caller', async () => {
  const { data, errors } = await gateway.graphql(
    getIntrospectionQuery({ inputValueDeprecation: true }),
    {},
    { as: 'viewer' },
  );
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ __schema: { queryType: { name: 'Query' } } });
});

it.each([
  '{ __schema { queryType { name } } }',
  '{ __typename }',
  '{ viewer { actr } }',
  'mutation { newToken { x } }',
  'mutation { redeemSignInCode(input: { code: "" }) { token } newToken { x } }',
  'mutation { redeemSignInCode(input: { code: "" }) { ...Leak } } fragment Leak on Pool { fqnd }',
])('tells nobody else anything, asked %s', async (query) => {
  expect(await gateway.graphql(query, {}, { as: null })).toEqual({
    errors: [
      {
        message: 'Sign in first: every request takes a token, as "Authorization: Bearer TOKEN".',
        extensions: { code: ErrorCode.UNAUTHENTICATED, reason: 'MISSING' },
      },
    ],
  });
});

describe('where it is off', () => {
  let closed: TestGateway;

  beforeAll(async () => {
    closed = await startTestGateway({ config: { introspection: false } });
  });

  it('shows the schema to nobody', async () => {
    const { errors } = await closed.graphql('{ __schema { queryType { name } } }');
    expect(errors).toEqual([
      expect.objectContaining({
        message: 'GraphQL introspection has been disabled, but the requested query contained the field "__schema".',
        extensions: { code: ErrorCode.GRAPHQL_VALIDATION_FAILED },
      }),
      expect.objectContaining({ message: expect.stringContaining('"queryType"') }),
    ]);
  });

  it('makes no suggestions about fields or variables', async () => {
    const messages = async (query: string, variables?: object) =>
      (await closed.graphql(query, variables)).errors!.map(({ message }) => message);

    expect(await messages('{ viewer { actr } }')).toEqual(['Cannot query field "actr" on type "Viewer".']);
    expect(
      await messages('query ($order: AccessTokenOrder) { tokens(order: $order) { totalCount } }', {
        order: { field: 'CREATED' },
      }),
    ).toEqual([
      'Variable "$order" got invalid value "CREATED" at "order.field"; Value "CREATED" does not exist in "AccessTokenOrderField" enum.',
    ]);
  });
});
