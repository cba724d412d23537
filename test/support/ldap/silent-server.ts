import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

import { afterUse } from '../clean-up';

/** A server that takes connections and never says a word; its URL. */
export async function startSilentServer(): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterUse(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `ldap://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
