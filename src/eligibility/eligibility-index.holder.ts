import { storeClosed } from '../database/as-gateway-error';
import { ErrorCode, GatewayError } from '../errors';
import type { IndexedStore, RebuildOptions } from './directory-rebuild';
import type { EligibilityIndex } from './eligibility-index';
import { loadEligibilityIndex } from './eligibility-index.loader';
import type { IndexedDirectory } from './indexed-directory';
import { followingIndex } from './journal/following-index';
import { JournaledDirectory } from './journal/journaled-directory';

/** The share of what a journal takes from which on the directory is indexed anew beside it. */
const LONG_JOURNAL = 0.5;

/** Indexes share most of what they have: so one request doesn't take another's from under it. */
const KEPT = 4;

/** The index of this gateway: one for all requests, which follows the directory and policies when they have changed. */
export class EligibilityIndexHolder {
  /** How often the index was loaded as a whole, and how often it followed by what changed. */
  readonly made = { whole: 0, following: 0 };
  /** How long it took the last time to load it as a whole, in seconds. */
  lastLoad = 0;

  private held?: EligibilityIndex;
  /** Of the store, when it was read. */
  private moves = 0;
  /** The last ones that were held, newest first. */
  private recent: readonly EligibilityIndex[] = [];
  /** One that was loaded beside it, to go on from. */
  private renewed?: EligibilityIndex;
  private loading?: Promise<EligibilityIndex>;
  private renewing?: Promise<void>;

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
   * The index as of `version` (of `change_sequence`, the larger one of the directory's and the policies'), or a later one where that isn't at hand; with 0 the one that is held. Whoever asks while
   * it is being loaded waits for it; the index that is held stays in use for those who have seen nothing newer. Where the store has moved to another server, or has an
   * older directory than the index, that is made anew.
   *
   * @throws GatewayError UNAVAILABLE where `version` can't be read from the store (yet).
   */
  async current(version: number): Promise<EligibilityIndex> {
    // One that is being loaded may have begun before that version was committed, or fail; the one after it is this one's own.
    if (!this.reaches(version)) await this.loading?.catch(() => undefined);
    if (!this.reaches(version)) await this.load();
    if (this.held!.version < version) {
      throw new GatewayError(
        ErrorCode.UNAVAILABLE,
        `The directory, with its policies, is at version ${version}, but the store answers with an older one.`,
      );
    }
    return this.recent.find((index) => index.version === version) ?? this.held!;
  }

  /** The index that is held, however old; undefined before the first. */
  get present(): EligibilityIndex | undefined {
    return this.held;
  }

  /** Ends a thread that loads; whoever waits for it gets an error. */
  close(): void {
    this.closing.abort(storeClosed());
  }

  private reaches(version: number): boolean {
    if (!this.held || this.held.version < version || this.moves !== this.store.moves) return false;
    // What is older than all that are kept may be so because the store has gone back.
    return version === 0 || version >= this.recent.at(-1)!.version;
  }

  private load(): Promise<EligibilityIndex> {
    this.loading ??= this.next().finally(() => (this.loading = undefined));
    return this.loading;
  }

  private async next(): Promise<EligibilityIndex> {
    for (;;) {
      const { moves } = this.store;
      const before = moves === this.moves ? (this.renewed ?? this.held) : undefined;
      this.renewed = undefined;
      const index = await this.madeFrom(before);
      if (moves === this.store.moves) return this.hold(index, moves);
    }
  }

  private async madeFrom(before: EligibilityIndex | undefined): Promise<EligibilityIndex> {
    const following = before && (await followingIndex(this.store.read, before));
    if (!following) return this.loadWhole();
    this.made.following += 1;
    return following;
  }

  private async loadWhole(): Promise<EligibilityIndex> {
    const start = performance.now();
    const index = await loadEligibilityIndex(this.store, this.options);
    this.lastLoad = (performance.now() - start) / 1000;
    this.made.whole += 1;
    return index;
  }

  private hold(index: EligibilityIndex, moves: number): EligibilityIndex {
    this.moves = moves;
    if (index === this.held) return index;
    const { directory } = index;
    if (directory instanceof JournaledDirectory && directory.fullness > LONG_JOURNAL) this.renewing ??= this.renew();
    const like = this.recent.filter((each) => baseOf(each) === baseOf(index));
    this.recent = [index, ...like.slice(0, KEPT - 1)];
    this.held?.walls.clear();
    return (this.held = index);
  }

  /** Where it fails, the next change brings another try, and in the end somebody waits for it. */
  private async renew(): Promise<void> {
    try {
      const { moves } = this.store;
      const index = await this.loadWhole();
      if (moves === this.store.moves) this.renewed = index;
      await this.load();
    } catch {
      this.renewed = undefined;
    } finally {
      this.renewing = undefined;
    }
  }
}

/** What indexes share that takes most of their memory. */
function baseOf({ directory }: EligibilityIndex): IndexedDirectory {
  return directory instanceof JournaledDirectory ? directory.journal.base : directory;
}
