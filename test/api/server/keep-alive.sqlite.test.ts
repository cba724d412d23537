import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { startTestGateway } from '../../support/gateway';

/** An answer on a connection that is kept. */
async function answer(url: string, agent: Agent): Promise<Pick<IncomingMessage, 'headers' | 'socket'>> {
  const [response] = (await once(get(`${url}/healthz`, { agent }), 'response')) as [IncomingMessage];
  // Both let go of each other at the end of the answer.
  const { headers, socket } = response;
  await text(response);
  return { headers, socket };
}

it.each([
  ['for longer than load balancers do', {}, 'timeout=75'],
  ['for as long as it is told', { keepAlive: 5 }, 'timeout=5'],
])('keeps idle connections %s, and says so', async (_, config, expected) => {
  const { url } = await startTestGateway({ config });
  const agent = new Agent({ keepAlive: true });
  const { headers } = await answer(url, agent);
  expect(headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': expected });
  agent.destroy();
});

it('answers again on a connection that was kept, and closes it at once when it stops', async () => {
  const gateway = await startTestGateway({ config: { keepAlive: 3600 } });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const first = await answer(gateway.url, agent);
  const second = await answer(gateway.url, agent);
  expect(second.socket).toBe(first.socket);
  const closed = once(second.socket, 'close');
  await gateway.stop();
  await closed;
});
