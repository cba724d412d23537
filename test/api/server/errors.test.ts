import { pino } from 'pino';

import { ErrorCode } from '../../../src/errors';
import { Pool, PoolState } from '../../../src/features/topology/pool.entity';
import { Site } from '../../../src/features/topology/site.entity';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { siteRow } from '../../support/sites';

const logged: Record<string, unknown>[] = [];
let gateway: TestGateway;

beforeAll(async () => {
  const log = pino({}, { write: (line: string) => logged.push(JSON.parse(line) as Record<string, unknown>) });
  gateway = await startTestGateway({ log });
});

beforeEach(() => {
  logged.length = 0;
});

const authorized = () => ({ authorization: `Bearer ${gateway.administratorToken}` });

async function answerTo(response: Response): Promise<{ status: number; body: unknown }> {
  return { status: response.status, body: await response.json() };
}

const error = (code: ErrorCode, message: unknown, details: object = {}) => ({
  errors: [{ message, extensions: { code, ...details } }],
});

describe('an error inside the gateway', () => {
  beforeAll(() => gateway.store.write((tx) => tx.query('ALTER TABLE pool_servers RENAME TO misplaced')));
  afterAll(() => gateway.store.write((tx) => tx.query('ALTER TABLE misplaced RENAME TO pool_servers')));

  beforeAll(() =>
    gateway.store.write(async (tx) => {
      await tx.insert(Site, { id: 1, ...siteRow('redmond') });
      const audited = { version: 1, createdAt: new Date(), updatedAt: new Date() };
      await tx.insert(Pool, { fqdn: 'atl-cs-001.litwareinc.com', state: PoolState.NORMAL, siteId: 1, ...audited });
    }),
  );

  it('is masked for the client and logged in full under the same request id', async () => {
    const answer = await gateway.graphql(
      'query Servers { pools { nodes { fqdn servers { fqdn } } } }',
      {},
      { headers: { 'x-request-id': 'req-7' } },
    );

    expect(answer).toEqual({
      data: null,
      errors: [
        {
          message: 'The gateway failed to answer; its log tells why under the request id.',
          locations: [{ line: 1, column: 38 }],
          path: ['pools', 'nodes', 0, 'servers'],
          extensions: {
            code: ErrorCode.INTERNAL_SERVER_ERROR,
            requestId: 'req-7',
            cmdlet: 'Get-CsPersistentChatState',
          },
        },
      ],
    });
    expect(logged).toEqual([
      expect.objectContaining({
        level: 50,
        requestId: 'req-7',
        operationName: 'Servers',
        path: ['pools', 'nodes', 0, 'servers'],
        err: expect.objectContaining({
          message: expect.stringContaining('pool_servers'),
          stack: expect.stringContaining('QueryFailedError'),
        }),
      }),
    ]);
  });
});

describe('the status', () => {
  it.each([
    [200, ErrorCode.BAD_USER_INPUT, '{ pools(first: -1) { totalCount } }'],
    [200, ErrorCode.FORBIDDEN, '{ tokens { totalCount } }'],
    [200, ErrorCode.UNAUTHENTICATED, 'mutation { signIn(input: { identity: "nobody", password: "x" }) { token } }'],
    [400, ErrorCode.GRAPHQL_PARSE_FAILED, '{ viewer'],
    [400, ErrorCode.GRAPHQL_VALIDATION_FAILED, '{ viewer { actr } }'],
    [400, ErrorCode.OPERATION_RESOLUTION_FAILURE, 'query A { viewer { actor } } query B { viewer { role } }'],
    [400, ErrorCode.BAD_USER_INPUT, 'query ($size: Int!) { pools(first: $size) { totalCount } }'],
    [400, ErrorCode.BAD_USER_INPUT, 'subscription { changes { cursor } }'],
    [
      400,
      ErrorCode.LIMIT_EXCEEDED,
      '{ rooms(first: 200) { nodes { members(first: 200) { nodes { id displayName sipAddress } } } } }',
    ],
    [403, ErrorCode.FORBIDDEN, 'mutation { revokeToken(input: { id: "1" }) { plan } }'],
  ])('is %d with %s for a viewer who sends %s', async (status, code, query) => {
    const response = await gateway.post({ query }, { authorization: `Bearer ${gateway.viewerToken}` });
    expect(await answerTo(response)).toEqual({
      status,
      body: expect.objectContaining({
        errors: [expect.objectContaining({ extensions: expect.objectContaining({ code }) })],
      }),
    });
  });

  it('is 401 where there is no token', async () => {
    expect((await gateway.post({ query: '{ viewer { actor } }' })).status).toBe(401);
  });

  it.each(['PUT', 'GET'])('is 405 where a subscription comes by %s', async (method) => {
    const query = encodeURIComponent('subscription { changes { cursor } }');
    const headers = { ...authorized(), 'content-type': 'application/json' };
    expect((await fetch(`${gateway.url}/graphql?query=${query}`, { method, headers })).status).toBe(405);
  });

  it.each([
    [200, '{"query":"{"}'],
    [400, '{'],
  ])('of a stream is %d for %s', async (status, body) => {
    const headers = { ...authorized(), 'content-type': 'application/json' };
    expect((await fetch(`${gateway.url}/graphql/stream`, { method: 'POST', headers, body })).status).toBe(status);
  });
});

