import type { EntityManager } from 'typeorm';

import { idList } from '../database/sql';
import { Principal } from './principal.entity';

/** The principals with these ids, in the order of the ids. */
export async function principalsByIds(manager: EntityManager, ids: readonly number[]): Promise<Principal[]> {
  if (!ids.length) return [];
  const found = await manager
    .createQueryBuilder(Principal, 'principal')
    .where(`principal.id IN (${idList(ids).text})`)
    .getMany();
  const byId = new Map(found.map((principal) => [principal.id, principal]));
  return ids.map((id) => byId.get(id)).filter((principal) => principal !== undefined);
}
