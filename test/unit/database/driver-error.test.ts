import { QueryFailedError } from 'typeorm';

import { isReadOnlyRefusal, tookTooLong } from '../../../src/database/driver-error';

it.each([
  ['MariaDB', 1290, 'The MariaDB server is running with the --read-only option so it cannot execute this statement'],
  ['MySQL', 1290, 'The MySQL server is running with the --super-read-only option so it cannot execute this statement'],
  ['MySQL', 1836, 'Running in read-only mode'],
])('knows the refusal of a read-only server of %s by %i', (_server, errno, message) => {
  const refusal = new QueryFailedError('COMMIT', [], Object.assign(new Error(message), { errno }));
  expect(isReadOnlyRefusal(refusal)).toBe(true);
});

it('takes no other option that forbids a statement for it', () => {
  const message =
    'The MariaDB server is running with the --skip-grant-tables option so it cannot execute this statement';
  const refusal = new QueryFailedError('GRANT', [], Object.assign(new Error(message), { errno: 1290 }));
  expect(isReadOnlyRefusal(refusal)).toBe(false);
});

it.each([
  ['MariaDB', 1969, true],
  ['MySQL', 3024, true],
  ['either, that was killed,', 1317, false],
])('tells by its number whether a statement of %s took too long: %i', (_server, errno, tooLong) => {
  expect(tookTooLong(new QueryFailedError('SELECT', [], Object.assign(new Error(), { errno })))).toBe(tooLong);
});
