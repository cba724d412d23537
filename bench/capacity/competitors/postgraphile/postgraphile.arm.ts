import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';

import { createConnection as connectWithCallbacks } from 'mysql2';
import { createConnection } from 'mysql2/promise';

import { killWithThisProcess } from '../../../kill-with-this-process';
import { type Arm, clocked, FIRST, type Stores } from '../../arm';
import { closureText } from '../closure/closure-text';
import { Reach } from '../closure/reach';
import type { Installed } from './installed';
import { PrivatePostgres } from './postgres';
import { COPIED, KEYS_AND_FUNCTIONS, TABLES } from './schema';

const QUERY = `query ($ids: [Int]!, $pattern: String) {
  roomsByIds(ids: $ids) {
    nodes { rowId name eligiblePrincipals(first: ${FIRST}, pattern: $pattern) { totalCount nodes { rowId displayName sipAddress } } }
  }
}`;

interface Answer {
  data: { roomsByIds: { nodes: { eligiblePrincipals: { totalCount: number; nodes: { rowId: number }[] } }[] } };
}

/** PostGraphile over a PostgreSQL with a copy of the gateway's tables, a closure table and a function. */
export async function postgraphileArm(
  stores: Stores,
  programs: string,
  { node, server: script }: Installed,
): Promise<Arm> {
  const postgres = await PrivatePostgres.start(programs);
  await fill(postgres, stores);
  const server = spawn(node, [script, postgres.url], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  killWithThisProcess(server);
  const exit = once(server, 'exit');
  const [url] = (await Promise.race([
    once(createInterface(server.stdout), 'line'),
    exit.then(([code]) => Promise.reject(new Error(`PostGraphile ended with ${code}.`))),
  ])) as [string];
  return {
    name: 'PostGraphile over HTTP, PostgreSQL',
    async page({ rooms: ids, wildcard }) {
      const pattern =
        wildcard &&
        wildcard
          .toLowerCase()
          .replace(/[\\%_]/g, '\\$&')
          .replaceAll('*', '%')
          .replaceAll('?', '_');
      const [milliseconds, json] = await clocked(async () => {
        const body = JSON.stringify({ query: QUERY, variables: { ids, pattern } });
        const headers = { 'content-type': 'application/json', accept: 'application/json' };
        return (await fetch(url, { method: 'POST', headers, body })).text();
      });
      const { roomsByIds } = (JSON.parse(json) as Answer).data;
      const answers = roomsByIds.nodes.map(({ eligiblePrincipals: { totalCount, nodes } }) => ({
        totalCount,
        first: nodes.map(({ rowId }) => rowId),
      }));
      return { milliseconds, answers };
    },
    async close() {
      server.kill();
      await exit;
      await postgres.stop();
    },
  };
}

async function fill(postgres: PrivatePostgres, { mariadb }: Stores): Promise<void> {
  const url = mariadb.replace('mariadb:', 'mysql:');
  await postgres.run(TABLES);
  for (const [table, sql] of Object.entries(COPIED)) {
    const connection = connectWithCallbacks(url);
    const rows = connection.query({ sql, rowsAsArray: true }).stream() as AsyncIterable<(string | number | null)[]>;
    await postgres.copy(table, Readable.from(lines(rows)));
    connection.end();
  }
  const connection = await createConnection(url);
  await postgres.copy('closure', closureText(await Reach.of(connection)));
  await connection.end();
  await postgres.run(KEYS_AND_FUNCTIONS);
  await postgres.run('VACUUM ANALYZE');
}

/** In the server's text format. */
async function* lines(rows: AsyncIterable<(string | number | null)[]>): AsyncGenerator<string> {
  const escaped = (value: string | number) => String(value).replace(/[\\\t\n\r]/g, '\\$&');
  for await (const row of rows) yield `${row.map((value) => (value === null ? '\\N' : escaped(value))).join('\t')}\n`;
}
