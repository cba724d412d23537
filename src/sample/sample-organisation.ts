import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';

import { takeSequence } from '../database/change-sequence';
import { insertInChunks } from '../database/insert-in-chunks';
import type { Store } from '../database/store';
import { activeDirectory } from '../directory/active-directory';
import { resolvePrincipals } from '../directory/identity-resolver';
import { LdifSource } from '../directory/ldif/ldif-source';
import { Principal } from '../directory/principal.entity';
import type { PreparedSync } from '../directory/sync/prepared-sync';
import { prepareNow } from '../directory/sync/sync-now';
import { ErrorCode, GatewayError } from '../errors';
import { AccessEntry } from '../eligibility/access-entry.entity';
import { Addin } from '../features/addin/addin.entity';
import { Category } from '../features/category/category.entity';
import { Room } from '../features/room/room.entity';
import { PoolServer } from '../features/topology/pool-server.entity';
import { Pool } from '../features/topology/pool.entity';
import { SipDomain } from '../features/topology/sip-domain.entity';
import { Site } from '../features/topology/site.entity';
import { atlanta } from './atlanta.data';
import { redmond } from './redmond.data';
import { insertPolicies, SAMPLE_POLICIES } from './sample-policies';
import { identitiesIn, SampleRows } from './sample-rows';
import { insertSettings } from './sample-settings';
import type { SampleSite } from './sample-site';

/** The directory of the sample organisation, litwareinc.com. */
export const SAMPLE_DIRECTORY = join(__dirname, 'litwareinc.ldif');

const UNTIL_NEXT_TRY_MS = 100;

const SIP_DOMAINS = ['litwareinc.com'];

export const SAMPLE_SITES: readonly SampleSite[] = [redmond, atlanta];

/**
 * Fills an empty store with the sample organisation, directory and all, in one transaction; a store that holds a principal or a site is
 * left alone. Of several gateways that start on one store one does it, and the others wait.
 *
 * @param options without its sites there is only the directory
 * @returns whether it was this that filled it
 */
export async function loadSampleOrganisation(
  store: Store,
  { attributeMap = activeDirectory, withSites = true } = {},
): Promise<boolean> {
  let loaded = false;
  while (await isEmpty(store.read)) {
    const prepared = await prepareNow(
      store,
      new LdifSource({ path: SAMPLE_DIRECTORY, name: 'sample', attributeMap }),
    ).catch(whereFree);
    if (!prepared) await setTimeout(UNTIL_NEXT_TRY_MS);
    else loaded = await load(store, prepared, withSites);
  }
  return loaded;
}

async function load(store: Store, prepared: PreparedSync, withSites: boolean): Promise<boolean> {
  try {
    return await store.write(async (tx) => {
      if (!(await isEmpty(tx))) return false;
      await prepared.apply(tx);
      const now = new Date();
      if (withSites) await insertSites(tx, now);
      await insertPolicies(tx, SAMPLE_POLICIES, now);
      await prepared.log(tx, await takeSequence(tx, 1, 'directory'));
      await takeSequence(tx, 1, 'policies');
      return true;
    });
  } finally {
    await prepared.end();
  }
}

async function isEmpty(manager: EntityManager): Promise<boolean> {
  return !(await manager.exists(Principal)) && !(await manager.exists(Site));
}

function whereFree(error: unknown): null {
  if (error instanceof GatewayError && error.code === ErrorCode.CONFLICT) return null;
  throw error;
}

async function insertSites(tx: EntityManager, now: Date): Promise<void> {
  const identities = identitiesIn(SAMPLE_SITES);
  const principals = await resolvePrincipals(
    tx,
    identities.map((identity) => ({ identity, parameter: 'sample' })),
  );
  const rows = new SampleRows(new Map(identities.map((identity, i) => [identity, principals[i]!.id])), now);
  for (const domain of SIP_DOMAINS) rows.addSipDomain(domain);
  for (const site of SAMPLE_SITES) rows.addSite(site);
  await insertInChunks(tx, SipDomain, rows.sipDomains);
  await insertInChunks(tx, Site, rows.sites);
  await insertInChunks(tx, Pool, rows.pools);
  await insertInChunks(tx, PoolServer, rows.servers);
  await insertInChunks(tx, Addin, rows.addins);
  await insertInChunks(tx, Category, rows.categories);
  await insertInChunks(tx, Room, rows.rooms);
  await insertInChunks(tx, AccessEntry, rows.entries);
  await insertSettings(tx, now);
}
