import Database from 'better-sqlite3';
import { createConnection, type RowDataPacket } from 'mysql2/promise';

import { type Arm, clocked, type Page, type Stores } from '../../arm';
import { type Eligible, pageStatement, type Statement } from './page-statement';

interface Row {
  room_id: number;
  id: number;
  display_name: string;
  sip_address: string | null;
  total: number;
}

interface AnsweredRoom {
  id: number;
  totalCount: number;
  first: { id: number; displayName: string; sipAddress: string | null }[];
}

/** Room for what is read again and again, as a server has it too. */
const SQLITE_CACHE_KIB = 2 ** 20;

/** Asks MariaDB for a page over one connection of its own. */
export async function mariadbArm(name: string, { mariadb }: Stores, eligible: Eligible): Promise<Arm> {
  const connection = await createConnection(mariadb.replace('mariadb:', 'mysql:'));
  const ask = async ({ text, values }: Statement) =>
    (await connection.query<RowDataPacket[]>(text, values))[0] as Row[];
  return arm(name, eligible, ask, () => connection.end());
}

/** Asks SQLite for a page over one connection of its own. */
export function sqliteArm(name: string, { sqlite }: Stores, eligible: Eligible): Arm {
  const database = new Database(sqlite.replace('sqlite:', ''), { readonly: true });
  database.pragma(`cache_size = -${SQLITE_CACHE_KIB}`);
  const ask = async ({ text, values }: Statement) => database.prepare<string[], Row>(text).all(...values);
  return arm(name, eligible, ask, async () => void database.close());
}

function arm(
  name: string,
  eligible: Eligible,
  ask: (statement: Statement) => Promise<Row[]>,
  close: () => Promise<void>,
): Arm {
  return {
    name,
    close,
    async page(page) {
      const [milliseconds, json] = await clocked(async () =>
        JSON.stringify(answered(page, await ask(pageStatement(eligible, page)))),
      );
      const answers = (JSON.parse(json) as AnsweredRoom[]).map(({ totalCount, first }) => ({
        totalCount,
        first: first.map(({ id }) => id),
      }));
      return { milliseconds, answers };
    },
  };
}

function answered({ rooms }: Page, rows: readonly Row[]): AnsweredRoom[] {
  const byRoom = new Map(rooms.map((id): [number, AnsweredRoom] => [id, { id, totalCount: 0, first: [] }]));
  for (const row of rows) {
    const room = byRoom.get(row.room_id)!;
    room.totalCount = row.total;
    room.first.push({ id: row.id, displayName: row.display_name, sipAddress: row.sip_address });
  }
  return rooms.map((id) => byRoom.get(id)!);
}
