import type { EntityManager } from 'typeorm';

import type { DatabaseUrl } from './database-url';

/** Where the gateway keeps everything: an embedded SQLite file or a MariaDB or MySQL server. */
export interface Store {
  readonly type: 'sqlite' | 'mariadb' | 'mysql';

  /** For reading outside a transaction: never waits for a writer, sees only what is committed. */
  readonly read: EntityManager;

  /** The same for the requests of clients: on a server, a statement that takes longer than the store was opened to let it is ended. */
  readonly readForRequests: EntityManager;

  /**
   * Runs `work` in one transaction and commits it, or rolls everything back where it throws. Writers of the embedded
   * store take turns. `work` may run more than once (deadlocks and lock time-outs are retried), so it must
   * have no effect but through `tx`.
   *
   * @throws GatewayError CONFLICT after the last retry, UNAVAILABLE where the database can't be reached.
   */
  write<T>(work: (tx: EntityManager) => Promise<T>): Promise<T>;

  /** Where `read` reads at present, for a connection to the same place: of several servers the one in use. */
  address(): Promise<DatabaseUrl>;

  /**
   * How many servers were left so far. What was read by then may be gone from the store: the server that is used instead need not have got all of it.
   */
  readonly moves: number;

  /** Asks the database for an answer; throws where there is none. */
  ping(): Promise<void>;

  /** Waits for the writer under way and closes every connection. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Whether a schema that is behind is brought up to date; where not, it is refused. */
  migrate: boolean;
  /** The longest that a statement of `readForRequests` may take on a server, in seconds; 0, as where it is left out, for as long as it takes. */
  maxStatementSeconds?: number;
  /** Is told what the migrations that ran changed for users, in a sentence each. */
  onNotice?: (notice: string) => void;
  /** Is told each SQL text as it is sent, transaction control excepted. */
  onStatement?: (sql: string) => void;
}
