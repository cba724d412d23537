import { type Connection, createConnection } from 'mysql2/promise';

import type { Arm, Page, TimedPage } from '../arm';
import type { Oracle } from '../oracle';
import { rawPage, type RawReads } from './raw-page';

/** The raw limit on MariaDB: `mysql2` by hand. */
export class RawMariadbArm implements Arm, RawReads {
  readonly name = 'raw limit, MariaDB';

  private constructor(
    private readonly connection: Connection,
    private readonly oracle: Oracle,
  ) {}

  static async open(url: string, oracle: Oracle): Promise<RawMariadbArm> {
    const connection = await createConnection({ uri: url.replace('mariadb:', 'mysql:'), rowsAsArray: true });
    return new RawMariadbArm(connection, oracle);
  }

  page(page: Page): Promise<TimedPage> {
    return rawPage(this, this.oracle, page);
  }

  rooms(ids: readonly number[]): Promise<[number, string, number][]> {
    return this.rows(`SELECT id, name, category_id FROM rooms WHERE id IN (${ids.join()})`);
  }

  entries(rooms: readonly number[], categories: readonly number[]): Promise<[string, number, number][]> {
    return this.rows(
      `SELECT list, owner_id, principal_id FROM access_entries WHERE (list = 'MEMBERS' AND owner_id IN (${rooms.join()}))
        OR (list IN ('ALLOWED', 'DENIED') AND owner_id IN (${categories.join()}))`,
    );
  }

  principals(ids: readonly number[]): Promise<[number, string, string | null][]> {
    return this.rows(`SELECT id, display_name, sip_address FROM principals WHERE id IN (${ids.join() || '0'})`);
  }

  close(): Promise<void> {
    return this.connection.end();
  }

  private async rows<T>(statement: string): Promise<T[]> {
    const [rows] = await this.connection.query(statement);
    return rows as T[];
  }
}
