import { once } from 'node:events';

import { WebSocket } from 'ws';

import { untilOpen } from '../../support/changes';
import { startTestGateway, type TestGateway } from '../../support/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

const connect = (protocol: string | undefined = 'graphql-transport-ws', path = '/graphql') =>
  new WebSocket(`${gateway.url.replace('http', 'ws')}${path}`, protocol);

/** How the gateway closes a socket that is sent this as soon as it is open. */
async function closed(socket: WebSocket, ...messages: string[]): Promise<[number, string]> {
  await once(socket, 'open');
  for (const message of messages) socket.send(message);
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return [code, reason.toString()];
}

const init = (authorization: string) => JSON.stringify({ type: 'connection_init', payload: { authorization } });

it('takes the token in whichever case its name is written', async () => {
  for (const name of ['authorization', 'Authorization']) {
    const socket = connect();
    await once(socket, 'open');
    const payload = { [name]: `Bearer ${gateway.viewerToken}` };
    socket.send(JSON.stringify({ type: 'connection_init', payload }));
    const [message] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(message.toString())).toEqual({ type: 'connection_ack' });
    socket.terminate();
  }
});

it.each([
  [
    'is no token',
    'Bearer nonsense',
    'The Authorization header holds no token of this gateway; it takes "Bearer TOKEN".',
  ],
  ['is unknown', `Bearer pcg_${'x'.repeat(43)}`, 'The token is unknown or was revoked.'],
])('closes a socket with a token that %s', async (_case, authorization, reason) => {
  expect(await closed(connect(), init(authorization))).toEqual([4403, reason]);
});

it('closes a socket that subscribes before it says who it is', async () => {
  const subscribe = { id: '1', type: 'subscribe', payload: { query: 'subscription { changes { cursor } }' } };
  expect(await closed(connect(), JSON.stringify(subscribe))).toEqual([4401, 'Unauthorized']);
});

it('closes a socket that says nothing for 3 seconds', async () => {
  expect(await closed(connect())).toEqual([4408, 'Connection initialisation timeout']);
});

it('closes a socket that sends what is no message', async () => {
  expect(await closed(connect(), '{')).toEqual([4400, 'Invalid message received']);
});

it('closes a socket that sends more than 4 MB', async () => {
  const [code] = await closed(connect(), 'x'.repeat(4 * 1024 * 1024 + 1));
  expect(code).toBe(1009);
});

it.each([
  ['another protocol', () => connect('graphql-ws')],
  ['another path', () => connect(undefined, '/metrics')],
])('takes no sockets of %s', async (_case, open) => {
  await expect(once(open(), 'open')).rejects.toThrow();
});

it('takes several subscriptions on one socket, and ends each by itself', async () => {
  const socket = connect();
  await once(socket, 'open');
  const messages: { id?: string; type: string }[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as { id?: string; type: string }));
  const send = (message: object) => socket.send(JSON.stringify(message));
  const until = async (seen: () => boolean) => {
    while (!seen()) await once(socket, 'message');
  };
  socket.send(init(`Bearer ${gateway.administratorToken}`));
  await until(() => messages.length === 1);
  const query = 'subscription { changes { cursor } }';
  for (const id of ['a', 'b']) send({ id, type: 'subscribe', payload: { query } });
  await untilOpen(gateway, 2);
  send({ id: 'a', type: 'complete' });
  await untilOpen(gateway, 1);
  await gateway.graphql('mutation { newToken(input: { name: "Any", role: VIEWER }) { token } }');
  await until(() => messages.length === 2);
  expect(messages[1]).toMatchObject({ id: 'b', type: 'next' });
  socket.terminate();
  await untilOpen(gateway, 0);
});
