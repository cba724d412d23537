import { ErrorCode } from '../../../src/errors';
import { startTestGateway, type TestGateway } from '../../support/gateway';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

describe('errorCodes', () => {
  it('lists every code that an error may have, for any caller with a token', async () => {
    const answer = await gateway.graphql('{ errorCodes }', {}, { as: 'viewer' });
    expect(answer).toEqual({ data: { errorCodes: Object.values(ErrorCode) } });
  });

  it('is what the schema makes of the type of `extensions.code`', async () => {
    const { data } = await gateway.graphql('{ __type(name: "ErrorCode") { enumValues { name } } }');
    expect(data).toEqual({ __type: { enumValues: Object.values(ErrorCode).map((name) => ({ name })) } });
  });

  it('takes a token', async () => {
    const { errors } = await gateway.graphql('{ errorCodes }', {}, { as: null });
    expect(errors?.[0]?.extensions.code).toBe(ErrorCode.UNAUTHENTICATED);
  });
});
