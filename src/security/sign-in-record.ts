import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

import { ErrorCode, GatewayError } from '../errors';
import type { RequestContext } from '../graphql/context';

/** In characters, of an identity that may be any text. */
const LONGEST_IDENTITY = 200;

const REFUSALS = new Map<unknown, 'failed' | 'limited'>([
  [ErrorCode.UNAUTHENTICATED, 'failed'],
  [ErrorCode.LIMIT_EXCEEDED, 'limited'],
]);

/** Tells the log who was refused to sign in, and Prometheus what became of all who tried at this gateway. */
export class SignInRecord {
  private readonly signIns: Counter;

  constructor(
    registry: Registry,
    private readonly log: Logger,
  ) {
    this.signIns = new Counter({
      name: 'gateway_sign_ins_total',
      help: 'Sign-ins at this gateway, by what became of them.',
      labelNames: ['outcome'],
      registers: [registry],
    });
    // From 0 on, so that the first one is seen as an increase.
    for (const outcome of ['succeeded', ...REFUSALS.values(), 'unavailable']) this.signIns.inc({ outcome }, 0);
  }

  /** @param identity as it was given; left out of a sign-in by a code */
  async of<T>({ requestId, address }: RequestContext, signIn: () => Promise<T>, identity?: string): Promise<T> {
    try {
      const signedIn = await signIn();
      this.signIns.inc({ outcome: 'succeeded' });
      return signedIn;
    } catch (error) {
      const outcome = error instanceof GatewayError ? REFUSALS.get(error.code) : undefined;
      this.signIns.inc({ outcome: outcome ?? 'unavailable' });
      if (outcome) {
        const given = identity?.slice(0, LONGEST_IDENTITY);
        this.log.warn({ requestId, address, identity: given, outcome }, 'A sign-in was refused.');
      }
      throw error;
    }
  }
}
