import { join } from 'node:path';

import { askThread } from '../../asked-thread';
import type { DatabaseUrl } from '../../database/database-url';
import type { PackedDirectory } from './packed-directory';

/** With the usual 16 MB much of the time goes to collecting what rows leave behind. */
const YOUNG_MB = 64;

export interface PackedVersion {
  /** The change that it was made after (`change_sequence.directory`). */
  version: number;
  directory: PackedDirectory;
}

/** What the thread says in the end. An error keeps what tells its kind. */
export type PackingAnswer = PackedVersion | { failure: Record<string, unknown> };

/** Reads and packs the directory in a thread of its own, which is given up where `signal` says so. */
export async function packInThread(url: DatabaseUrl, signal?: AbortSignal): Promise<PackedVersion> {
  const options = { workerData: url, maxYoungGenerationSizeMb: YOUNG_MB, signal };
  const answer = await askThread<PackingAnswer>(join(__dirname, 'packing.worker'), options);
  if ('failure' in answer) throw Object.assign(new Error(), answer.failure);
  return answer;
}
