import type { Store } from '../../database/store';
import { ErrorCode, GatewayError } from '../../errors';
import type { ConfiguredSource } from '../configuration/directory-file';
import { compareInThread } from './comparison-thread';
import { PreparedSync } from './prepared-sync';

/** What is to be synced, and how. */
export interface SyncRequest {
  /** Names of configured sources; all of them where it is left out. */
  sources?: readonly string[];
  /** Everything, even where a source could tell what changed. */
  whole?: boolean;
  /** How a source is to be asked where that is another way: at one of its servers, by another account, for one entry. */
  asked?: (source: ConfiguredSource) => ConfiguredSource;
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
   * @throws GatewayError BAD_USER_INPUT where a source is unknown, broken, or empty; UNAVAILABLE where one can't be read; CONFLICT where
   * another sync is under way. Nothing is left behind then.
   */
  async prepare({ sources, whole = false, asked }: SyncRequest, signal?: AbortSignal): Promise<PreparedSync> {
    const chosen = sources?.map((name) => this.source(name)) ?? this.sources;
    const readings = chosen.map((source) => ({ source: asked?.(source) ?? source, whole }));
    const configured = this.sources.map(({ name }) => name);
    return PreparedSync.prepare(this.store, (holder) =>
      compareInThread({ databaseUrl: this.databaseUrl, holder, readings, configured }, signal),
    );
  }

  private source(name: string): ConfiguredSource {
    const source = this.sources.find((each) => each.name === name);
    if (source) return source;
    const known = this.sources.map((each) => `"${each.name}"`).join(', ') || 'none';
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `There is no source "${name}" of the directory; those that are configured: ${known}.`,
      { parameter: 'input.source' },
    );
  }
}
