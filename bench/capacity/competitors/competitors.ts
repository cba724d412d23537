import type { Arm, Stores, Upkeep } from '../arm';

/** What users would pick instead. */
export interface Competitors {
  arms: Arm[];
  /** Those that have to keep something up. */
  upkeeps: Upkeep[];
  /** A sentence for each that can't be had here. */
  leftOut: string[];
}

/** Makes them ready, one after the other; they are closed by the caller. */
export async function openCompetitors(_stores: Stores): Promise<Competitors> {
  return { arms: [], upkeeps: [], leftOut: [] };
}
