import type { Connection } from 'mysql2/promise';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

import { isReadOnly, Lookout } from '../../../src/database/lookout';

it.each([
  [0, false],
  [1, true],
  ['OFF', false],
  ['ON', true],
  ['NO_LOCK', true],
  ['NO_LOCK_NO_ADMIN', true],
])('takes a server that answers %p for read-only: %p', async (readOnly, expected) => {
  const server = { query: async () => [[{ readOnly }], []] } as unknown as Connection;
  expect(await isReadOnly(server)).toBe(expected);
});

it('waits longer for a server that is the only one', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const host = { host: '127.0.0.1', port: (silent.address() as AddressInfo).port };
  const url = { type: 'mariadb', username: 'gateway', password: '', database: 'gateway', tls: false } as const;
  const givenUp: number[] = [];
  const opening = [[host], [host, host]].map(async (hosts) => {
    await expect(Lookout.open({ ...url, hosts }, host)).rejects.toThrow('ETIMEDOUT');
    givenUp.push(hosts.length);
  });
  await Promise.all(opening);
  expect(givenUp).toEqual([2, 1]);
  silent.close();
});
