import { DirectorySyncService } from '../../src/directory/directory-sync.service';
import { resolvePrincipals } from '../../src/directory/identity-resolver';
import { PoolServer } from '../../src/features/topology/pool-server.entity';
import { Pool, PoolState } from '../../src/features/topology/pool.entity';
import { Site } from '../../src/features/topology/site.entity';
import { foldedKey } from '../../src/database/text-keys';
import { Role } from '../../src/security/access-token.entity';
import { directoryOf, type TestEntry } from './directory';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from './gateway';
import { smallDirectory } from './small-directory';

export const POOL = 'red-cs-001.litwareinc.com';
export const OTHER_POOL = 'atl-cs-001.litwareinc.com';

/** A gateway with the small directory and one pool, in Redmond. */
export async function startOrganisation(options?: TestGatewayOptions): Promise<TestGateway> {
  const gateway = await startTestGateway(options);
  await syncDirectory(gateway, smallDirectory);
  await addPool(gateway, 'Redmond', POOL);
  return gateway;
}

/** Makes the directory the given one. */
export async function syncDirectory({ store }: TestGateway, entries: readonly TestEntry[]): Promise<void> {
  await new DirectorySyncService(store).sync(directoryOf(entries));
}

/** Adds a site with a pool of two servers, one of them active. */
export async function addPool({ store }: TestGateway, siteName: string, fqdn: string): Promise<void> {
  await store.write(async (tx) => {
    const site = await tx.save(tx.create(Site, { name: siteName, nameKey: foldedKey(siteName) }));
    const pool = await tx.save(tx.create(Pool, { fqdn, state: PoolState.NORMAL, siteId: site.id }));
    const servers = [true, false].map((active, i) => ({ fqdn: `srv${i + 1}.${fqdn}`, active, poolId: pool.id }));
    await tx.insert(PoolServer, servers);
  });
}

/** A token that speaks for a user. */
export async function tokenOf(gateway: TestGateway, identity: string): Promise<string> {
  const [principal] = await resolvePrincipals(gateway.store.read, [{ identity, parameter: 'identity' }]);
  return gateway.token({ name: identity, role: Role.USER, principal });
}

const THINGS = { Addin: 'addin', Category: 'category', Room: 'room' } as const;

/** Sends the mutation `newAddin`, `setCategory`, … as an administrator; gives the global id of the thing, and its version. */
export async function change(
  gateway: TestGateway,
  mutation: string,
  input: object,
): Promise<{ id: string; version: number }> {
  const [, verb, type] = /^([a-z]+)([A-Z]\w+)$/.exec(mutation) as unknown as [string, string, keyof typeof THINGS];
  const answered = verb === 'remove' ? 'id: removedId' : `${THINGS[type]} { id version }`;
  const document = `mutation Change($input: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { ${answered} } }`;
  const { data, errors } = await gateway.graphql<Record<string, Record<string, unknown>>>(document, { input });
  if (errors) throw new Error(errors[0]!.message);
  return (verb === 'remove' ? data![mutation] : data![mutation]![THINGS[type]]) as { id: string; version: number };
}

/** A category with lists, each entry in any form of identity. */
export async function addCategory(
  gateway: TestGateway,
  name: string,
  {
    allowed = [],
    denied = [],
    creators = [],
    ...settings
  }: { allowed?: string[]; denied?: string[]; creators?: string[]; [setting: string]: unknown } = {},
): Promise<string> {
  const { id } = await change(gateway, 'newCategory', { name, ...settings });
  const lists = {
    allowedMembers: { replace: allowed },
    deniedMembers: { replace: denied },
    creators: { replace: creators },
  };
  await change(gateway, 'setCategory', { id, ...lists });
  return id;
}
