import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';

import type { SubscriptionOperation } from './subscription-operation';

/** Why a subscription isn't opened, or ends: what the client is told. */
export class SubscriptionError extends Error {
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super(errors[0]?.message);
  }
}

/** What a subscription is made of. */
export interface SubscriptionParts {
  operation: SubscriptionOperation;
  events: AsyncIterator<object>;
  answer: (event: object) => Promise<FormattedExecutionResult>;
  /** What the client is told of an error. */
  tell: (error: unknown) => GraphQLFormattedError[];
  /** Called once, however the subscription ends. */
  onEnd: () => void;
}

/** The answers to a subscription, each made when it is asked for. */
export class Subscription implements AsyncIterableIterator<FormattedExecutionResult> {
  private failure: Error | undefined;
  private ended = false;

  constructor(private readonly parts: SubscriptionParts) {}

  get operation(): SubscriptionOperation {
    return this.parts.operation;
  }

  /** @throws SubscriptionError, after which nothing comes. */
  async next(): Promise<IteratorResult<FormattedExecutionResult, undefined>> {
    try {
      const event = await this.parts.events.next();
      if (this.failure) throw this.failure;
      if (event.done) return await this.return();
      return { done: false, value: await this.parts.answer(event.value) };
    } catch (error) {
      await this.return();
      throw new SubscriptionError(this.parts.tell(error));
    }
  }

  /** Ends it, even while its next answer is waited for. */
  async return(): Promise<IteratorResult<FormattedExecutionResult, undefined>> {
    if (!this.ended) {
      this.ended = true;
      this.parts.onEnd();
      await this.parts.events.return?.();
    }
    return { done: true, value: undefined };
  }

  /** Ends it with an error, even while its next answer is waited for. */
  fail(error: Error): void {
    this.failure = error;
    void this.parts.events.return?.();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
