import type { EntityManager } from 'typeorm';
import { Counter, Gauge, type Registry } from 'prom-client';

import { rowsOf } from '../../database/rows';
import { sql } from '../../database/sql';
import type { DirectoryStatusService, SourceStatus } from './directory-status.service';
import type { DirectorySync } from './directory-sync.entity';

/** What Prometheus is told of the directory, source by source. */
export class DirectoryMetrics {
  private readonly failures: Counter;
  /** Counting is worth while only once the directory has changed. */
  private counted: { directory: number; principals: Map<string, number> } | undefined;

  private asked: Promise<SourceStatus[]> | undefined;

  /** @param sources the names of the configuration */
  constructor(
    registry: Registry,
    sources: readonly string[],
    private readonly read: EntityManager,
    private readonly status: DirectoryStatusService,
  ) {
    const of = (name: string, help: string) => ({ name: `gateway_directory_${name}`, help, labelNames: ['source'] });
    this.failures = new Counter({
      ...of('sync_failures_total', 'Syncs by this gateway that stopped or failed.'),
      registers: [registry],
    });
    // From 0 on, so that the first one is seen as an increase.
    for (const source of sources) this.failures.inc({ source }, 0);
    const at: Gauge = new Gauge({
      ...of('last_success_timestamp_seconds', 'When a sync by any gateway last took the source over.'),
      registers: [registry],
      collect: () => this.collect(at, ({ endedAt }) => endedAt!.getTime() / 1000),
    });
    const duration: Gauge = new Gauge({
      ...of('last_success_duration_seconds', 'How long that sync took.'),
      registers: [registry],
      collect: () =>
        this.collect(duration, ({ startedAt, endedAt }) => (endedAt!.getTime() - startedAt.getTime()) / 1000),
    });
    const principals: Gauge = new Gauge({
      ...of('principals', 'Principals that the source has.'),
      registers: [registry],
      collect: () => this.collectPrincipals(principals),
    });
  }

  countFailure(sources: readonly string[]): void {
    for (const source of sources) this.failures.inc({ source });
  }

  private async collect(gauge: Gauge, valueOf: (sync: DirectorySync) => number): Promise<void> {
    // All that is collected at the same time is asked for once.
    this.asked ??= this.status.statuses(this.read).finally(() => (this.asked = undefined));
    for (const { source, lastSuccess } of await this.asked) {
      if (lastSuccess) gauge.set({ source: source.name }, valueOf(lastSuccess));
    }
  }

  private async collectPrincipals(gauge: Gauge): Promise<void> {
    for (const [source, count] of await this.principals()) gauge.set({ source }, count);
  }

  private async principals(): Promise<Map<string, number>> {
    const [row] = await rowsOf(this.read, sql`SELECT directory FROM change_sequence WHERE id = 1`);
    const directory = Number(row!.directory);
    if (this.counted?.directory !== directory) {
      const rows = await rowsOf(
        this.read,
        sql`SELECT source.name, COUNT(principal.id) AS count FROM directory_sources source
          LEFT JOIN principals principal ON principal.source_id = source.id AND principal.missing = ${0} GROUP BY source.name`,
      );
      this.counted = { directory, principals: new Map(rows.map(({ name, count }) => [name as string, Number(count)])) };
    }
    return this.counted.principals;
  }
}
