import type { EntityManager } from 'typeorm';

import { foldedKey, sortKey } from '../../src/database/text-keys';
import { Site } from '../../src/features/topology/site.entity';

/** Its key is its name, whatever that is. */
export function siteRow(
  name: string,
): Pick<Site, 'name' | 'nameKey' | 'sortKey' | 'version' | 'createdAt' | 'updatedAt'> {
  const now = new Date();
  return { name, nameKey: name, sortKey: sortKey(name), version: 1, createdAt: now, updatedAt: now };
}

/** The smallest thing to store. */
export async function insertSite(tx: EntityManager, name: string): Promise<void> {
  await tx.insert(Site, { ...siteRow(name), nameKey: foldedKey(name) });
}

export async function siteNames(manager: EntityManager): Promise<string[]> {
  const sites = await manager.find(Site, { order: { id: 'ASC' } });
  return sites.map(({ name }) => name);
}
