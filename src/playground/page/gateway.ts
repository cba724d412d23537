import { createClient, type SubscribePayload } from 'graphql-ws/client';

/** What the gateway answers: GraphQL's result. */
export interface Answer<T = unknown> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string; reason?: string } }[];
}

const ENDPOINT = new URL('../graphql', document.baseURI);

/** Sends an operation to the gateway. */
export async function ask<T>(operation: object, headers: Record<string, string>): Promise<Answer<T>> {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(operation),
  });
  return (await response.json()) as Answer<T>;
}

/** The answers to a subscription, until it is given up; a connection that is lost is not made again. */
export function follow(operation: SubscribePayload, headers: Record<string, string>): AsyncIterableIterator<Answer> {
  const url = ENDPOINT.href.replace('http', 'ws');
  return createClient({ url, connectionParams: headers, retryAttempts: 0 }).iterate(
    operation,
  ) as AsyncIterableIterator<Answer>;
}

/** Why the gateway takes a token no more; null where it does. */
export function refusal({ errors }: Answer): string | null {
  return errors?.find(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')?.message ?? null;
}
