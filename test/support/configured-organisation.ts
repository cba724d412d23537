import { insertInChunks } from '../../src/database/insert-in-chunks';
import { type Row, rowsOf } from '../../src/database/rows';
import { raw, sql } from '../../src/database/sql';
import { ComplianceConfiguration } from '../../src/features/compliance/compliance-configuration.entity';
import { Configuration } from '../../src/features/configuration/configuration.entity';
import { Pool, PoolState } from '../../src/features/topology/pool.entity';
import { Site } from '../../src/features/topology/site.entity';
import { toGlobalId } from '../../src/graphql/node';
import { DAWN, TestOrganisation } from './described-organisation';
import type { TestGatewayOptions } from './gateway';
import { insertSite } from './sites';

const TABLES = ['configurations', 'compliance_configurations', 'endpoints'];

/** The mutation that makes a thing, and its input. */
export type Making = readonly [mutation: string, input: object];

/** An organisation of two sites, Redmond with two pools and Atlanta with one, and what is set for them. */
export class ConfiguredOrganisation {
  private constructor(
    readonly organisation: TestOrganisation,
    private readonly making: readonly Making[],
    private readonly globals: [Configuration[], ComplianceConfiguration[]],
  ) {}

  /** @param making what there is beside the global configurations, which have their defaults */
  static async start(making: readonly Making[], options?: TestGatewayOptions): Promise<ConfiguredOrganisation> {
    const organisation = await TestOrganisation.start(
      { directory: { Ann: {}, Bob: {} }, pools: { 'red-1.litwareinc.com': {}, 'red-2.litwareinc.com': {} } },
      options,
    );
    const { read } = organisation.gateway.store;
    const globals: ConfiguredOrganisation['globals'] = [
      await read.find(Configuration),
      await read.find(ComplianceConfiguration),
    ];
    const configured = new ConfiguredOrganisation(organisation, making, globals);
    await configured.reset();
    return configured;
  }

  /** Makes everything as it is described, whatever became of it. */
  async reset(): Promise<void> {
    const { store } = this.organisation.gateway;
    await store.write(async (tx) => {
      for (const table of TABLES) await tx.query(`DELETE FROM ${table}`);
    });
    await this.organisation.reset();
    await store.write(async (tx) => {
      const [configurations, recordings] = this.globals;
      await insertInChunks(tx, Configuration, configurations);
      await insertInChunks(tx, ComplianceConfiguration, recordings);
      await insertSite(tx, 'Atlanta');
      const { id: siteId } = await tx.findOneByOrFail(Site, { name: 'Atlanta' });
      const pool = { fqdn: 'atl.litwareinc.com', siteId, state: PoolState.NORMAL };
      await tx.insert(Pool, { ...pool, version: 1, createdAt: DAWN, updatedAt: DAWN });
    });
    for (const [mutation, input] of this.making) {
      const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
      await this.data(`mutation Make($input: ${type}!) { ${mutation}(input: $input) { operationId } }`, { input });
    }
    await store.write(async (tx) => {
      for (const table of TABLES) await tx.query(`UPDATE ${table} SET created_at = ?, updated_at = ?`, AT_DAWN);
      await tx.query('DELETE FROM audit_entries');
    });
  }

  ask: TestOrganisation['ask'] = (...asked) => this.organisation.ask(...asked);

  data<T>(query: string, variables?: object, as?: string): Promise<T> {
    return this.organisation.data<T>(query, variables, as);
  }

  /** The one error of a request that is refused, after looking that it wrote nothing. */
  async refusal(query: string, variables: object, as?: string): Promise<{ message: string } & Record<string, unknown>> {
    const before = await this.stored();
    const refusal = await this.organisation.refusal(query, variables, as);
    expect(await this.stored()).toEqual(before);
    return refusal;
  }

  /** All rows that a change may write. */
  async stored(): Promise<Row[][]> {
    const { read } = this.organisation.gateway.store;
    const own = await Promise.all(TABLES.map((table) => rowsOf(read, sql`SELECT * FROM ${raw(table)} ORDER BY id`)));
    return [...own, ...Object.values(await this.organisation.stored())];
  }

  statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    return this.organisation.gateway.statementsOf(work);
  }

  /** The global id of a configuration. */
  async idOf(type: 'Configuration' | 'ComplianceConfiguration', identity: string): Promise<string> {
    const { read } = this.organisation.gateway.store;
    const entity = { Configuration, ComplianceConfiguration }[type];
    const { id } = await read.findOneByOrFail<{ id: number; identity: string }>(entity, { identity });
    return toGlobalId(type, id);
  }
}

const AT_DAWN = [DAWN, DAWN].map((date) => date.toISOString().replace('T', ' ').slice(0, -1));
