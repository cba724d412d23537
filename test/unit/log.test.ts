import { QueryFailedError } from 'typeorm';

import { openLog } from '../../src/log';

it('tells which statement failed and why, but none of its values', () => {
  const lines: string[] = [];
  const log = openLog('info', { write: (line) => lines.push(line) });
  const cause = Object.assign(new Error('Deadlock found'), { sql: "INSERT INTO notes VALUES ('private')" });
  const err = new QueryFailedError('INSERT INTO notes VALUES (?)', ['private'], cause);

  log.error({ err, requestId: 'request-7' }, 'An operation failed.');

  expect(JSON.parse(lines[0]!)).toMatchObject({
    requestId: 'request-7',
    err: { message: 'Deadlock found', query: 'INSERT INTO notes VALUES (?)', stack: expect.any(String) },
  });
  expect(lines[0]).not.toContain('private');
});
