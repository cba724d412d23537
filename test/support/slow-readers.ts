import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';

import { WebSocket } from 'ws';

import type { TestGateway } from './gateway';

/** A subscriber that takes nothing of what it is sent, until it is told to. */
export interface SlowReader {
  /** What it is sent from then on, message by message. */
  read(): AsyncIterable<string>;
  close(): void;
}

export async function slowWebSocket(gateway: TestGateway, payload: object): Promise<SlowReader> {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  const authorization = `Bearer ${gateway.administratorToken}`;
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
  await once(socket, 'message');
  socket.pause();
  socket.send(JSON.stringify({ id: 'slow', type: 'subscribe', payload }));
  return {
    async *read() {
      const messages: string[] = [];
      let arrived: () => void;
      let news = new Promise<void>((resolve) => (arrived = resolve));
      socket.on('message', (data: Buffer) => {
        messages.push(data.toString());
        arrived();
      });
      socket.resume();
      for (;;) {
        await news;
        news = new Promise((resolve) => (arrived = resolve));
        yield* messages.splice(0);
      }
    },
    close: () => socket.terminate(),
  };
}

export async function slowEventStream(gateway: TestGateway, payload: object): Promise<SlowReader> {
  const asking = request(`${gateway.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${gateway.administratorToken}` },
  });
  asking.end(JSON.stringify(payload));
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  return {
    async *read() {
      let text = '';
      for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) {
        const messages = `${text}${chunk}`.split('\n\n');
        text = messages.pop()!;
        yield* messages.filter((message) => message.startsWith('event: next'));
      }
    },
    close: () => asking.destroy(),
  };
}
