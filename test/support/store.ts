import { openStore } from '../../src/database/open-store';
import type { Store } from '../../src/database/store';
import { afterUse } from './clean-up';
import { testDatabaseUrl } from './test-database';

const listeners = new WeakMap<Store, Set<(sql: string) => void>>();

/** Opens a store on the database that `url` names, else on a fresh, migrated one; it is closed after the test or file that opens it. */
export async function openTestStore(url?: string): Promise<Store> {
  const listening = new Set<(sql: string) => void>();
  const onStatement = (sql: string): void => listening.forEach((listener) => listener(sql));
  const store = await openStore(url ?? (await testDatabaseUrl()), { migrate: true, onStatement });
  afterUse(() => store.close());
  listeners.set(store, listening);
  return store;
}

/** The SQL texts that the store sends while `work` runs. */
export async function statementsOf(store: Store, work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const listener = (sql: string): unknown => statements.push(sql);
  listeners.get(store)!.add(listener);
  await work();
  listeners.get(store)!.delete(listener);
  return statements;
}

/** How many statements the store sends while `work` runs; beginning and ending a transaction don't count. */
export async function countStatements(store: Store, work: () => Promise<unknown>): Promise<number> {
  return (await statementsOf(store, work)).length;
}
