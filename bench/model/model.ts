import { join } from 'node:path';

import { Random } from '../random';
import { writeLdif } from './ldif-file';
import { organisationOf } from './organisation';
import { PlainGraph } from './plain-graph';
import { type ModelPool, poolOf } from './pool';
import type { Sizes } from './sizes';

/** An organisation with its pool, the same for the same sizes and seed. */
export interface Model {
  sizes: Sizes;
  graph: PlainGraph;
  pool: ModelPool;
  /** The organisation as a directory has it. */
  ldifFile: string;
}

/** @param folder for the LDIF file */
export async function generateModel(sizes: Sizes, seed: number, folder: string): Promise<Model> {
  const random = new Random(seed);
  const organisation = organisationOf(sizes, random);
  const graph = new PlainGraph(organisation);
  const pool = poolOf(sizes, organisation, graph, random);
  const ldifFile = join(folder, 'organisation.ldif');
  await writeLdif(organisation, ldifFile);
  return { sizes, graph, pool, ldifFile };
}
