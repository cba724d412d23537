import { createClient as createEventStreamClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import type { Answer, TestGateway } from './gateway';
import { until } from './until';

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

/** The next events; nothing else may come between them. */
export async function take(answers: Answers, count: number): Promise<ChangeEvents['changes'][]> {
  const events = [];
  while (events.length < count) {
    const { value } = await answers.next();
    expect(value).toEqual({ data: { changes: expect.any(Object) } });
    events.push((value as { data: ChangeEvents }).data.changes);
  }
  return events;
}

/** The reasons of the changes that come next, for tests that tell changes apart by them. */
export async function takeReasons(answers: Answers, count: number): Promise<(string | null)[]> {
  return (await take(answers, count)).map(({ auditEntry }) => auditEntry.reason);
}

/** The errors that end a subscription, whichever way they come; or how the connection was closed. */
export async function endOf(answers: Answers<unknown>): Promise<NonNullable<Answer<unknown>['errors']>> {
  try {
    const { value } = await answers.next();
    const { errors } = value as Answer<unknown>;
    expect(await answers.next()).toEqual({ done: true, value: undefined });
    return errors!;
  } catch (error) {
    if (Array.isArray(error)) return error as NonNullable<Answer<unknown>['errors']>;
    throw error;
  }
}

/** The cursor of the newest change. */
export async function newest(gateway: TestGateway): Promise<string> {
  const { data } = await gateway.graphql<{ changesCursor: string }>('{ changesCursor }');
  return data!.changesCursor;
}

/** Waits until a gateway has that many subscriptions open. */
export function untilOpen(gateway: TestGateway, count: number): Promise<unknown> {
  return until(async () => {
    const headers = { authorization: `Bearer ${gateway.viewerToken}` };
    const metrics = await (await fetch(`${gateway.url}/metrics`, { headers })).text();
    const open = Array.from(metrics.matchAll(/^gateway_subscriptions\{.*\} (\d+)$/gm), ([, value]) => Number(value));
    return open.reduce((sum, value) => sum + value) === count;
  });
}
