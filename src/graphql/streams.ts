import { defaultFieldResolver } from 'graphql';
import type { PubSub, SubscribeResolverData } from 'type-graphql';

import type { RequestContext } from './context';

/**
 * The root value of subscriptions: for each field what opens its stream, before the subscription counts as begun. What a
 * stream brings is the root of the field's resolver.
 */
export type Streams = Record<string, (args: never, context: RequestContext) => Promise<AsyncIterable<object>>>;

/** Has the root value open the stream of a subscription, as graphql-js does where nothing else is said. */
export const byRoot = ({
  source,
  args,
  context,
  info,
}: SubscribeResolverData<Streams, Record<string, unknown>, RequestContext>): Promise<AsyncIterable<object>> =>
  defaultFieldResolver(source, args, context, info) as Promise<AsyncIterable<object>>;

/** Type-graphql takes no subscription without one. */
export const NO_PUB_SUB: PubSub = {
  publish: () => undefined,
  subscribe: async function* () {},
};
