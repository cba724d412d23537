import type { EntityManager } from 'typeorm';

import { ErrorCode, GatewayError } from '../errors';
import type { EligibilityIndex } from './eligibility-index';
import { loadEligibilityIndex } from './eligibility-index.loader';

/** The index of this gateway: one for all requests, loaded again when the directory or policies have changed. */
export class EligibilityIndexHolder {
  private held?: EligibilityIndex;
  private loading?: Promise<EligibilityIndex>;

  /** @param read sees what is committed, by this gateway or another. */
  constructor(private readonly read: EntityManager) {}

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

  private isBehind(version: number): boolean {
    return this.held === undefined || this.held.version < version;
  }

  private load(): Promise<EligibilityIndex> {
    this.loading ??= loadEligibilityIndex(this.read, this.held)
      .then((index) => (this.held = index))
      .finally(() => (this.loading = undefined));
    return this.loading;
  }
}
