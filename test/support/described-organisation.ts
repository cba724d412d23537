import { type EntityManager, Not } from 'typeorm';

import { takeSequence } from '../../src/database/change-sequence';
import { ChangeSequence } from '../../src/database/change-sequence.entity';
import { insertInChunks } from '../../src/database/insert-in-chunks';
import { type Row, rowsOf } from '../../src/database/rows';
import { raw, sql } from '../../src/database/sql';
import { Principal } from '../../src/directory/principal.entity';
import { syncNow } from '../../src/directory/sync/sync-now';
import { AccessEntry } from '../../src/eligibility/access-entry.entity';
import { Addin } from '../../src/features/addin/addin.entity';
import { Category } from '../../src/features/category/category.entity';
import { Policy } from '../../src/features/policy/policy.entity';
import { Room } from '../../src/features/room/room.entity';
import { Scope } from '../../src/features/scope/scope';
import { PoolServer } from '../../src/features/topology/pool-server.entity';
import { Pool } from '../../src/features/topology/pool.entity';
import { SipDomain } from '../../src/features/topology/sip-domain.entity';
import { Site } from '../../src/features/topology/site.entity';
import { toGlobalId } from '../../src/graphql/node';
import { insertPolicies } from '../../src/sample/sample-policies';
import { SampleRows } from '../../src/sample/sample-rows';
import type { SampleCategory, SampleRoom } from '../../src/sample/sample-site';
import { Role } from '../../src/security/access-token.entity';
import { type DescribedDirectory, DescribedDirectorySource } from './described-directory';
import { type Answer, startTestGateway, type TestGateway, type TestGatewayOptions } from './gateway';

export type DescribedRoom = Partial<Omit<SampleRoom, 'name'>>;

export interface DescribedCategory extends Partial<Omit<SampleCategory, 'name' | 'rooms'>> {
  rooms?: Record<string, DescribedRoom>;
}

export interface DescribedPool {
  primaryDatabase?: string;
  backupDatabase?: string | null;
  activeServers?: string[];
  inactiveServers?: string[];
  addins?: Record<string, string>;
  categories?: Record<string, DescribedCategory>;
}

/** A policy that doesn't enable Persistent Chat and is granted to nobody, where nothing is said. */
export interface DescribedPolicy {
  enables?: boolean;
  description?: string;
  tenant?: string;
  /** The users to whom it is granted, by the names that tests call them. */
  grantedTo?: string[];
}

/** Things by their names. */
export interface DescribedOrganisation {
  directory: DescribedDirectory;
  pools: Record<string, DescribedPool>;
  /** Beside Redmond, which has the pools. */
  sites?: string[];
  /** By their identities; the global one enables Persistent Chat where it isn't said. */
  policies?: Record<string, DescribedPolicy>;
}

/** Where changes are kept. */
const TRACES = ['audit_entries', 'invitations', 'idempotent_answers'];

/** What can be changed, what refers before what is referred to. */
const THINGS = ['access_entries', 'rooms', 'addins', 'categories', 'pool_servers', 'pools', 'sites', 'sip_domains'];

/** When everything that is described was made. */
export const DAWN = new Date('2026-01-01T00:00:00.000Z');

/** A gateway with a small organisation of its own. */
export class TestOrganisation {
  private readonly source = new DescribedDirectorySource();
  private readonly tokens = new Map<string, string>();
  private principals = new Map<string, Principal>();
  /** The number of the change that made the policies. */
  private policiesMade?: number;

  private constructor(
    readonly gateway: TestGateway,
    private readonly described: DescribedOrganisation,
  ) {}

  static async start(described: DescribedOrganisation, options?: TestGatewayOptions): Promise<TestOrganisation> {
    const organisation = new TestOrganisation(await startTestGateway(options), described);
    await organisation.reset();
    return organisation;
  }

  /** Makes everything as it is described, whatever became of it. */
  async reset(): Promise<void> {
    await this.sync(this.described.directory);
    const rows = this.rows();
    await this.gateway.store.write(async (tx) => {
      const hasPolicies = await this.hasPolicies(tx);
      if (!hasPolicies) await clearPolicies(tx);
      for (const table of [...THINGS, ...TRACES]) await tx.query(`DELETE FROM ${table}`);
      await insertInChunks(tx, SipDomain, rows.sipDomains);
      await insertInChunks(tx, Site, rows.sites);
      await insertInChunks(tx, Pool, rows.pools);
      await insertInChunks(tx, PoolServer, rows.servers);
      await insertInChunks(tx, Addin, rows.addins);
      await insertInChunks(tx, Category, rows.categories);
      await insertInChunks(tx, Room, rows.rooms);
      await insertInChunks(tx, AccessEntry, rows.entries);
      if (!hasPolicies) await this.makePolicies(tx);
    });
  }

