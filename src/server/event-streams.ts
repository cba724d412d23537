import type { RequestHandler, Response } from 'express';

import { type Subscription, SubscriptionError } from './subscription';
import type { Subscriptions } from './subscriptions';

/** Keeps proxies from taking a quiet stream for a dead one. */
const PING_MS = 12_000;
const NOTHING = ':\n\n';
const COMPLETE = 'event: complete\ndata:\n\n';

/** Serves subscriptions as Server-Sent Events, each in a response of its own: the protocol of graphql-sse, "distinct connections mode". */
export class EventStreams {
  private readonly open = new Set<Response>();
  private stopped = false;

  constructor(private readonly subscriptions: Subscriptions) {}

  readonly handler: RequestHandler = async (request, response) => {
    const { requestId } = response.locals as { requestId: string };
    const { query, variables, operationName } = (request.body ?? {}) as Record<string, unknown>;
    const authorization = request.get('authorization');
    try {
      const asked = { requestId, authorization, query, variables, operationName };
      await this.deliver(await this.subscriptions.open('sse', asked), response);
    } catch (error) {
      if (!(error instanceof SubscriptionError)) throw error;
      begin(response);
      await write(response, next({ errors: error.errors }));
    }
    // Without it the client knows that it was cut off, and comes back.
    if (!this.stopped) await write(response, COMPLETE);
    response.end();
  };

  /** Ends all that is open; clients come back to another gateway. */
  stop(): void {
    this.stopped = true;
    for (const response of this.open) response.end();
  }

  private async deliver(subscription: Subscription, response: Response): Promise<void> {
    if (this.stopped || response.destroyed) {
      // The client has gone, or the gateway goes, while it was opened.
      await subscription.return();
      return;
    }
    this.open.add(response);
    const pings = setInterval(() => void write(response, NOTHING), PING_MS);
    response.once('close', () => {
      clearInterval(pings);
      this.open.delete(response);
      void subscription.return();
    });
    begin(response);
    await write(response, NOTHING);
    for await (const answer of subscription) await write(response, next(answer));
  }
}

function begin(response: Response): void {
  if (response.headersSent) return;
  response.set({ 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
  response.flushHeaders();
}

const next = (result: object): string => `event: next\ndata: ${JSON.stringify(result)}\n\n`;

/** Waits until the client has taken it, or has gone. */
function write(response: Response, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (response.writableEnded || response.destroyed) resolve();
    else response.write(text, () => resolve());
  });
}
