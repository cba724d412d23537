import type { EntityManager } from 'typeorm';
import { Counter, Gauge, type Registry } from 'prom-client';

import { DirectorySourceState } from '../../directory/sync/directory-source-state.entity';
import type { DirectoryStatusService, SourceStatus } from './directory-status.service';
import type { DirectorySync } from './directory-sync.entity';

/** What Prometheus is told of the directory, source by source. */
export class DirectoryMetrics {
  private readonly failures: Counter;
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
    const states = await this.read.find(DirectorySourceState);
    for (const { name, principals } of states) gauge.set({ source: name }, principals);
  }
}
