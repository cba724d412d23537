import { Role } from '../../../src/security/access-token.entity';
import { endOf, overEventStream, overWebSocket, takeReasons, TRANSPORTS, untilOpen } from '../../support/changes';
import { startTestGateway, type TestGateway } from '../../support/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ config: { changesPollInterval: 60 } });
});

const NEW = `mutation New($input: NewTokenInput!) { newToken(input: $input) { token accessToken { id } } }`;

async function newToken(input: object): Promise<{ token: string; id: string }> {
  const { data } = await gateway.graphql<{ newToken: { token: string; accessToken: { id: string } } }>(NEW, { input });
  return { token: data!.newToken.token, id: data!.newToken.accessToken.id };
}

const refused = (reason: string, message: unknown) => [{ message, extensions: { code: 'UNAUTHENTICATED', reason } }];

describe.each(Object.entries(TRANSPORTS))('a subscription over %s', (_, subscribe) => {
  it('ends when its token is revoked', async () => {
    const { token, id } = await newToken({ name: 'Short-lived', role: 'VIEWER' });
    const answers = subscribe(gateway, {}, { token });
    const reasons = takeReasons(answers, 1);
    await untilOpen(gateway, 1);
    await newToken({ name: 'Another', role: 'VIEWER', reason: 'Still there' });
    expect(await reasons).toEqual(['Still there']);
    const end = endOf(answers);
    await gateway.graphql('mutation Revoke($input: RevokeTokenInput!) { revokeToken(input: $input) { plan } }', {
      input: { id },
    });
    expect(await end).toEqual(refused('INVALID', 'The token is unknown or was revoked.'));
    await untilOpen(gateway, 0);
  });

  it('ends when its token expires, though nothing happens', async () => {
    const expiresAt = new Date(Date.now() + 500);
    const token = await gateway.token({ name: 'Expiring', role: Role.VIEWER, expiresAt });
    const end = endOf(subscribe(gateway, {}, { token }));
    await untilOpen(gateway, 1);
    expect(await end).toEqual(refused('EXPIRED', `The token expired at ${expiresAt.toISOString()}.`));
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt.getTime());
    await untilOpen(gateway, 0);
  });
});

const SIGN_IN = 'Sign in first: every request takes a token, as "Authorization: Bearer TOKEN".';

describe('without a token', () => {
  it('closes a WebSocket', async () => {
    await expect(overWebSocket(gateway, {}, { token: null }).next()).rejects.toMatchObject({
      code: 4403,
      reason: SIGN_IN,
    });
  });

  it('says so in an event stream', async () => {
    expect(await endOf(overEventStream(gateway, {}, { token: null }))).toEqual(refused('MISSING', SIGN_IN));
  });
});

describe('a gateway that stops', () => {
  it('goes away from WebSockets', async () => {
    const stopping = await startTestGateway({});
    const end = expect(overWebSocket(stopping).next()).rejects.toMatchObject({ code: 1001 });
    await untilOpen(stopping, 1);
    await stopping.stop();
    await end;
  });

  it('cuts event streams off, so that their clients come back', async () => {
    const stopping = await startTestGateway({});
    const end = expect(overEventStream(stopping).next()).rejects.toThrow(
      'Connection closed while having active streams',
    );
    await untilOpen(stopping, 1);
    await stopping.stop();
    await end;
  });
});
