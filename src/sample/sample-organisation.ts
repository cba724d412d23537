import { join } from 'node:path';
import type { EntityManager } from 'typeorm';

import { ChangeSequence } from '../database/change-sequence.entity';
import { insertInChunks } from '../database/insert-in-chunks';
import { rowLock } from '../database/row-lock';
import type { Store } from '../database/store';
import { activeDirectory } from '../directory/active-directory';
import { applyDifference } from '../directory/directory-apply';
import { differenceOf } from '../directory/directory-difference';
import { takeSnapshot } from '../directory/directory-snapshot';
import { resolvePrincipals } from '../directory/identity-resolver';
import { LdifSource } from '../directory/ldif/ldif-source';
import { Principal } from '../directory/principal.entity';
import { AccessEntry } from '../eligibility/access-entry.entity';
import { Addin } from '../features/addin/addin.entity';
import { Category } from '../features/category/category.entity';
import { Room } from '../features/room/room.entity';
import { PoolServer } from '../features/topology/pool-server.entity';
import { Pool } from '../features/topology/pool.entity';
import { Site } from '../features/topology/site.entity';
import { atlanta } from './atlanta.data';
import { redmond } from './redmond.data';
import { identitiesIn, SampleRows } from './sample-rows';
import type { SampleSite } from './sample-site';

/** The directory of the sample organisation, litwareinc.com. */
export const SAMPLE_DIRECTORY = join(__dirname, 'litwareinc.ldif');

export const SAMPLE_SITES: readonly SampleSite[] = [redmond, atlanta];

/**
 * Fills an empty store with the sample organisation, directory and all, in one transaction; a store that holds a principal or a site is
 * left alone.
 */
export async function loadSampleOrganisation(store: Store, attributeMap = activeDirectory): Promise<void> {
  if (!(await isEmpty(store.read))) return;
  const snapshot = await takeSnapshot(new LdifSource(SAMPLE_DIRECTORY, attributeMap));
  await store.write(async (tx) => {
    await takeTurn(tx);
    if (!(await isEmpty(tx))) return;
    await applyDifference(tx, snapshot, await differenceOf(tx, snapshot));
    await insertSites(tx, new Date());
  });
}

async function isEmpty(manager: EntityManager): Promise<boolean> {
  return !(await manager.exists(Principal)) && !(await manager.exists(Site));
}

/** Several gateways that start on one empty store come one after the other. */
async function takeTurn(tx: EntityManager): Promise<void> {
  await tx.findOneOrFail(ChangeSequence, { where: { id: 1 }, ...rowLock(tx, 'pessimistic_write') });
}

async function insertSites(tx: EntityManager, now: Date): Promise<void> {
  const identities = identitiesIn(SAMPLE_SITES);
  const principals = await resolvePrincipals(
    tx,
    identities.map((identity) => ({ identity, parameter: 'sample' })),
  );
  const rows = new SampleRows(new Map(identities.map((identity, i) => [identity, principals[i]!.id])), now);
  for (const site of SAMPLE_SITES) rows.addSite(site);
  await insertInChunks(tx, Site, rows.sites);
  await insertInChunks(tx, Pool, rows.pools);
  await insertInChunks(tx, PoolServer, rows.servers);
  await insertInChunks(tx, Addin, rows.addins);
  await insertInChunks(tx, Category, rows.categories);
  await insertInChunks(tx, Room, rows.rooms);
  await insertInChunks(tx, AccessEntry, rows.entries);
}
