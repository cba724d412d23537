import type { Store } from '../../database/store';
import type { ConfiguredSource } from '../configuration/directory-file';
import { compareInThread } from './comparison-thread';
import { PreparedSync } from './prepared-sync';

/** What is to be synced, and how. */
export interface SyncRequest {
  /** Sources of the configuration, each as it is to be asked: maybe at one server only, by another account, for one entry; all where it is left out. */
  sources?: readonly ConfiguredSource[];
  /** Everything, even where a source could tell what changed. */
  whole?: boolean;
}

/** Brings the directory of the store to what the configured sources say. */
export class DirectorySyncService {
  constructor(
    private readonly store: Store,
    private readonly databaseUrl: string,
    readonly sources: readonly ConfiguredSource[],
  ) {}

  /**
   * Reads sources and stages what they say other than the store does.
   *
   * @param signal gives the reading up
   * @throws GatewayError BAD_USER_INPUT where a source is broken, or empty; UNAVAILABLE where one can't be read; CONFLICT where
   * another sync is under way. Nothing is left behind then.
   */
  async prepare({ sources = this.sources, whole = false }: SyncRequest, signal?: AbortSignal): Promise<PreparedSync> {
    const readings = sources.map((source) => ({ source, whole }));
    const configured = this.sources.map(({ name }) => name);
    return PreparedSync.prepare(this.store, (holder) =>
      compareInThread({ databaseUrl: this.databaseUrl, holder, readings, configured }, signal),
    );
  }
}
