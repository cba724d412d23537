import Database from 'better-sqlite3';

import type { Arm, Page, TimedPage } from '../arm';
import type { Oracle } from '../oracle';
import { rawPage, type RawReads } from './raw-page';

/** The raw limit on SQLite: `better-sqlite3` by hand. */
export class RawSqliteArm implements Arm, RawReads {
  readonly name = 'raw limit, SQLite';
  private readonly database: Database.Database;

  constructor(
    url: string,
    private readonly oracle: Oracle,
  ) {
    this.database = new Database(url.replace('sqlite:', ''), { readonly: true });
  }

  page(page: Page): Promise<TimedPage> {
    return rawPage(this, this.oracle, page);
  }

  async rooms(ids: readonly number[]): Promise<[number, string, number][]> {
    return this.rows(`SELECT id, name, category_id FROM rooms WHERE id IN (SELECT value FROM json_each(?))`, ids);
  }

  async entries(rooms: readonly number[], categories: readonly number[]): Promise<[string, number, number][]> {
    return this.rows(
      `SELECT list, owner_id, principal_id FROM access_entries
        WHERE list = 'MEMBERS' AND owner_id IN (SELECT value FROM json_each(?))
        UNION ALL SELECT list, owner_id, principal_id FROM access_entries
        WHERE list IN ('ALLOWED', 'DENIED') AND owner_id IN (SELECT value FROM json_each(?))`,
      rooms,
      categories,
    );
  }

  async principals(ids: readonly number[]): Promise<[number, string, string | null][]> {
    return this.rows(
      `SELECT id, display_name, sip_address FROM principals WHERE id IN (SELECT value FROM json_each(?))`,
      ids,
    );
  }

  async close(): Promise<void> {
    this.database.close();
  }

  private rows<T>(statement: string, ...lists: (readonly number[])[]): T[] {
    return this.database
      .prepare(statement)
      .raw()
      .all(...lists.map((list) => JSON.stringify(list))) as T[];
  }
}
