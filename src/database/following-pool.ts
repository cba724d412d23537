import { connect, type Socket } from 'node:net';
import type { Pool, PoolConnection, PoolOptions } from 'mysql2';

import { isReadOnly } from './lookout';
import { createSessionPool, type Session } from './mysql-session';
import { ReadOnlyServer } from './no-primary';
import type { Primary, Server } from './primary';

/** How often one who asks for a connection is taken along to another server. */
const MOVES = 4;
/** How long a statement under way may go on after its server was left. */
const GRACE_MS = 1_000;

/** What TypeORM takes for the driver: a pool whose connections are all to the server that `primary` names. */
export function followingDriver(primary: Primary, session: Session) {
  return { createPool: (options: PoolOptions) => new FollowingPool(primary, session, options) };
}

class FollowingPool {
  /** To the server in use. */
  private pool: Pool | undefined;
  private readonly unchecked = new WeakSet<PoolConnection>();

  constructor(
    private readonly primary: Primary,
    private readonly session: Session,
    private readonly options: PoolOptions,
  ) {}

  getConnection(callback: (error: unknown, connection?: PoolConnection) => void): void {
    this.take().then((connection) => callback(null, connection), callback);
  }

  end(callback: (error?: unknown) => void): void {
    if (this.pool) this.pool.end(callback);
    else callback();
  }

  private async take(): Promise<PoolConnection> {
    for (let move = 1; ; move++) {
      const server = await (this.session.access === 'READ WRITE' ? this.primary.toWrite() : this.primary.toRead());
      try {
        return await this.check(await takeFrom((this.pool ??= this.open(server))));
      } catch (error) {
        // The server may have been left while the connection was waited for.
        const moves = server.left.aborted || error instanceof ReadOnlyServer;
        if (!moves || move === MOVES) throw error;
      }
    }
  }

  private open({ host, left }: Server): Pool {
    const sockets = new Set<Socket>();
    const stream = (): Socket => {
      const socket = connect({ ...host, noDelay: true, keepAlive: true });
      sockets.add(socket.once('close', () => sockets.delete(socket)));
      return socket;
    };
    const pool = createSessionPool({ ...this.options, ...host, stream }, this.session);
    pool.on('connection', (connection) => this.unchecked.add(connection));
    const leave = (): void => {
      this.pool = undefined;
      pool.end(() => undefined);
      setTimeout(() => sockets.forEach((socket) => socket.destroy()), GRACE_MS).unref();
    };
    left.addEventListener('abort', leave, { once: true });
    return pool;
  }

  /** A new connection of a writer may lead to a server that was demoted since it was asked. */
  private async check(connection: PoolConnection): Promise<PoolConnection> {
    if (this.session.access === 'READ ONLY' || !this.unchecked.delete(connection)) return connection;
    try {
      if (!(await isReadOnly(connection.promise()))) return connection;
      this.primary.doubt();
      throw new ReadOnlyServer();
    } catch (error) {
      connection.destroy();
      throw error;
    }
  }
}

function takeFrom(pool: Pool): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)));
  });
}
