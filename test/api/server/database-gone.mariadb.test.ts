import { ErrorCode } from '../../../src/errors';
import { startTestGateway, type TestGateway } from '../../support/gateway';
import { SeverableProxy } from '../../support/severable-proxy';
import { testDatabaseUrl } from '../../support/test-database';

let proxy: SeverableProxy;
let gateway: TestGateway;

beforeAll(async () => {
  const url = new URL(await testDatabaseUrl());
  proxy = new SeverableProxy({ host: url.hostname, port: Number(url.port) });
  url.port = String(await proxy.mend());
  gateway = await startTestGateway({ config: { databaseUrl: url.href } });
});

afterAll(() => proxy.cut());

const UNAVAILABLE = {
  message: "The database can't be reached at present.",
  extensions: { code: ErrorCode.UNAVAILABLE },
};

async function readyz(): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${gateway.url}/readyz`);
  return { status: response.status, body: await response.json() };
}

it('answers UNAVAILABLE and is not ready while the database is gone, and goes on when it is back', async () => {
  await proxy.cut();
  const response = await gateway.post(
    { query: '{ viewer { actor } }' },
    { authorization: `Bearer ${gateway.viewerToken}` },
  );
  expect({ status: response.status, body: await response.json() }).toEqual({
    status: 503,
    body: { errors: [UNAVAILABLE] },
  });
  expect(await readyz()).toEqual({
    status: 503,
    body: { ready: false, migrated: true, database: false, eligibility: true, draining: false },
  });

  await proxy.mend();
  expect(await readyz()).toMatchObject({ status: 200, body: { ready: true, database: true } });
  expect(await gateway.graphql('{ viewer { actor } }')).toEqual({ data: { viewer: { actor: 'Test administrator' } } });
});

it('answers UNAVAILABLE where the database goes in the middle of an operation', async () => {
  proxy.cutAnswerTo('FROM pools');
  expect(await gateway.graphql('{ viewer { actor } pools { totalCount } }')).toEqual({
    data: null,
    errors: [
      {
        ...UNAVAILABLE,
        extensions: { ...UNAVAILABLE.extensions, cmdlet: 'Get-CsPersistentChatState' },
        path: ['pools', 'totalCount'],
        locations: [{ line: 1, column: 28 }],
      },
    ],
  });
});
