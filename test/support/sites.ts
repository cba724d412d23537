import type { EntityManager } from 'typeorm';

import { foldedKey } from '../../src/database/text-keys';
import { Site } from '../../src/features/topology/site.entity';

/** The smallest thing to store. */
export async function insertSite(tx: EntityManager, name: string): Promise<void> {
  await tx.insert(Site, { name, nameKey: foldedKey(name) });
}

export async function siteNames(manager: EntityManager): Promise<string[]> {
  const sites = await manager.find(Site, { order: { id: 'ASC' } });
  return sites.map(({ name }) => name);
}
