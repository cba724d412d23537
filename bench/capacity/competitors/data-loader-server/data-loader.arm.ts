import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { killWithThisProcess } from '../../../kill-with-this-process';
import { type Arm, clocked, type Stores } from '../../arm';

const QUERY = `query ($ids: [Int!]!, $wildcard: String) {
  rooms(ids: $ids) { id name eligiblePrincipals(wildcard: $wildcard) { totalCount nodes { id displayName sipAddress } } }
}`;

interface Answer {
  data: { rooms: { eligiblePrincipals: { totalCount: number; nodes: { id: number }[] } }[] };
}

/** Starts the server in a process of its own. */
export async function dataLoaderArm({ mariadb }: Stores): Promise<Arm> {
  const server = fork(join(__dirname, 'server.process.js'), [mariadb], { execArgv: ['--enable-source-maps'] });
  killWithThisProcess(server);
  const exit = once(server, 'exit');
  const [url] = (await Promise.race([
    once(server, 'message'),
    exit.then(([code]) => Promise.reject(new Error(`The DataLoader server ended with ${code}.`))),
  ])) as [string];
  return {
    name: 'DataLoader server over HTTP, MariaDB',
    async page({ rooms: ids, wildcard }) {
      const [milliseconds, json] = await clocked(async () => {
        const body = JSON.stringify({ query: QUERY, variables: { ids, wildcard } });
        const headers = { 'content-type': 'application/json' };
        return (await fetch(url, { method: 'POST', headers, body })).text();
      });
      const answers = (JSON.parse(json) as Answer).data.rooms.map(({ eligiblePrincipals: { totalCount, nodes } }) => ({
        totalCount,
        first: nodes.map(({ id }) => id),
      }));
      return { milliseconds, answers };
    },
    async close() {
      server.kill();
      await exit;
    },
  };
}
