import type { EntityManager } from 'typeorm';

import type { Moment } from '../database/moment';
import { ErrorCode, GatewayError } from '../errors';
import type { Actor } from '../security/actor';

/** Makes something that is kept for one request: a DataLoader, or what is built on several. */
export type PerRequest<T> = (context: RequestContext) => T;

/** What resolvers and services know of the request that they answer. */
export class RequestContext {
  private kept = new Map<PerRequest<unknown>, unknown>();

  constructor(
    readonly requestId: string,
    readonly caller: Actor | null,
    readonly read: EntityManager,
    /** The client's, as far as the proxies between can be believed; null where no client asks. */
    readonly address: string | null = null,
    private began?: Moment,
  ) {}

  /** The caller; every operation but signing in has one. */
  get actor(): Actor {
    if (!this.caller) {
      throw new GatewayError(
        ErrorCode.UNAUTHENTICATED,
        'Sign in first: this operation takes a token in the Authorization header.',
        { reason: 'MISSING' },
      );
    }
    return this.caller;
  }

  /** The moment in which the caller was looked up; undefined where that was not, or not since the last change. */
  get moment(): Moment | undefined {
    return this.began;
  }

  /** The same request of another caller. */
  as(caller: Actor): RequestContext {
    return new RequestContext(this.requestId, caller, this.read, this.address, this.began);
  }

  /** The one instance of `make`'s product in this request. */
  the<T>(make: PerRequest<T>): T {
    if (!this.kept.has(make)) this.kept.set(make, make(this));
    return this.kept.get(make) as T;
  }

  /** After a change: what was loaded before it is not to be answered from. */
  forget(): void {
    this.kept.clear();
    this.began = undefined;
  }
}
