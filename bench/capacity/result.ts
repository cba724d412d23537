import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { environment } from '../environment';
import type { ForeignLoad } from '../machine';
import type { Sizes } from '../model/sizes';
import type { Measurements } from './measure';

const RESULTS = 'bench/results';

export type Kind = 'small' | 'standard' | 'max' | 'trend';

/** All that one run found. */
export interface Result {
  kind: Kind;
  /** When it ended, as in ISO 8601. */
  at: string;
  seed: number;
  sizes: Sizes;
  environment: ReturnType<typeof environment>;
  machine: ReturnType<ForeignLoad['end']>;
  /** Seconds. */
  load: { mariadb: number; sqlite: number };
  measured: Measurements;
}

/** @returns the path of the file */
export function keepResults(kind: Kind, results: readonly Result[]): string {
  mkdirSync(RESULTS, { recursive: true });
  const path = fileOf(kind);
  writeFileSync(path, JSON.stringify(results, null, 2));
  return path;
}

/** The last results of that kind; none where there was no run. */
export function lastResults(kind: Kind): Result[] {
  try {
    return JSON.parse(readFileSync(fileOf(kind), 'utf8')) as Result[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function fileOf(kind: Kind): string {
  return join(RESULTS, `capacity-${kind}.json`);
}
