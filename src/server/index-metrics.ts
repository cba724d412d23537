import { Counter, Gauge, type Registry } from 'prom-client';

import type { EligibilityIndex } from '../eligibility/eligibility-index';
import type { EligibilityIndexHolder } from '../eligibility/eligibility-index.holder';
import type { KeptLists } from '../eligibility/kept-lists';

/** Tells Prometheus of the eligibility index of this gateway, and of the access lists that it keeps. */
export function registerIndexMetrics(registry: Registry, holder: EligibilityIndexHolder, lists: KeptLists): void {
  const gauge = (name: string, help: string, valueOf: (index: EligibilityIndex) => number) => {
    const made: Gauge = new Gauge({
      name: `gateway_eligibility_index_${name}`,
      help,
      registers: [registry],
      collect: () => holder.present && made.set(valueOf(holder.present)),
    });
  };
  gauge('version', 'The last change of the directory or policies that it knows of.', ({ version }) => version);
  gauge('bytes', 'Memory that it takes.', ({ memory }) => memory.bytes);
  gauge('bound_bytes', 'Memory that it can take at most.', ({ memory }) => memory.bound);
  gauge('load_duration_seconds', 'How long it took the last time to load it as a whole.', () => holder.lastLoad);
  const loads: Counter = new Counter({
    name: 'gateway_eligibility_index_loads_total',
    help: 'How often it was loaded as a whole, and how often it followed by what changed.',
    labelNames: ['how'],
    registers: [registry],
    collect() {
      loads.reset();
      for (const [how, times] of Object.entries(holder.made)) loads.inc({ how }, times);
    },
  });
  const bytes: Gauge = new Gauge({
    name: 'gateway_access_lists_bytes',
    help: 'Memory that the access lists take which are kept.',
    registers: [registry],
    collect: () => bytes.set(lists.bytes),
  });
  const asked: Counter = new Counter({
    name: 'gateway_access_lists_total',
    help: 'How many access lists requests found among those that are kept, and how many they had to read.',
    labelNames: ['from'],
    registers: [registry],
    collect() {
      asked.reset();
      for (const [from, count] of Object.entries(lists.asked)) asked.inc({ from }, count);
    },
  });
}
