import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';

import { afterUse } from './clean-up';
import { PrivateMariadb } from './private-mariadb';
import { until } from './until';

/** A server that isn't told otherwise takes no writes, as one that comes back must not. */
const SETTINGS = [
  '--read-only',
  '--log-bin',
  '--log-slave-updates',
  '--gtid-strict-mode',
  '--sync-binlog=1',
  '--innodb-flush-log-at-trx-commit=1',
  // One that comes back takes back what it had committed and no replica had got.
  '--init-rpl-role=SLAVE',
  '--rpl-semi-sync-slave-enabled',
  '--rpl-semi-sync-master-wait-point=AFTER_SYNC',
  // No write is acknowledged that no replica has, however long that takes.
  '--rpl-semi-sync-master-timeout=4294967295',
];

interface Node {
  server: PrivateMariadb;
  settings: readonly string[];
  admin: Connection;
  /** Whether it was killed or halted. */
  down: boolean;
}

/** Two MariaDB servers in semi-synchronous replication, gone after the test or file that starts them. */
export class ReplicatedMariadb {
  private constructor(
    private primary: Node,
    private replica: Node,
  ) {}

  static async start(mariadbd: string): Promise<ReplicatedMariadb> {
    const [primary, replica] = await Promise.all([startNode(mariadbd, 1), startNode(mariadbd, 2)]);
    await primary.admin.query('SET GLOBAL read_only = 0');
    await primary.admin.query("CREATE USER gateway IDENTIFIED BY 'secret', almighty IDENTIFIED BY 'secret'");
    await primary.admin.query('GRANT ALL ON `gateway%`.* TO gateway');
    await primary.admin.query('GRANT ALL ON *.* TO almighty');
    const both = new ReplicatedMariadb(primary, replica);
    await both.mend();
    afterUse(() => Promise.all([primary, replica].map((node) => stopNode(node))));
    return both;
  }

  /** A DATABASE_URL of a fresh database with nothing in it. */
  async emptyDatabase(name: string): Promise<string> {
    await this.primary.admin.query(`CREATE DATABASE ${name}`);
    return this.url(name);
  }

  /** A DATABASE_URL of a database on both, the replica first. The almighty may write to a read-only server, too. */
  url(name: string, user: 'gateway' | 'almighty' = 'gateway', primaryPort = this.primaryPort): string {
    return `mariadb://${user}:secret@127.0.0.1:${this.replica.server.port},127.0.0.1:${primaryPort}/${name}`;
  }

  get primaryPort(): number {
    return this.primary.server.port;
  }

  /** The primary takes no writes any more; it goes on answering. */
  async demote(): Promise<void> {
    await this.primary.admin.query('SET GLOBAL read_only = 1');
  }

  /** The primary is gone from one moment to the next. */
  async kill(): Promise<void> {
    this.primary.down = true;
    await this.primary.server.kill();
  }

  /** The replica gets nothing any more, so the primary acknowledges nothing. */
  async cutOff(): Promise<void> {
    await this.replica.admin.query('STOP SLAVE IO_THREAD');
  }

  /** The same, but the primary doesn't wait for it: all that it acknowledges from then on is lost by a promotion. */
  async leaveBehind(): Promise<void> {
    await this.primary.admin.query('SET GLOBAL rpl_semi_sync_master_enabled = 0');
    await this.cutOff();
  }

  /** Waits until the primary has committed what no replica has acknowledged. */
  async holdsBack(): Promise<void> {
    await until(async () => {
      const [sessions] = await rows(this.primary.admin, "SHOW STATUS LIKE 'Rpl_semi_sync_master_wait_sessions'");
      return sessions!.Value === '1';
    });
  }

  /** The primary answers nobody, and refuses nobody. */
  halt(): void {
    this.primary.down = true;
    this.primary.server.halt();
  }

  /** Has the replica take the writes, once it has done all that it got. */
  async promote(): Promise<void> {
    const { admin } = this.replica;
    await admin.query('STOP SLAVE IO_THREAD');
    const [status] = await rows(admin, 'SHOW SLAVE STATUS');
    await admin.query(`DO MASTER_GTID_WAIT('${status!.Gtid_IO_Pos}')`);
    await admin.query('STOP SLAVE');
    await admin.query('RESET SLAVE ALL');
    await admin.query('SET GLOBAL read_only = 0');
    [this.primary, this.replica] = [this.replica, this.primary];
  }

  /** Has one server take writes again and the other replicate it, as a replica from the start if it was down. */
  async mend(): Promise<void> {
    for (const node of [this.primary, this.replica]) await comeBack(node);
    await this.primary.admin.query('SET GLOBAL read_only = 0');
    const [status] = await rows(this.replica.admin, 'SHOW SLAVE STATUS');
    if (status?.Slave_IO_Running !== 'Yes') await this.replicate();
    await this.caughtUp();
  }

  /** The replica gets everything from the primary, which acknowledges nothing else from then on. */
  private async replicate(): Promise<void> {
    const { admin } = this.replica;
    await admin.query('SET GLOBAL rpl_semi_sync_master_enabled = 0');
    await admin.query(
      `CHANGE MASTER TO master_host = '127.0.0.1', master_port = ${this.primary.server.port}, master_user = 'replica', master_use_gtid = current_pos`,
    );
    await admin.query('START SLAVE');
    await this.primary.admin.query('SET GLOBAL rpl_semi_sync_master_enabled = 1');
    await until(async () => {
      const [clients] = await rows(this.primary.admin, "SHOW STATUS LIKE 'Rpl_semi_sync_master_clients'");
      return clients!.Value === '1';
    });
  }

  /** Waits until the replica has done all that the primary has. */
  private async caughtUp(): Promise<void> {
    const [primary] = await rows(this.primary.admin, 'SELECT @@gtid_current_pos AS position');
    await this.replica.admin.query(`DO MASTER_GTID_WAIT('${primary!.position}')`);
  }

  /** How many connections the replica has been asked for. */
  async connections(): Promise<number> {
    const [status] = await rows(this.replica.admin, "SHOW GLOBAL STATUS LIKE 'Connections'");
    return Number(status!.Value);
  }

  /** What either server has by that query, the primary's first. */
  async onBoth(query: string): Promise<[RowDataPacket[], RowDataPacket[]]> {
    return [await rows(this.primary.admin, query), await rows(this.replica.admin, query)];
  }
}

async function startNode(mariadbd: string, id: number): Promise<Node> {
  const settings = [...SETTINGS, `--server-id=${id}`];
  const server = await PrivateMariadb.start(mariadbd, settings);
  const admin = await createConnection(adminUrl(server));
  // Each server has this user of its own, so that either can be the primary.
  await admin.query('SET sql_log_bin = 0');
  await admin.query('CREATE USER replica');
  await admin.query('GRANT REPLICATION SLAVE ON *.* TO replica');
  await admin.query('SET sql_log_bin = 1');
  return { server, settings, admin, down: false };
}

/** It comes back with the data that it has, and takes no writes. */
async function comeBack(node: Node): Promise<void> {
  if (!node.down) return;
  node.admin.destroy();
  await node.server.kill();
  await node.server.run(node.settings);
  node.admin = await createConnection(adminUrl(node.server));
  node.down = false;
}

async function stopNode({ server, admin }: Node): Promise<void> {
  admin.destroy();
  await server.kill();
  server.remove();
}

function adminUrl(server: PrivateMariadb): string {
  return server.url.replace('mariadb:', 'mysql:');
}

async function rows(connection: Connection, query: string): Promise<RowDataPacket[]> {
  const [found] = await connection.query<RowDataPacket[]>(query);
  return found;
}
