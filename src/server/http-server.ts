import { expressMiddleware } from '@as-integrations/express5';
import express, { type RequestHandler } from 'express';
import type { GraphQLSchema } from 'graphql';
import helmet from 'helmet';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';

import { type Config, ConfigError } from '../config';
import { playground } from '../playground/playground';
import { apolloServer } from './apollo-server';
import { bodyErrors } from './body-errors';
import { EventStreams } from './event-streams';
import type { RequestContexts } from './request-context';
import { requestId } from './request-id';
import type { Subscriptions } from './subscriptions';
import { WebSockets } from './web-sockets';

const MAX_BODY = '4 MB';
const MAX_BYTES = 4 * 1024 * 1024;
const PATH = '/graphql';

export interface HttpServer {
  /** Without a slash at the end. */
  readonly url: string;

  /** Takes no new requests, ends those under way, or cuts them off when they take too long. */
  stop(): Promise<void>;
}

/**
 * Serves GraphQL and the playground.
 *
 * @param watched what those who watch over the gateway ask: health checks and metrics
 */
export async function startHttpServer(
  config: Config,
  schema: GraphQLSchema,
  contexts: RequestContexts,
  subscriptions: Subscriptions,
  watched: readonly RequestHandler[],
  log: Logger,
): Promise<HttpServer> {
  const app = express();
  // Answers to POST are never asked for again, and hashing them costs time.
  app.set('etag', false);
  app.set('trust proxy', config.trustProxy);
  const http = createServer(app);
  // A proxy that closes idle connections first never sends a request into one that is just being closed.
  http.keepAliveTimeout = config.keepAlive * 1000;
  const apollo = apolloServer(config, schema, http, log);
  await apollo.start();

  app.use(requestId);
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"] } } }));
  app.use(...watched);
  if (config.playground) {
    app.use('/playground', playground());
    app.get('/', (_request, response) => response.redirect('playground/'));
  }
  const streams = new EventStreams(subscriptions);
  const sockets = new WebSockets({ path: PATH, maxPayload: MAX_BYTES, reviver }, contexts, subscriptions, log);
  app.use(PATH, notStored, express.json({ limit: MAX_BODY, reviver }));
  app.post(`${PATH}/stream`, streams.handler);
  app.use(PATH, expressMiddleware(apollo, { context: contexts.of }));
  app.use(bodyErrors(MAX_BODY, log));

  await listen(http, config);
  sockets.serve(http);
  const stop = () => {
    streams.stop();
    sockets.stop();
    return apollo.stop();
  };
  return { url: urlOf(config.host, http.address() as AddressInfo), stop };
}

/** Answers are for their caller alone, and may hold a secret. */
const notStored: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};

/** Half a surrogate pair is no text: each store would make something else of it. */
function reviver(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

async function listen(http: Server, { host, port }: Config): Promise<void> {
  try {
    http.listen(port, host);
    await once(http, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new ConfigError(`PORT is ${port}, which another process uses on ${host}.`);
    if (code === 'EACCES') throw new ConfigError(`PORT is ${port}, which this user may not listen on.`);
    throw new ConfigError(`HOST is "${host}", where the gateway can't listen: ${message}.`);
  }
}

/** Where a browser on this machine finds the server. */
function urlOf(host: string, { port, family }: AddressInfo): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  if (everywhere) return `http://localhost:${port}`;
  return family === 'IPv6' && host.includes(':') ? `http://[${host}]:${port}` : `http://${host}:${port}`;
}
