import { ErrorCode } from '../errors';
import type { RequestContext } from '../graphql/context';
import { knownError } from '../graphql/format-error';

const CHECK_MS = 30_000;

/** Asks from time to time, and when it expires, whether the token of an operation that lasts is still valid. */
export class TokenWatch {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  /** @param onRefusal called once, with the error, where it is not */
  constructor(
    private readonly renew: () => Promise<RequestContext>,
    private readonly now: () => Date,
    private readonly onRefusal: (error: Error) => void,
  ) {}

  begin({ actor }: RequestContext): void {
    const left = actor.tokenExpiresAt.getTime() - this.now().getTime();
    this.checkIn(Math.min(Math.max(left, 1), CHECK_MS));
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private checkIn(ms: number): void {
    if (!this.stopped) this.timer = setTimeout(() => void this.check(), ms);
  }

  private async check(): Promise<void> {
    try {
      this.begin(await this.renew());
    } catch (error) {
      if (this.stopped) return;
      const known = knownError(error);
      if (known?.code === ErrorCode.UNAUTHENTICATED) this.onRefusal(known);
      // Nothing is told meanwhile: each event has the token looked at.
      else this.checkIn(CHECK_MS);
    }
  }
}
