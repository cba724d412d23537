import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a client and a server, and can cut and mend the line. */
export class SeverableProxy {
  private readonly sockets = new Set<Socket>();
  private readonly listener: Server;
  private port = 0;
  private trigger: string | undefined;

  constructor(private readonly target: { host: string; port: number }) {
    this.listener = createServer((client) => this.join(client));
  }

  /** Begins to listen, on the same port as before. */
  async mend(): Promise<number> {
    this.listener.listen(this.port, '127.0.0.1');
    await once(this.listener, 'listening');
    this.port = (this.listener.address() as AddressInfo).port;
    return this.port;
  }

  /** Breaks every connection, and refuses new ones. */
  async cut(): Promise<void> {
    const closed = once(this.listener, 'close');
    this.listener.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Passes on the next message that contains `text`, and breaks its connection instead of passing on the answer. */
  cutAnswerTo(text: string): void {
    this.trigger = text;
  }

  private join(client: Socket): void {
    const server = connect(this.target);
    let deaf = false;
    const end = (): void => void [client, server].map((socket) => socket.destroy());
    for (const socket of [client, server]) this.sockets.add(socket.on('error', end).on('close', end));
    client.on('data', (message) => {
      if (this.trigger && message.includes(this.trigger)) {
        deaf = true;
        this.trigger = undefined;
      }
      server.write(message);
    });
    server.on('data', (answer) => (deaf ? end() : client.write(answer)));
  }
}
