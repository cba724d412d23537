import { ErrorCode } from '../../../src/errors';
import { startTestGateway, type TestGateway } from '../../support/gateway';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ config: { maxQueryCost: 1000 } });
});

const refused = (message: string, details: object = {}) => ({
  errors: [expect.objectContaining({ message, extensions: { code: ErrorCode.LIMIT_EXCEEDED, ...details } })],
});

/** A query of pools and sites in each other, with `depth` fields below each other. */
function nested(depth: number): string {
  const fields = Array.from({ length: depth - 1 }, (_, level) => ['pools(first: 1)', 'nodes', 'site'][level % 3]!);
  const leaf = fields.at(-1) === 'pools(first: 1)' ? 'totalCount' : 'id';
  return `{ ${[...fields, leaf].join(' { ')} ${'} '.repeat(depth)}`;
}

describe('the depth of a query', () => {
  it('may be 16', async () => {
    expect(await gateway.graphql(nested(16))).toEqual({ data: { pools: { nodes: [] } } });
  });

  it('may not be 17', async () => {
    expect(await gateway.graphql(nested(17))).toEqual(
      refused('Query depth limit of 16 exceeded, found 17.', { limit: 16 }),
    );
  });

  it('is not raised by fragments', async () => {
    const query = `${nested(16).replace('id', '...Last')} fragment Last on Site { id }`;
    expect(await gateway.graphql(query)).toEqual({ data: { pools: { nodes: [] } } });
  });
});

describe('aliases and directives', () => {
  const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')} }`;

  it('takes 15 aliases', async () => {
    expect(Object.keys((await gateway.graphql(aliases(15))).data!)).toHaveLength(15);
  });

  it('refuses 16 aliases, of __typename too', async () => {
    expect(await gateway.graphql(aliases(16))).toEqual(
      refused('Aliases limit of 15 exceeded, found 16.', { limit: 15 }),
    );
  });

  it('refuses 9 directives', async () => {
    const query = `{ viewer { actor ${'@include(if: true) '.repeat(9)} } }`;
    const { errors } = await gateway.graphql(query);
    expect(errors).toContainEqual(
      expect.objectContaining({
        message: 'Directives limit of 8 exceeded, found 9.',
        extensions: { code: ErrorCode.LIMIT_EXCEEDED, limit: 8 },
      }),
    );
  });
});

describe('the cost of a query', () => {
  const tooCostly = (cost: number) =>
    refused(
      `This operation may answer with ${cost} values; at most 1000 are allowed. Ask for fewer fields, or for smaller pages by "first" of its lists: where it is left out, 50 count.`,
      {
        cost,
        limit: 1000,
      },
    );
  const tokens = 'query Tokens($first: Int) { tokens(first: $first) { nodes { name } } }';

  it('is counted with the variables of the request', async () => {
    expect(await gateway.graphql(tokens, { first: 499 })).toMatchObject({
      data: { tokens: { nodes: expect.any(Array) } },
    });
    expect(await gateway.graphql(tokens, { first: 500 })).toEqual(tooCostly(1001));
  });

  it('is counted with the defaults of the variables', async () => {
    expect(await gateway.graphql(tokens.replace('Int', 'Int = 500'))).toEqual(tooCostly(1001));
  });

  it('is counted with the page size that holds where none is asked for', async () => {
    const query = '{ pools { nodes { site { pools { nodes { fqdn } } } } } }';
    expect(await gateway.graphql(query)).toEqual(tooCostly(1 + 50 * (1 + 1 + 1 + 50 * 2)));
  });

  it('takes a list without pages for a page', async () => {
    const members = 'rooms { members(first: 10) { nodes { displayName } } }';
    expect(
      await gateway.graphql(
        `mutation { setRoom(input: { identity: "Any" }) { impact { gained(first: 1) { nodes { ${members} } } } } }`,
      ),
    ).toEqual(tooCostly(1 + 1 + (1 + (1 + 50 * (1 + 10 * 2)))));
    expect(
      await gateway.graphql(
        '{ auditEntries(first: 10) { nodes { changes { added { identity principal { id } } } } } }',
      ),
    ).toEqual(tooCostly(1 + 10 * (1 + 1 + 50 * 3)));
  });

  it('does not grow with fields that a directive leaves out', async () => {
    const query =
      'query Tokens($with: Boolean!) { tokens(first: 500) { nodes { name @include(if: $with) id @skip(if: $with) } } }';
    expect(await gateway.graphql(query, { with: true })).toEqual(tooCostly(1001));
    expect(await gateway.graphql(query.replace('500', '499'), { with: true })).not.toHaveProperty('errors');
  });

  it('refuses fragments that multiply beyond counting', async () => {
    const doubled = Array.from({ length: 15 }, (_, i) => `fragment F${i} on Viewer { ...F${i + 1} ...F${i + 1} }`);
    const query = `{ viewer { ...F0 } } ${doubled.join(' ')} fragment F15 on Viewer { actor }`;
    expect(await gateway.graphql(query)).toEqual(refused('Query exceeds the maximum allowed number of nodes.'));
  });

  it('leaves it to the variables themselves to be refused for what they are', async () => {
    expect(await gateway.graphql(tokens, { first: 'many' })).toEqual({
      errors: [
        {
          message: 'Variable "$first" got invalid value "many"; Int cannot represent non-integer value: "many"',
          locations: [{ line: 1, column: 14 }],
          extensions: { code: ErrorCode.BAD_USER_INPUT },
        },
      ],
    });
  });
});

it('refuses a query of more than 5,000 tokens', async () => {
  const query = `{ viewer { ${'actor '.repeat(5000)} } }`;
  expect(await gateway.graphql(query)).toEqual(refused('The operation has more than 5000 tokens.', { limit: 5000 }));
});
