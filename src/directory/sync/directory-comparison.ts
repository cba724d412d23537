import { In } from 'typeorm';

import { rowsOf } from '../../database/rows';
import { sql } from '../../database/sql';
import type { Store } from '../../database/store';
import { ErrorCode, GatewayError } from '../../errors';
import type { DirectoryReading, DirectorySource } from '../directory-source';
import { MEMBERSHIPS } from '../principal-edge.entity';
import type { DirectoryDifference, DirectoryFigures, SourceReading } from './directory-difference';
import { DirectorySourceState } from './directory-source-state.entity';
import { EntryComparison } from './entry-comparison';
import { KnownDirectory } from './known-directory';
import { Finding, isPresent } from './known-principal';
import { NetbiosNames } from './netbios-names';
import { sourceLosses } from './source-losses';
import { sourceState } from './source-states';
import type { Staging } from './staging';

/** A source, and how it is to be read. */
export interface SourceToRead {
  source: DirectorySource;
  /** All of it, even where it could tell what changed. */
  whole: boolean;
}

/**
 * Reads sources and works out what they say other than the store does. The rows of the difference are staged; nothing else is written.
 * The caller has the lease.
 *
 * @param configured the names of all sources that there are: what came from another has vanished with it, once each of these was read
 * @throws GatewayError BAD_USER_INPUT where a source is broken, or read as a whole and empty; UNAVAILABLE where one can't be read.
 */
export async function compareDirectory(
  store: Store,
  staging: Staging,
  sources: readonly SourceToRead[],
  configured: readonly string[],
): Promise<DirectoryDifference> {
  try {
    return await untilItHolds(store, staging, sources, configured);
  } finally {
    await staging.settled();
  }
}

/** Reads anew what turns out to have been read with wrong suppositions. */
async function untilItHolds(
  store: Store,
  staging: Staging,
  sources: readonly SourceToRead[],
  configured: readonly string[],
): Promise<DirectoryDifference> {
  let attempts = sources.map((each) => ({ ...each, supposed: null as ReadonlyMap<string, string> | null }));
  const copied = new Set<string>();
  for (;;) {
    await staging.clear();
    const comparison = new DirectoryComparison(store, staging, await KnownDirectory.load(store.read), copied);
    const again: typeof attempts = [];
    for (const attempt of attempts) {
      const netbiosNames = await comparison.read(attempt.source, attempt.whole, attempt.supposed);
      again.push(netbiosNames ? { ...attempt, whole: true, supposed: netbiosNames } : attempt);
    }
    if (again.every((attempt, i) => attempt === attempts[i]) && comparison.copied.size === 0) {
      return comparison.finish(configured);
    }
    comparison.copied.forEach((guid) => copied.add(guid));
    attempts = again;
  }
}

class DirectoryComparison {
  private readonly readings: SourceReading[] = [];
  private readonly entries: EntryComparison;
  private isSomebodyBack = false;

  constructor(
    private readonly store: Store,
    private readonly staging: Staging,
    private readonly directory: KnownDirectory,
    copied: ReadonlySet<string>,
  ) {
    this.entries = new EntryComparison(store.read, directory, staging, copied);
  }

  /** GUIDs of entries that came after a copy of them, so that all has to be read again. */
  get copied(): ReadonlySet<string> {
    return this.entries.copied;
  }

  /** Reads a source to its end; returns the names of its domains where all of it has to be read again with these. */
  async read(
    source: DirectorySource,
    whole: boolean,
    supposed: ReadonlyMap<string, string> | null,
  ): Promise<ReadonlyMap<string, string> | null> {
    const state = await sourceState(this.store, source);
    const names = new NetbiosNames(
      source.netbiosNames ?? new Map(),
      supposed ?? new Map(Object.entries(state.netbiosNames)),
    );
    const { returned, takenIn } = this.entries;
    const reading = await source.open(whole ? null : state.mark);
    try {
      this.entries.begin(source, state.id, reading, names);
      await this.readEntries(source, reading);
      const isTorn = !reading.whole && (await this.readVanished(state.id, reading));
      const settled = names.settled(reading.whole);
      this.readings.push({
        name: source.name,
        server: reading.server ?? null,
        whole: reading.whole,
        next: {
          sourceId: state.id,
          mark: reading.mark(),
          // A reading of one entry may tell a domain's new name without bringing the others who are called after it.
          netbiosNames: { ...Object.fromEntries(settled), ...(reading.whole ? {} : state.netbiosNames) },
        },
      });
      // The groups of somebody who was brought back, or came in from elsewhere, have them without being changed.
      const isSomebodyBack = Boolean(source.linksFollowMoves) && this.entries.returned > returned;
      const isSomebodyTakenIn = Boolean(source.linksFollowMoves) && this.entries.takenIn > takenIn;
      this.isSomebodyBack ||= isSomebodyBack;
      const isMoreChanged = !whole && !reading.whole && (isSomebodyBack || isSomebodyTakenIn || isTorn);
      // Everybody in a domain that is called otherwise than was supposed has another logon name.
      return names.wereWrong(settled) || isMoreChanged ? settled : null;
    } finally {
      await reading.close();
    }
  }

