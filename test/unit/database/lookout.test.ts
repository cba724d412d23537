import type { Connection } from 'mysql2/promise';

import { isReadOnly } from '../../../src/database/lookout';

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
