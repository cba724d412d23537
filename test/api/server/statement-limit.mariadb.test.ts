import { afterUse } from '../../support/clean-up';
import { startTestGateway } from '../../support/gateway';
import { connectAsAdmin } from '../../support/mariadb-template';
import { testDatabaseUrl } from '../../support/test-database';

it('answers LIMIT_EXCEEDED where the database takes longer than a statement may', async () => {
  const databaseUrl = await testDatabaseUrl();
  const gateway = await startTestGateway({ config: { databaseUrl, maxStatementSeconds: 1 } });
  const other = await connectAsAdmin(databaseUrl);
  afterUse(() => other.end());
  await other.query('LOCK TABLES rooms WRITE');
  expect(await gateway.graphql('{ rooms { totalCount } }')).toEqual({
    data: null,
    errors: [
      {
        message: 'The database took longer to find this than it may: ask for less at once, or by narrower conditions.',
        path: ['rooms', 'totalCount'],
        locations: [{ line: 1, column: 11 }],
        extensions: { code: 'LIMIT_EXCEEDED', cmdlet: 'Get-CsPersistentChatRoom' },
      },
    ],
  });
});

it('holds a statement of a request to the seconds that it is told', async () => {
  const gateway = await startTestGateway({ config: { maxStatementSeconds: 45 } });
  const ask = 'SELECT @@max_statement_time AS seconds';
  expect(await gateway.store.readForRequests.query(ask)).toEqual([{ seconds: 45 }]);
  expect(await gateway.store.read.query(ask)).toEqual([{ seconds: 0 }]);
});
