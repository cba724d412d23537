import type { EntityManager } from 'typeorm';

import { insertInChunks } from '../database/insert-in-chunks';
import { rowsOf } from '../database/rows';
import { idList, sql } from '../database/sql';
import { storedKey } from './directory-principal';
import type { DirectoryDifference } from './directory-difference';
import type { DirectorySnapshot } from './directory-snapshot';
import { PrincipalAttribute } from './principal-attribute.entity';

const IDS_PER_STATEMENT = 5_000;
/** How many principals' values are made rows at a time. */
const PRINCIPALS_IN_HAND = 5_000;

/** Makes the store keep the attributes that a snapshot has of those principals that are new, or changed in any way. */
export async function writeAttributes(
  tx: EntityManager,
  { principals }: DirectorySnapshot,
  { added, changed, returned }: DirectoryDifference,
  ids: Int32Array,
): Promise<void> {
  const known = [...changed, ...returned];
  for (let start = 0; start < known.length; start += IDS_PER_STATEMENT) {
    const these = known.slice(start, start + IDS_PER_STATEMENT).map((index) => ids[index]!);
    await rowsOf(tx, sql`DELETE FROM principal_attributes WHERE principal_id IN (${idList(these)})`);
  }
  const all = [...added, ...known];
  for (let start = 0; start < all.length; start += PRINCIPALS_IN_HAND) {
    const rows = all.slice(start, start + PRINCIPALS_IN_HAND).flatMap((index) =>
      principals[index]!.attributes.map(({ name, value }) => ({
        principalId: ids[index]!,
        name,
        valueKey: storedKey(value),
        value,
      })),
    );
    await insertInChunks(tx, PrincipalAttribute, rows);
  }
}
