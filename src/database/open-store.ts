import { ErrorCode, GatewayError } from '../errors';
import { because } from './as-gateway-error';
import { type DatabaseUrl, describeDatabaseUrl, parseDatabaseUrl } from './database-url';
import { ServerStore } from './server-store';
import { SqliteStore } from './sqlite-store';
import type { OpenOptions, Store } from './store';

/**
 * Opens the store that `url` (DATABASE_URL) names, which its caller closes.
 *
 * @throws GatewayError with one sentence: the URL is malformed, the database can't be opened, or its schema is behind.
 */
export async function openStore(url: string, options: OpenOptions): Promise<Store> {
  const parsed = parseDatabaseUrl(url);
  try {
    return await (parsed.type === 'sqlite' ? SqliteStore.open(parsed, options) : ServerStore.open(parsed, options));
  } catch (error) {
    throw error instanceof GatewayError ? error : cannotOpen(parsed, error);
  }
}

function cannotOpen(url: DatabaseUrl, error: unknown): GatewayError {
  const { message, code } = error as Error & { code?: string };
  const reason = message || code;
  return because(
    error,
    ErrorCode.UNAVAILABLE,
    `The database that DATABASE_URL names, ${describeDatabaseUrl(url)}, can't be opened: ${reason}.`,
  );
}