  /** Brings the directory to what is described; who isn't any more is missing from then on. */
  async sync(directory: DescribedDirectory): Promise<void> {
    await syncNow(this.gateway.store, this.source.of(directory));
    const principals = await this.gateway.store.read.find(Principal);
    this.principals = new Map(principals.map((principal) => [this.source.nameOf(principal.guid), principal]));
  }

  principalId(name: string): number {
    return this.principals.get(name)!.id;
  }

  /** The global id of the thing with that name. */
  async globalId(type: 'Room' | 'Category' | 'Addin' | 'Policy', name: string): Promise<string> {
    const entity = { Room, Category, Addin, Policy }[type];
    const which = type === 'Policy' ? { identity: name } : { name };
    const { id } = await this.gateway.store.read.findOneByOrFail<{ id: number; name?: string; identity?: string }>(
      entity,
      which,
    );
    return toGlobalId(type, id);
  }

  /** Asks as the administrator, the viewer, or the user with that name. */
  async ask<T = Record<string, never>>(query: string, variables?: object, as = 'administrator'): Promise<Answer<T>> {
    const isRole = as === 'administrator' || as === 'viewer';
    return this.gateway.graphql<T>(query, variables, { as: isRole ? as : await this.tokenOf(as) });
  }

  /** What an answer without errors says. */
  async data<T>(query: string, variables?: object, as?: string): Promise<T> {
    const answer = await this.ask<T>(query, variables, as);
    expect(answer.errors).toBeUndefined();
    return answer.data!;
  }

  /** The one error of a request that is refused, after looking that it wrote nothing. */
  async refusal(
    query: string,
    variables?: object,
    as?: string,
  ): Promise<{ message: string } & Record<string, unknown>> {
    const before = await this.stored();
    const { errors } = await this.ask(query, variables, as);
    expect(await this.stored()).toEqual(before);
    expect(errors).toHaveLength(1);
    const { message, extensions } = errors![0]!;
    return { message, ...extensions };
  }

  /** All rows that a change may write, table by table. */
  async stored(): Promise<Record<string, Row[]>> {
    const grants = '(SELECT id, policy_id FROM principals WHERE policy_id IS NOT NULL) grants';
    const kept = [...THINGS, 'policies', grants, ...TRACES, 'change_sequence'];
    const tables = kept.map(async (table): Promise<[string, Row[]]> => {
      const rows = await rowsOf(this.gateway.store.read, sql`SELECT * FROM ${raw(table)}`);
      return [table, rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))];
    });
    return Object.fromEntries(await Promise.all(tables));
  }

  /** Whether nothing became of the policies: made again, they would cost the next request a look at them. */
  private async hasPolicies(tx: EntityManager): Promise<boolean> {
    const { policies } = await tx.findOneByOrFail(ChangeSequence, { id: 1 });
    return this.described.policies === undefined && policies === this.policiesMade;
  }

  private async makePolicies(tx: EntityManager): Promise<void> {
    const described = { global: { enables: true }, ...this.described.policies };
    const policies = Object.entries<DescribedPolicy>(described).map(([identity, said]) => ({
      identity,
      description: '',
      enables: false,
      ...said,
      grantedTo: said.grantedTo?.map((name) => this.principals.get(name)!.guid),
    }));
    await insertPolicies(tx, policies, DAWN);
    for (const { identity, tenant = null } of policies) await tx.update(Policy, { identity }, { tenantId: tenant });
    this.policiesMade = (await takeSequence(tx, 1, 'policies')).first;
  }

  /** The described sites as rows. */
  private rows(): SampleRows {
    const pools = Object.entries(this.described.pools).map(([fqdn, { addins = {}, categories = {}, ...served }]) => ({
      fqdn,
      primaryDatabase: 'sql.litwareinc.com\\rtc',
      backupDatabase: null,
      activeServers: [],
      inactiveServers: [],
      ...served,
      addins,
      categories: Object.entries(categories).map(([name, { rooms = {}, ...category }]) => ({
        name,
        description: '',
        allowed: [],
        ...category,
        rooms: Object.entries(rooms).map(([room, said]) => ({ name: room, description: '', megabytes: 0, ...said })),
      })),
    }));
    const rows = new SampleRows(new Map(Array.from(this.principals, ([name, { id }]) => [name, id])), DAWN);
    rows.addSipDomain('litwareinc.com');
    rows.addSite({ name: 'Redmond', pools });
    for (const name of this.described.sites ?? []) rows.addSite({ name, pools: [] });
    return rows;
  }

  private async tokenOf(name: string): Promise<string> {
    const known = this.tokens.get(name);
    if (known) return known;
    const token = await this.gateway.token({ name, role: Role.USER, principal: this.principals.get(name)! });
    this.tokens.set(name, token);
    return token;
  }
}

async function clearPolicies(tx: EntityManager): Promise<void> {
  await tx.query('UPDATE principals SET policy_id = NULL WHERE policy_id IS NOT NULL');
  await tx.delete(Policy, { scope: Not(Scope.GLOBAL) });
}
