import {
  createSourceEventStream,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';

import type { Config } from '../config';
import { ErrorCmdlets } from '../graphql/error-cmdlets';
import { Executor } from '../graphql/execution/executor';
import type { Streams } from '../graphql/streams';
import { errorFormat } from './document-rules';
import { reportErrors, withRequestId } from './error-reports';
import type { RequestContexts } from './request-context';
import { Subscription, SubscriptionError } from './subscription';
import { type SubscriptionOperation, subscriptionOperation, type SubscriptionRequest } from './subscription-operation';
import { TokenWatch } from './token-watch';

/** Where subscriptions come in. */
export type Transport = 'websocket' | 'sse';

/** Opens subscriptions, whichever way they come in. */
export class Subscriptions {
  private readonly gauge: Gauge;
  private readonly executor: Executor;
  private readonly format: ReturnType<typeof errorFormat>;

  constructor(
    private readonly config: Config,
    private readonly schema: GraphQLSchema,
    private readonly streams: Streams,
    private readonly contexts: RequestContexts,
    registry: Registry,
    private readonly now: () => Date,
    private readonly log: Logger,
  ) {
    this.executor = new Executor(schema);
    this.format = errorFormat(config);
    this.gauge = new Gauge({
      name: 'gateway_subscriptions',
      help: 'Subscriptions that are open at this gateway.',
      labelNames: ['transport'],
      registers: [registry],
    });
    for (const transport of ['websocket', 'sse'] satisfies Transport[]) this.gauge.set({ transport }, 0);
  }

  /** @throws SubscriptionError with all that is wrong with the request. */
  async open(transport: Transport, request: SubscriptionRequest): Promise<Subscription> {
    const renew = () => this.contexts.renewed(request.requestId, request.authorization);
    let operation: SubscriptionOperation | undefined;
    const tell = (error: unknown) => this.told(error, request, operation);
    try {
      const context = await renew();
      operation = subscriptionOperation(this.schema, this.config, request, context);
      const events = eventsOf(
        await createSourceEventStream({ ...operation, rootValue: this.streams, contextValue: context }),
      );
      const answer = this.answering(operation, renew, tell);
      const watch = new TokenWatch(renew, this.now, (error) => subscription.fail(error));
      const onEnd = () => {
        watch.stop();
        this.gauge.dec({ transport });
      };
      const subscription = new Subscription({ operation, events, answer, tell, onEnd });
      this.gauge.inc({ transport });
      watch.begin(context);
      return subscription;
    } catch (error) {
      throw new SubscriptionError(tell(error));
    }
  }

  /** Answers each event as a request of its own: what was loaded for the one before is out of date. */
  private answering(
    operation: SubscriptionOperation,
    renew: () => ReturnType<RequestContexts['renewed']>,
    tell: (error: unknown) => GraphQLFormattedError[],
  ): (event: object) => Promise<FormattedExecutionResult> {
    return async (event) => {
      const contextValue = await renew();
      const { errors, ...result } = await this.executor.execute({ ...operation, rootValue: event, contextValue });
      return errors ? { ...result, errors: tell(new AggregateError(errors)) } : result;
    };
  }

  private told(
    error: unknown,
    { requestId }: SubscriptionRequest,
    operation: SubscriptionOperation | undefined,
  ): GraphQLFormattedError[] {
    const errors = graphqlErrors(error);
    const cmdlets = new ErrorCmdlets();
    if (operation) cmdlets.find(errors, operation.document, this.schema);
    reportErrors(this.log, errors, { requestId, operationName: operation?.operationName });
    return errors.map((each) => withRequestId(cmdlets.told(this.format(each.toJSON(), each)), requestId));
  }
}

function eventsOf(stream: AsyncIterable<unknown> | ExecutionResult): AsyncIterator<object> {
  if (Symbol.asyncIterator in stream) return stream[Symbol.asyncIterator]() as AsyncIterator<object>;
  throw new AggregateError(stream.errors!);
}

function graphqlErrors(error: unknown): GraphQLError[] {
  const all: unknown[] = error instanceof AggregateError ? error.errors : [error];
  return all.map((each) =>
    each instanceof GraphQLError ? each : new GraphQLError('It failed.', { originalError: each as Error }),
  );
}
