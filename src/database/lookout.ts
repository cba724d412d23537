import { connect, type Socket } from 'node:net';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';

import type { ServerHost, ServerUrl } from './database-url';

/** How long a server may take to let the lookout in, and to answer it. */
const PATIENCE_MS = 2_000;
/** The same where there is no other: giving up one that is slow would only cut its statements off. */
const PATIENCE_WITH_ONE_MS = 5_000;

/** A connection to one server that does nothing but ask whether it takes writes. It keeps no process running. */
export class Lookout {
  /** As far as is known. */
  takesWrites = false;
  private readonly ending = new AbortController();

  private constructor(
    readonly host: ServerHost,
    private readonly connection: Connection,
    private readonly socket: Socket,
    private readonly patience: number,
  ) {
    socket.once('close', () => this.ending.abort());
    // The question under way reports a loss; what the connection says of it later would end the process.
    connection.on('error', () => undefined);
  }

  static async open({ hosts, username: user, password, database, tls }: ServerUrl, host: ServerHost): Promise<Lookout> {
    const patience = hosts.length > 1 ? PATIENCE_MS : PATIENCE_WITH_ONE_MS;
    const socket = connect({ ...host, noDelay: true });
    try {
      const options = { ...host, user, password, database, ssl: tls ? {} : undefined };
      const connection = await createConnection({ ...options, connectTimeout: patience, stream: () => socket });
      const lookout = new Lookout(host, connection, socket, patience);
      await lookout.ask();
      socket.unref();
      return lookout;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  /** Aborted when the connection is lost or closed. */
  get ended(): AbortSignal {
    return this.ending.signal;
  }

  async ask(): Promise<void> {
    this.takesWrites = !(await isReadOnly(this.connection, this.patience));
  }

  close(): void {
    this.socket.destroy();
  }
}

export async function isReadOnly(connection: Connection, patience = PATIENCE_MS): Promise<boolean> {
  const question = { sql: 'SELECT @@global.read_only AS readOnly', timeout: patience };
  const [[answer]] = await connection.query<RowDataPacket[]>(question);
  // Later servers of MariaDB have names for how strict they are, where others have 1.
  return !['0', 'OFF'].includes(String(answer!.readOnly));
}
