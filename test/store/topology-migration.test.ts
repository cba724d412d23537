import { dataSourceOptions } from '../../src/database/data-source-options';
import { parseDatabaseUrl } from '../../src/database/database-url';
import { GatewayDataSource } from '../../src/database/gateway-data-source';
import { migrations } from '../../src/database/migrations/migrations';
import { Topology1795408800000 } from '../../src/database/migrations/2026-11-22-topology.migration';
import { PoolServer } from '../../src/features/topology/pool-server.entity';
import { Pool, PoolState } from '../../src/features/topology/pool.entity';
import { SipDomain } from '../../src/features/topology/sip-domain.entity';
import { Site } from '../../src/features/topology/site.entity';
import { afterUse } from '../support/clean-up';
import { testDatabaseUrl } from '../support/test-database';

async function storeFromBefore(): Promise<GatewayDataSource> {
  const dataSource = new GatewayDataSource(dataSourceOptions(parseDatabaseUrl(await testDatabaseUrl())));
  afterUse(() => dataSource.destroy());
  await dataSource.initialize();
  const later = migrations.length - migrations.indexOf(Topology1795408800000);
  for (let undone = 0; undone < later; undone++) await dataSource.undoLastMigration();
  return dataSource;
}

async function addPrincipal(
  dataSource: GatewayDataSource,
  guid: string,
  kind: string,
  sip: string | null,
  missing = 0,
) {
  const columns = {
    guid,
    kind,
    missing,
    enabled: 1,
    sip_address: sip,
    sip_key: sip?.toLowerCase() ?? null,
    ...Object.fromEntries(
      ['display_name', 'display_name_key', 'sort_key', 'distinguished_name', 'dn_key'].map((name) => [name, guid]),
    ),
  };
  const names = Object.keys(columns);
  await dataSource.query(
    `INSERT INTO principals (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    Object.values(columns),
  );
}

it('gives the parts of a topology from before a history and states, and knows the SIP domains of its users', async () => {
  const dataSource = await storeFromBefore();
  await dataSource.query("INSERT INTO sites (id, name, name_key) VALUES (7, 'Redmond', 'redmond')");
  for (const [id, fqdn, state] of [
    [1, 'red.litwareinc.com', 'NORMAL'],
    [2, 'atl.litwareinc.com', 'FAILED_OVER'],
  ]) {
    await dataSource.query('INSERT INTO pools (id, fqdn, state, site_id) VALUES (?, ?, ?, 7)', [id, fqdn, state]);
    await dataSource.query('INSERT INTO pool_servers (fqdn, active, pool_id) VALUES (?, 1, ?)', [`srv.${fqdn}`, id]);
  }
  await addPrincipal(dataSource, 'a', 'USER', 'sip:Ann@Litwareinc.com');
  await addPrincipal(dataSource, 'b', 'USER', 'sip:bob@litwareinc.com');
  await addPrincipal(dataSource, 'c', 'USER', 'sip:zoe@contoso.com');
  await addPrincipal(dataSource, 'd', 'USER', null);
  await addPrincipal(dataSource, 'e', 'USER', 'sip:gone@adatum.com', 1);
  await addPrincipal(dataSource, 'f', 'CONTACT', 'sip:partner@fabrikam.com');
  await dataSource.runMigrations();

  const read = dataSource.manager;
  const site = await read.findOneByOrFail(Site, { id: 7 });
  expect(site).toMatchObject({ name: 'Redmond', version: 1, updatedAt: site.createdAt });
  expect(Math.abs(Date.now() - site.createdAt.getTime())).toBeLessThan(60_000);
  const unknown = { version: 1, primaryDatabase: null, backupDatabase: null, siteId: 7 };
  expect(await read.find(Pool, { order: { id: 'ASC' } })).toMatchObject([
    { fqdn: 'red.litwareinc.com', state: PoolState.NORMAL, ...unknown },
    { fqdn: 'atl.litwareinc.com', state: PoolState.FAILED_OVER, ...unknown },
  ]);
  expect(await read.find(PoolServer, { order: { id: 'ASC' } })).toMatchObject([
    { fqdn: 'srv.red.litwareinc.com', active: true, state: PoolState.NORMAL, poolId: 1, version: 1 },
    { fqdn: 'srv.atl.litwareinc.com', active: true, state: PoolState.FAILED_OVER, poolId: 2, version: 1 },
  ]);
  const domains = await read.find(SipDomain, { order: { id: 'ASC' } });
  expect(domains.map(({ name, version }) => [name, version])).toEqual([
    ['contoso.com', 1],
    ['litwareinc.com', 1],
  ]);
});