describe('a value of another type', () => {
  const mutation = (pool: string) => `removeAccessEntries(input: { pool: ${pool}, where: {} }) { plan }`;
  const message = '"x y" is not a valid Fqdn; it is a domain name, such as atl-cs-001.litwareinc.com.';

  it.each([
    [`mutation { ${mutation('"x y"')} }`, { message, extensions: { code: ErrorCode.BAD_USER_INPUT } }],
    [
      `mutation ($pool: Fqdn) { ${mutation('$pool')} }`,
      {
        message: `Variable "$pool" got invalid value "x y"; ${message}`,
        locations: [{ line: 1, column: 11 }],
        extensions: { code: ErrorCode.BAD_USER_INPUT },
      },
    ],
    [
      '{ pools(first: "a") { totalCount } }',
      {
        message: 'Int cannot represent non-integer value: "a"',
        locations: [{ line: 1, column: 16 }],
        extensions: { code: ErrorCode.GRAPHQL_VALIDATION_FAILED },
      },
    ],
  ])('is told of %s without a parameter', async (query, told) => {
    expect((await gateway.graphql(query, { pool: 'x y' })).errors).toEqual([told]);
  });
});

describe('the request id', () => {
  const idOf = async (given?: string) =>
    (
      await gateway.post(
        { query: '{ viewer { actor } }' },
        { ...authorized(), ...(given && { 'x-request-id': given }) },
      )
    ).headers.get('x-request-id');

  it("is the sender's where that is sane", async () => {
    expect(await idOf('0af7651916cd43dd.8448-eb_211')).toBe('0af7651916cd43dd.8448-eb_211');
  });

  it.each([undefined, 'two words', 'a'.repeat(37)])('is a new one instead of %j', async (given) => {
    expect(await idOf(given)).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });
});

describe('a request that is none of GraphQL', () => {
  it('is refused where its body is larger than 4 MB', async () => {
    const response = await gateway.post(
      { query: '{ viewer { actor } }', variables: { filler: 'x'.repeat(4 * 1024 * 1024) } },
      authorized(),
    );
    expect(await answerTo(response)).toEqual({
      status: 413,
      body: error(ErrorCode.LIMIT_EXCEEDED, 'The request is larger than 4 MB.', { limit: 4 * 1024 * 1024 }),
    });
  });

  it('is refused where its body is not JSON', async () => {
    expect(await answerTo(await gateway.post('{"query": ', authorized()))).toEqual({
      status: 400,
      body: error(ErrorCode.BAD_USER_INPUT, 'The body of the request is not JSON: Unexpected end of JSON input.'),
    });
  });

  it('is refused where its body is in an unknown encoding', async () => {
    const response = await gateway.post(
      { query: '{ viewer { actor } }' },
      { ...authorized(), 'content-encoding': 'rot13' },
    );
    expect(await answerTo(response)).toEqual({
      status: 415,
      body: error(ErrorCode.BAD_USER_INPUT, 'The request can\'t be read: unsupported content encoding "rot13".'),
    });
  });

  it('is refused where it holds several operations', async () => {
    const response = await gateway.post(
      [{ query: '{ viewer { actor } }' }, { query: '{ viewer { role } }' }],
      authorized(),
    );
    expect(await answerTo(response)).toEqual({
      status: 400,
      body: error(ErrorCode.BAD_USER_INPUT, 'Operation batching disabled.'),
    });
  });

  it('is refused where a foreign web page could have sent it', async () => {
    const response = await gateway.post('{"query":"{ viewer { actor } }"}', {
      ...authorized(),
      'content-type': 'text/plain',
    });
    expect(await answerTo(response)).toEqual({
      status: 400,
      body: error(ErrorCode.BAD_USER_INPUT, expect.stringContaining('potential Cross-Site Request Forgery')),
    });
  });

  it('is refused where it names a persisted query', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } };
    const response = await gateway.post({ extensions }, authorized());
    expect(await answerTo(response)).toEqual({
      status: 200,
      body: error(ErrorCode.BAD_USER_INPUT, 'PersistedQueryNotSupported'),
    });
  });
});

it.each([
  ['{ viewer', ErrorCode.GRAPHQL_PARSE_FAILED, 'Syntax Error: Expected Name, found <EOF>.'],
  [
    '{ viewer { actr } }',
    ErrorCode.GRAPHQL_VALIDATION_FAILED,
    'Cannot query field "actr" on type "Viewer". Did you mean "actor"?',
  ],
  [
    'query A { viewer { actor } } query B { viewer { role } }',
    ErrorCode.OPERATION_RESOLUTION_FAILURE,
    'Must provide operation name if query contains multiple operations.',
  ],
  [
    'query ($cursor: String) { pools(first: -1) { totalCount } tokens(after: $cursor) { totalCount } }',
    ErrorCode.BAD_USER_INPUT,
    '"first" is -1; it can\'t be negative.',
  ],
  [
    'query ($with: Boolean = true) { viewer { actor @include(if: $with) } }',
    ErrorCode.BAD_USER_INPUT,
    'Argument "if" of non-null type "Boolean!" must not be null.',
  ],
])('answers %s with a code', async (query, code, message) => {
  const { errors } = await gateway.graphql(query, { with: null });
  expect(errors).toEqual([expect.objectContaining({ message, extensions: expect.objectContaining({ code }) })]);
});
