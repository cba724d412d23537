import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

import { Role } from '../../src/security/access-token.entity';
import { AccessTokenService } from '../../src/security/access-token.service';
import { BuiltProgram } from '../support/built-program';
import { openTestStore } from '../support/store';
import { testDatabaseUrl } from '../support/test-database';

const BODY = JSON.stringify({ query: '{ viewer { actor } }' });

let gateway: BuiltProgram;
let url: string;
let token: string;

beforeEach(async () => {
  const databaseUrl = await testDatabaseUrl();
  const store = await openTestStore(databaseUrl);
  const tokens = new AccessTokenService(() => new Date());
  ({ secret: token } = await store.write((tx) => tokens.create(tx, { name: 'Test', role: Role.VIEWER })));
  gateway = BuiltProgram.gateway({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' });
  url = await gateway.url();
});

/** A request whose headers the gateway has read, and whose body it waits for. */
async function requestUnderWay(): Promise<ClientRequest> {
  const underWay = request(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'content-length': BODY.length,
      expect: '100-continue',
    },
  });
  underWay.flushHeaders();
  await once(underWay, 'continue');
  return underWay;
}

async function untilNobodyIsLetIn(): Promise<void> {
  for (;;) {
    const letIn = await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    );
    if (!letIn) return;
  }
}

it.each(['SIGTERM', 'SIGINT'] as const)(
  'answers the request under way after %s, then ends with code 0',
  async (signal) => {
    const underWay = await requestUnderWay();
    gateway.signal(signal);
    await untilNobodyIsLetIn();

    underWay.end(BODY);
    const [response] = (await once(underWay, 'response')) as [IncomingMessage];
    expect(JSON.parse(await text(response))).toEqual({ data: { viewer: { actor: 'Test' } } });
    expect(await gateway.ended).toMatchObject({ code: 0, stderr: '' });
  },
);

it('ends with "npm start" that started it', async () => {
  const npm = BuiltProgram.run(['npm', 'start'], {
    DATABASE_URL: await testDatabaseUrl(),
    DIRECTORY: 'none',
    PORT: '0',
  });
  url = await npm.url();
  npm.signal('SIGTERM');
  await untilNobodyIsLetIn();
  expect(await npm.ended).toMatchObject({ code: 0 });
});

it('cuts off a request that does not end, and is gone within 10 seconds', async () => {
  const underWay = await requestUnderWay();
  const cutOff = once(underWay, 'error');
  const start = performance.now();
  gateway.signal('SIGTERM');

  expect(await cutOff).toEqual([expect.objectContaining({ message: 'socket hang up' })]);
  expect(await gateway.ended).toMatchObject({ code: 0 });
  expect(performance.now() - start).toBeLessThan(10_000);
});
