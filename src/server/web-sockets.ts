import { type ExecutionResult, GraphQLError } from 'graphql';
import {
  CloseCode,
  handleProtocols,
  makeServer,
  type Server as ProtocolServer,
  type SubscribePayload,
} from 'graphql-ws';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';

import { ErrorCode } from '../errors';
import { knownError } from '../graphql/format-error';
import type { RequestContexts } from './request-context';
import { type Subscription, SubscriptionError } from './subscription';
import type { Subscriptions } from './subscriptions';

const INIT_MS = 3_000;
const PING_MS = 12_000;
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

type Params = Record<string, unknown> | undefined;

export interface WebSocketOptions {
  path: string;
  /** The size of the largest message, in bytes. */
  maxPayload: number;
  reviver: (key: string, value: unknown) => unknown;
}

/** Serves subscriptions over WebSocket: the protocol `graphql-transport-ws`, the token in the `connectionParams`. */
export class WebSockets {
  private readonly sockets: WebSocketServer;
  private readonly protocol: ProtocolServer<{ socket: WebSocket }>;
  private readonly unanswered = new WeakSet<WebSocket>();
  private readonly pings = setInterval(() => this.ping(), PING_MS).unref();

  constructor(
    { path, maxPayload, reviver }: WebSocketOptions,
    private readonly contexts: RequestContexts,
    private readonly subscriptions: Subscriptions,
    private readonly log: Logger,
  ) {
    this.sockets = new WebSocketServer({ noServer: true, path, maxPayload, handleProtocols });
    this.protocol = makeServer<Record<string, unknown>, { socket: WebSocket }>({
      connectionInitWaitTimeout: INIT_MS,
      jsonMessageReviver: reviver,
      onConnect: ({ connectionParams, extra: { socket } }) => this.letIn(connectionParams, socket),
      onSubscribe: async ({ connectionParams }, _id, payload) => {
        try {
          const subscription = await this.open(connectionParams, payload);
          return { ...subscription.operation, contextValue: subscription };
        } catch (error) {
          return [new GraphQLError('', { originalError: error as Error })];
        }
      },
      // Opened already: what is wrong with it has to be known before it counts as begun.
      subscribe: ({ contextValue }) => contextValue as AsyncIterable<ExecutionResult>,
      onNext: (_context, _id, _payload, _args, answer) => answer,
      onError: (_context, _id, _payload, errors) =>
        errors.flatMap(({ originalError }) => (originalError instanceof SubscriptionError ? originalError.errors : [])),
    });
  }

  serve(http: Server): void {
    http.on('upgrade', (request, stream, head) =>
      this.sockets.handleUpgrade(request, stream, head, (socket) => this.connected(socket)),
    );
  }

  /** Tells all clients that the gateway goes away, so that they come back to another. */
  stop(): void {
    clearInterval(this.pings);
    for (const socket of this.sockets.clients) socket.close(GOING_AWAY, 'The gateway stops.');
  }

  private connected(socket: WebSocket): void {
    const closed = this.protocol.opened(
      {
        protocol: socket.protocol,
        // Done when the client has taken it: until then nothing more is read for it.
        send: (text) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) return resolve();
            socket.send(text, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) => socket.on('message', (data: Buffer) => void this.take(socket, take(data.toString()))),
      },
      { socket },
    );
    socket.on('pong', () => this.unanswered.delete(socket));
    socket.on('error', (error) => this.log.debug({ err: error }, 'A WebSocket was closed for an error.'));
    socket.once('close', (code, reason) => void this.take(socket, closed(code, reason.toString())));
  }

  private async take(socket: WebSocket, taken: Promise<void>): Promise<void> {
    try {
      await taken;
    } catch (error) {
      this.log.error({ err: error }, 'A message over WebSocket could not be taken.');
      socket.close(CloseCode.InternalServerError, 'The gateway failed; its log tells why.');
    }
  }

  private async letIn(params: Params, socket: WebSocket): Promise<boolean> {
    try {
      await this.contexts.renewed(randomUUID(), authorizationIn(params));
      return true;
    } catch (error) {
      const known = knownError(error);
      if (known?.code === ErrorCode.UNAUTHENTICATED) socket.close(CloseCode.Forbidden, known.message);
      else socket.close(TRY_AGAIN_LATER, 'The gateway cannot tell who asks; try again later.');
      return false;
    }
  }

  private open(params: Params, { query, variables, operationName }: SubscribePayload): Promise<Subscription> {
    const authorization = authorizationIn(params);
    const asked = { requestId: randomUUID(), authorization, query, variables, operationName };
    return this.subscriptions.open('websocket', asked);
  }

  private ping(): void {
    for (const socket of this.sockets.clients) {
      // A slow reader can't answer before it has read what is on its way.
      if (socket.bufferedAmount > 0) continue;
      if (this.unanswered.has(socket)) socket.terminate();
      this.unanswered.add(socket);
      socket.ping();
    }
  }
}

/** In whichever case, as in a header. */
function authorizationIn(params: Params): string | undefined {
  const [, value] = Object.entries(params ?? {}).find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  return typeof value === 'string' ? value : undefined;
}