  /** Stages what is left once all sources were read. */
  async finish(configured: readonly string[]): Promise<DirectoryDifference> {
    await this.findVanished(configured);
    const moved = await this.entries.compareLinks();
    await this.staging.flush();
    const principals = await this.counts(
      sql`SELECT effect AS what, COUNT(*) AS count FROM staged_principals GROUP BY effect`,
    );
    const memberships = await this.counts(
      sql`SELECT effect AS what, COUNT(*) AS count FROM staged_edges WHERE kind IN (${[...MEMBERSHIPS]}) GROUP BY effect`,
    );
    const staged = await this.staging.filled();
    const figures: DirectoryFigures = {
      added: principals.get('ADDED') ?? 0,
      changed: principals.get('CHANGED') ?? 0,
      moved,
      missing: principals.get('MISSING') ?? 0,
      returned: principals.get('RETURNED') ?? 0,
      membershipsAdded: memberships.get('+') ?? 0,
      membershipsRemoved: memberships.get('-') ?? 0,
    };
    return {
      figures,
      isNothing: !staged.includes('principals') && !staged.includes('edges'),
      staged,
      skipped: this.entries.skipped,
      warnings: this.entries.warnings.list(),
      sources: this.readings,
      losses: await sourceLosses(this.store.read),
      isSomebodyBack: this.isSomebodyBack,
    };
  }

  private async readEntries(source: DirectorySource, reading: DirectoryReading): Promise<void> {
    const before = this.entries.met;
    const containers: string[] = [];
    for await (const entry of reading.entries()) {
      const container = await this.entries.meet(entry);
      if (container && !reading.whole) containers.push(container);
    }
    for (const container of containers) {
      for await (const entry of reading.below(container)) await this.entries.meet(entry);
    }
    if (reading.whole && this.entries.met === before) {
      throw new GatewayError(
        ErrorCode.BAD_USER_INPUT,
        `There are no principals in "${source.name}"; the directory was left as it is.`,
        { source: source.name },
      );
    }
  }

  /** Returns whether somebody was left below a container that vanished: it may have been moved away, and they with it. */
  private async readVanished(sourceId: number, reading: DirectoryReading): Promise<boolean> {
    const known = new Set<string>();
    for (const principal of this.directory.all()) {
      if (principal.sourceId === sourceId && isPresent(principal)) known.add(principal.guid);
    }
    const vanished = new Set<number>();
    for await (const guid of reading.vanished(known)) {
      const principal = this.directory.find(guid);
      if (principal?.sourceId !== sourceId) continue;
      this.entries.gone.add(principal);
      vanished.add(principal.id);
    }
    if (vanished.size === 0) return false;
    for (const { id, containerId, finding, sourceId: of } of this.directory.all()) {
      if (finding !== Finding.NOT_SEEN || of !== sourceId || vanished.has(id)) continue;
      if (containerId !== null && vanished.has(containerId)) return true;
    }
    return false;
  }

  private async findVanished(configured: readonly string[]): Promise<void> {
    const swept = new Set(this.readings.filter(({ whole }) => whole).map(({ next }) => next.sourceId));
    const sources = swept.size > 0 ? await this.allSources(configured, swept) : null;
    for (const principal of this.directory.all()) {
      if (principal.finding !== Finding.NOT_SEEN) continue;
      const { sourceId } = principal;
      const isOrphan = sources !== null && (sourceId === null || !sources.has(sourceId));
      const isGone = isOrphan || (sourceId !== null && swept.has(sourceId)) || this.entries.gone.has(principal);
      if (isGone) await this.entries.lose(principal);
    }
  }

  /** The sources that there are; null where one of them was never swept, so that it may yet have whom another had. */
  private async allSources(
    configured: readonly string[],
    swept: ReadonlySet<number>,
  ): Promise<ReadonlySet<number> | null> {
    const states = await this.store.read.findBy(DirectorySourceState, { name: In([...configured]) });
    const wereSwept = states.filter(({ id, sweptAt }) => swept.has(id) || sweptAt !== null);
    return wereSwept.length === configured.length ? new Set(states.map(({ id }) => id)) : null;
  }

  private async counts(statement: Parameters<typeof rowsOf>[1]): Promise<Map<string, number>> {
    const rows = await rowsOf(this.store.read, statement);
    return new Map(rows.map(({ what, count }) => [what as string, Number(count)]));
  }
}
