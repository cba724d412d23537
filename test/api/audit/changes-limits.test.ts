import { pino } from 'pino';

import { endOf, newest, TRANSPORTS } from '../../support/changes';
import { startTestGateway, type TestGateway } from '../../support/gateway';

const logged: Record<string, unknown>[] = [];
let gateway: TestGateway;
let closed: TestGateway;
beforeAll(async () => {
  const log = pino({}, { write: (line: string) => logged.push(JSON.parse(line) as Record<string, unknown>) });
  gateway = await startTestGateway({ log, config: { maxQueryCost: 1000, changesPollInterval: 60 } });
  closed = await startTestGateway({ config: { introspection: false } });
});

const inEachOther = 'site { pools(first: 0) { nodes { '.repeat(5);
const NESTED = `subscription { changes { auditEntry { node { ... on Pool { ${inEachOther} id ${'} } } '.repeat(5)} } } } } }`;

describe.each(Object.entries(TRANSPORTS))('a subscription over %s', (_, subscribe) => {
  const errorsOf = (query: string, variables?: Record<string, unknown>, at = gateway) =>
    endOf(subscribe<unknown>(at, variables, { query }));

  it.each([
    ['subscription { changes', 'GRAPHQL_PARSE_FAILED', 'Syntax Error: Expected Name, found <EOF>.'],
    [
      'subscription { changes { cursr } }',
      'GRAPHQL_VALIDATION_FAILED',
      'Cannot query field "cursr" on type "ChangeEvent". Did you mean "cursor"?',
    ],
    [
      'subscription { changes { cursor } more: changes { cursor } }',
      'GRAPHQL_VALIDATION_FAILED',
      'Anonymous Subscription must select only one top level field.',
    ],
    [
      'subscription A { changes { cursor } } subscription B { changes { cursor } }',
      'OPERATION_RESOLUTION_FAILURE',
      'Must provide operation name if query contains multiple operations.',
    ],
    [
      '{ viewer { actor } }',
      'BAD_USER_INPUT',
      'Only subscriptions are taken here; send a query by POST to "/graphql".',
    ],
    [
      'mutation { revokeToken(input: { id: "x" }) { plan } }',
      'BAD_USER_INPUT',
      'Only subscriptions are taken here; send a mutation by POST to "/graphql".',
    ],
    [
      'subscription ($after: String!) { changes(after: $after) { cursor } }',
      'BAD_USER_INPUT',
      'Variable "$after" of required type "String!" was not provided.',
    ],
    [
      `subscription { changes { ${'cursor '.repeat(5000)} } }`,
      'LIMIT_EXCEEDED',
      'The operation has more than 5000 tokens.',
    ],
    [
      `subscription { changes { ${Array.from({ length: 16 }, (_alias, i) => `a${i}: cursor`).join(' ')} } }`,
      'LIMIT_EXCEEDED',
      'Aliases limit of 15 exceeded, found 16.',
    ],
    [
      'subscription { changes { auditEntry { invitations { users(first: 100) { nodes { id } } } } } }',
      'LIMIT_EXCEEDED',
      'This operation may answer with 10052 values; at most 1000 are allowed. Ask for fewer fields, or for smaller pages by "first" of its lists: where it is left out, 50 count.',
    ],
  ])('is refused where it is %s', async (query, code, message) => {
    expect(await errorsOf(query)).toEqual([
      expect.objectContaining({ message, extensions: expect.objectContaining({ code }) }),
    ]);
  });

  it('is refused where it is nested too deep', async () => {
    expect(await errorsOf(NESTED)).toContainEqual(
      expect.objectContaining({
        message: expect.stringMatching(/^Query depth limit of 16 exceeded, found \d+\.$/),
        extensions: { code: 'LIMIT_EXCEEDED', limit: 16 },
      }),
    );
  });

  it('tells nothing of the schema where that is off', async () => {
    const messages = async (query: string) => (await errorsOf(query, {}, closed)).map(({ message }) => message);
    expect(await messages('subscription { changes { cursr } }')).toEqual([
      'Cannot query field "cursr" on type "ChangeEvent".',
    ]);
    expect(await messages('{ __schema { description } }')).toContain(
      'GraphQL introspection has been disabled, but the requested query contained the field "__schema".',
    );
  });

  it('masks what goes wrong inside with an event, logs it, and goes on', async () => {
    const another = () => gateway.graphql('mutation { newToken(input: { name: "Any", role: VIEWER }) { token } }');
    await another();
    const query =
      'subscription Invited($after: String) { changes(after: $after) { cursor auditEntry { invitations { count } } } }';
    const answers = subscribe<unknown>(gateway, { after: await newest(gateway) }, { query });
    logged.length = 0;
    await gateway.store.write((tx) => tx.query('ALTER TABLE invitations RENAME TO misplaced'));
    const masked = answers.next();
    await another();
    const { value } = await masked;
    await gateway.store.write((tx) => tx.query('ALTER TABLE misplaced RENAME TO invitations'));
    const requestId = expect.stringMatching(/^[\da-f-]{36}$/);
    const path = ['changes', 'auditEntry', 'invitations'];
    expect(value).toEqual({
      data: null,
      errors: [
        {
          message: 'The gateway failed to answer; its log tells why under the request id.',
          locations: [{ line: 1, column: 85 }],
          path,
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
        },
      ],
    });
    expect(logged).toEqual([
      expect.objectContaining({
        level: 50,
        operationName: 'Invited',
        requestId: value.errors[0].extensions.requestId,
        path,
        err: expect.objectContaining({ message: expect.stringContaining('invitations') }),
      }),
    ]);
    await another();
    expect((await answers.next()).value).toMatchObject({ data: { changes: { auditEntry: { invitations: [] } } } });
    await answers.return!();
  });
});

it('refuses a subscription that is sent like a query, and says where to send it', async () => {
  expect(await gateway.graphql('subscription { changes { cursor } }')).toEqual({
    errors: [
      {
        message:
          'A subscription has many answers: open it over WebSocket at "/graphql", or send it to "/graphql/stream" for Server-Sent Events.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ],
  });
});
