import type { Logger } from 'typeorm';

const TRANSACTION_CONTROL = /^(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b/;

/** Passes on the text of each statement but those that only begin and end transactions. */
export class StatementLogger implements Logger {
  constructor(private readonly onStatement: (sql: string) => void) {}

  logQuery(sql: string): void {
    if (!TRANSACTION_CONTROL.test(sql)) this.onStatement(sql);
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
