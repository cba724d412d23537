import { createClient as createEventStreamClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import type { Answer, TestGateway } from './gateway';

export interface ChangeEvents {
  changes: { cursor: string; auditEntry: { identity: string; operation: string; reason: string | null } };
}

export const CHANGES = `subscription Changes($after: String, $where: AuditEntryFilter) {
  changes(after: $after, where: $where) { cursor auditEntry { identity operation reason } }
}`;

export interface SubscribeOptions {
  query?: string;
  /** The administrator's where it is left out; null for none. */
  token?: string | null;
}

/** The answers to a subscription, as they come. */
export type Answers<T = ChangeEvents> = AsyncIterableIterator<Answer<T>>;

/** By which ways subscriptions are opened, each with the client that its protocol comes from. */
export const TRANSPORTS = { websocket: overWebSocket, sse: overEventStream };

/** What is wrong is thrown: an array of errors, or what closed the socket. */
export function overWebSocket<T = ChangeEvents>(
  gateway: TestGateway,
  variables: Record<string, unknown> = {},
  { query = CHANGES, token = gateway.administratorToken }: SubscribeOptions = {},
): Answers<T> {
  const client = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: token === null ? {} : { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  return client.iterate({ query, variables }) as Answers<T>;
}

/** What is wrong comes as an answer. */
export function overEventStream<T = ChangeEvents>(
  gateway: TestGateway,
  variables: Record<string, unknown> = {},
  { query = CHANGES, token = gateway.administratorToken }: SubscribeOptions = {},
): Answers<T> {
  const client = createEventStreamClient({
    url: `${gateway.url}/graphql/stream`,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  return client.iterate({ query, variables }) as Answers<T>;
}
