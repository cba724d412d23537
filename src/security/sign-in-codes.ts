import { hashOf, newSecret } from './secret';

const VALID_FOR_MS = 10 * 60 * 1000;

/** One-time codes that sign the reader of the terminal in, kept in memory as hashes. */
export class SignInCodes {
  private readonly expiries = new Map<string, number>();

  constructor(private readonly now: () => Date) {}

  /** A fresh code, valid once within the next ten minutes. */
  issue(): string {
    const code = newSecret();
    this.expiries.set(hashOf(code), this.now().getTime() + VALID_FOR_MS);
    return code;
  }

  /** Whether the code was valid; from now on it isn't. */
  redeem(code: string): boolean {
    const hash = hashOf(code);
    const expiry = this.expiries.get(hash);
    this.expiries.delete(hash);
    return expiry !== undefined && this.now().getTime() < expiry;
  }
}
