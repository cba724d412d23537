import { storeClosed } from '../database/as-gateway-error';
import { ErrorCode, GatewayError } from '../errors';
import type { IndexedStore, RebuildOptions } from './directory-rebuild';
import type { EligibilityIndex } from './eligibility-index';
import { loadEligibilityIndex } from './eligibility-index.loader';

/** The index of this gateway: one for all requests, loaded again when the directory or policies have changed. */
export class EligibilityIndexHolder {
  private held?: EligibilityIndex;
  private loading?: Promise<EligibilityIndex>;

  private readonly closing = new AbortController();
  private readonly options: RebuildOptions;

  constructor(
    private readonly store: IndexedStore,
    options?: Pick<RebuildOptions, 'largestInPlace'>,
  ) {
    this.options = { ...options, signal: this.closing.signal };
  }

  /** Whether an index is loaded. */
  get ready(): boolean {
    return this.held !== undefined;
  }

  /**
   * The index as of `version` (of `change_sequence`, the larger one of the directory's and the policies') or later. Whoever asks while it is being loaded waits for it; the
   * index that is held stays in use for those who have seen nothing newer.
   *
   * @throws GatewayError UNAVAILABLE where `version` can't be read from the store (yet).
   */
  async current(version: number): Promise<EligibilityIndex> {
    // One that is being loaded may have begun before that version was committed; the one after it can't.
    if (this.isBehind(version)) await this.loading;
    if (this.isBehind(version)) await this.load();
    if (this.isBehind(version)) {
      throw new GatewayError(
        ErrorCode.UNAVAILABLE,
        `The directory, with its policies, is at version ${version}, but the store answers with an older one.`,
      );
    }
    return this.held!;
  }

  /** Ends a thread that loads; whoever waits for it gets an error. */
  close(): void {
    this.closing.abort(storeClosed());
  }

  private isBehind(version: number): boolean {
    return this.held === undefined || this.held.version < version;
  }

  private load(): Promise<EligibilityIndex> {
    this.loading ??= loadEligibilityIndex(this.store, this.held, this.options)
      .then((index) => (this.held = index))
      .finally(() => (this.loading = undefined));
    return this.loading;
  }
}
