import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { takeSequence } from '../../../src/database/change-sequence';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import type { Store } from '../../../src/database/store';
import { LdifSource } from '../../../src/directory/ldif/ldif-source';
import { Principal } from '../../../src/directory/principal.entity';
import { syncNow } from '../../../src/directory/sync/sync-now';
import { AccessEntry } from '../../../src/eligibility/access-entry.entity';
import { Category } from '../../../src/features/category/category.entity';
import { Room } from '../../../src/features/room/room.entity';
import { Pool } from '../../../src/features/topology/pool.entity';
import { Site } from '../../../src/features/topology/site.entity';
import { SampleRows } from '../../../src/sample/sample-rows';
import { afterUse } from '../../support/clean-up';
import {
  type Answer,
  type AskOptions,
  startTestGateway,
  type TestGateway,
  type TestGatewayOptions,
} from '../../support/gateway';
import { ldifText } from '../../support/ldif-text';
import { setGlobalPolicy } from '../../support/policies';
import { contoso, type Domain, entriesOf, litware } from './two-domains';

const NOW = new Date('2026-11-22T08:00:00.000Z');

/** What a change of the directory writes beside the directory itself. */
const TRACES = ['directory_sync_sources', 'directory_syncs', 'audit_entries', 'idempotent_answers', 'past_denials'];

/** The files of a directory of two domains, and the file that lists them. */
export class TwoDomains {
  readonly file: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'gateway-directory-'));

  constructor() {
    afterUse(async () => rmSync(this.folder, { recursive: true }));
    this.file = join(this.folder, 'directory.yaml');
    const sources = ['litware', 'contoso'].map((name) => ({ name, kind: 'ldif', path: `${name}.ldif` }));
    writeFileSync(this.file, JSON.stringify({ sources }));
    this.write({});
  }

  /** Makes the files say this; what isn't given is as it was described. */
  write(domains: { litware?: Domain; contoso?: Domain }): void {
    const all = { litware, contoso, ...domains };
    for (const name of ['litware', 'contoso'] as const) this.writeText(name, ldifText(entriesOf(name, all[name])));
  }

  /** Puts anything in place of a domain's file, at once: it may be read any time. */
  writeText(name: 'litware' | 'contoso', text: string): void {
    writeFileSync(`${this.pathOf(name)}.new`, text);
    renameSync(`${this.pathOf(name)}.new`, this.pathOf(name));
  }

  get sources(): LdifSource[] {
    return ['litware', 'contoso'].map((name) => new LdifSource({ name, path: this.pathOf(name) }));
  }

  private pathOf(name: string): string {
    return join(this.folder, `${name}.ldif`);
  }
}

/** A gateway of two domains, with a category for the staff from which analysts are denied. */
export class DirectoryScene {
  private constructor(
    readonly gateway: TestGateway,
    readonly domains: TwoDomains,
  ) {}

  /** Everything is as it was described, and no sync in the list. */
  static async start(options: TestGatewayOptions = {}): Promise<DirectoryScene> {
    const scene = await DirectoryScene.begin(new TwoDomains(), options);
    await scene.reset();
    return scene;
  }

  /** As a gateway begins; it syncs at the start only, unless the configuration says otherwise. */
  static async begin(domains: TwoDomains, options: TestGatewayOptions = {}): Promise<DirectoryScene> {
    const gateway = await startTestGateway({
      directory: { source: 'file', path: domains.file },
      ...options,
      config: { directorySyncInterval: 0, ...options.config },
    });
    return new DirectoryScene(gateway, domains);
  }

  get store(): Store {
    return this.gateway.store;
  }

  /** Makes everything as it was described, whatever became of it. */
  async reset(): Promise<void> {
    this.domains.write({});
    await syncNow(this.store, ...this.domains.sources);
    await this.store.write(async (tx) => {
      for (const table of ['access_entries', 'rooms', 'categories', 'pools', 'sites', ...TRACES])
        await tx.query(`DELETE FROM ${table}`);
      await tx.delete(Principal, { missing: true });
      const principals = await tx.find(Principal);
      const rows = new SampleRows(new Map(principals.map(({ displayName, id }) => [displayName, id])), NOW);
      const room = { description: '', megabytes: 0 };
      const deals = { name: 'Deals', description: '', allowed: ['Staff', 'Zoe'], denied: ['Analysts'] };
      const rooms = [
        { ...room, name: 'Lobby', privacy: 'OPEN' as const },
        { ...room, name: 'Board', members: ['Bob', 'Ann'] },
      ];
      const servers = {
        activeServers: [],
        inactiveServers: [],
        primaryDatabase: 'sql.litware.com',
        backupDatabase: null,
      };
      const pool = { fqdn: 'chat.litware.com', ...servers, addins: {} };
      rows.addSite({ name: 'Redmond', pools: [{ ...pool, categories: [{ ...deals, rooms }] }] });
      await insertInChunks(tx, Site, rows.sites);
      await insertInChunks(tx, Pool, rows.pools);
      await insertInChunks(tx, Category, rows.categories);
      await insertInChunks(tx, Room, rows.rooms);
      await insertInChunks(tx, AccessEntry, rows.entries);
      await takeSequence(tx, 1, 'directory');
      await setGlobalPolicy(tx, true);
    });
  }

  /** What an answer without errors says. */
  async data<T>(query: string, variables?: object, options?: AskOptions): Promise<T> {
    const { data, errors } = await this.gateway.graphql<T>(query, variables, options);
    expect(errors).toBeUndefined();
    return data!;
  }

  /** The names of who is there, in the order of their names. */
  async present(): Promise<string[]> {
    const principals = await this.store.read.find(Principal, { where: { missing: false }, order: { sortKey: 'ASC' } });
    return principals.map(({ displayName }) => displayName);
  }
}

export interface SyncAnswer {
  plan: string | null;
  operationId: string | null;
  warnings: { code: string; message: string }[];
  changes: {
    path: string;
    after: unknown;
    added: { identity: string }[] | null;
    removed: { identity: string }[] | null;
  }[];
  entries: {
    effect: string;
    displayName: string;
    distinguishedName: string;
    kind: string;
    principal: { missing: boolean } | null;
  }[];
  report: {
    figures: Record<string, number>;
    gained: Record<string, number>;
    lost: Record<string, number>;
    letThroughCount: number;
    letThrough: {
      displayName: string;
      principal: { displayName: string } | null;
      category: { name: string };
      deniedBy: { displayName: string }[];
    }[];
    skipped: number;
    warnings: { code: string; count: number; examples: string[] }[];
    stops: { code: string; message: string }[];
  } | null;
  sync: { id: string; state: string } | null;
}

export const SYNC = `mutation Sync($input: SyncDirectoryInput!) { syncDirectory(input: $input) {
  plan operationId warnings { code message }
  changes { path after added { identity } removed { identity } }
  entries { effect displayName distinguishedName kind principal { missing } }
  report {
    figures { added changed moved missing returned membershipsAdded membershipsRemoved }
    gained { users rooms pairs } lost { users rooms pairs }
    letThroughCount letThrough { displayName principal { displayName } category { name } deniedBy { displayName } }
    skipped warnings { code count examples } stops { code message } }
  sync { id state } } }`;

/** Asks for a sync as the administrator. */
export async function sync(scene: DirectoryScene, input: object = {}): Promise<SyncAnswer> {
  return (await scene.data<{ syncDirectory: SyncAnswer }>(SYNC, { input })).syncDirectory;
}

/** The one error of a sync that is refused. */
export async function refusal(
  scene: DirectoryScene,
  input: object = {},
): Promise<{ message: string } & Record<string, unknown>> {
  const { errors }: Answer<unknown> = await scene.gateway.graphql(SYNC, { input });
  expect(errors).toHaveLength(1);
  const { message, extensions } = errors![0]!;
  return { message, ...extensions };
}

export interface ListedSync {
  id: string;
  state: string;
  trigger: string;
  actor: string;
  startedAt: string;
  endedAt: string | null;
  error: string | null;
  errorCode: string | null;
  sources: { name: string; server: string | null; whole: boolean | null }[];
  report: { figures: Record<string, number> } | null;
  auditEntry: { operationId: string; operation: string; identity: string } | null;
}

export const SYNCS = `query Syncs($where: DirectorySyncFilter, $order: DirectorySyncOrder, $first: Int) {
  directorySyncs(where: $where, order: $order, first: $first) { totalCount nodes {
    id state trigger actor startedAt endedAt error errorCode sources { name server whole }
    report { figures { added changed moved missing returned membershipsAdded membershipsRemoved } }
    auditEntry { operationId operation identity } } } }`;

/** The list of syncs, the newest first. */
export async function syncs(scene: DirectoryScene, variables: object = {}): Promise<ListedSync[]> {
  const { directorySyncs } = await scene.data<{ directorySyncs: { nodes: ListedSync[] } }>(SYNCS, variables);
  return directorySyncs.nodes;
}
