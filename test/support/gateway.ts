import { pino } from 'pino';

import { type Config, readConfig } from '../../src/config';
import { type Gateway, startGateway, type Surroundings } from '../../src/gateway';
import { Role } from '../../src/security/access-token.entity';
import { AccessTokenService, type TokenRequest } from '../../src/security/access-token.service';
import { afterUse } from './clean-up';
import { testDatabaseUrl } from './test-database';

export interface Answer<T> {
  data?: T | null;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; parameter?: string; [detail: string]: unknown };
  }[];
}

export interface AskOptions {
  /** A role, a token, or null for none; the administrator where it is left out. */
  as?: 'administrator' | 'viewer' | (string & {}) | null;
  headers?: Record<string, string>;
}

export interface TestGatewayOptions extends Partial<Surroundings> {
  /** Empty unless the sample organisation is asked for. */
  directory?: Config['directory'];
  config?: Partial<Config>;
}

/** By which the eligibility index reads the directory and the policies, and what changed of them. */
const OF_INDEX = new RegExp(
  [
    'directory_log step',
    'AS last_id FROM change_sequence',
    '^SELECT id, sort_key FROM principals ORDER BY',
    '^SELECT id, kind, display_name, sip_address, sip_key, site_key, enabled, missing FROM principals',
    'FROM principal_edges GROUP BY kind, parent_id',
    'SELECT child_id FROM principal_edges WHERE kind',
    '^SELECT policy.id, policy.scope, policy.enable_persistent_chat, site.name_key',
    'SELECT policy_id, id FROM principals',
  ].join('|'),
);

/** A gateway in this process, on a free port and a store of its own; it is stopped after the test or file that starts it. */
export class TestGateway {
  private constructor(
    private readonly gateway: Gateway,
    readonly administratorToken: string,
    readonly viewerToken: string,
    private readonly seen: string[],
    private readonly now: () => Date,
  ) {}

  static async start({
    directory = { source: 'none' },
    config,
    now = () => new Date(),
    ...surroundings
  }: TestGatewayOptions): Promise<TestGateway> {
    const seen: string[] = [];
    const databaseUrl = config?.databaseUrl ?? (await testDatabaseUrl());
    const settings = { ...readConfig({}), port: 0, playground: false, directory, ...config, databaseUrl };
    const log = pino({ level: 'silent' });
    const gateway = await startGateway(settings, { log, now, onStatement: (sql) => seen.push(sql), ...surroundings });
    afterUse(() => gateway.stop());
    const administrator = await newToken(gateway, now, { name: 'Test administrator', role: Role.ADMINISTRATOR });
    const viewer = await newToken(gateway, now, { name: 'Test viewer', role: Role.VIEWER });
    return new TestGateway(gateway, administrator, viewer, seen, now);
  }

  get url() {
    return this.gateway.url;
  }

  get store() {
    return this.gateway.store;
  }

  /** A fresh one-time code, out of the link that the terminal shows. */
  signInCode(): string {
    return new URL(this.gateway.signInLink()).hash.slice('#code='.length);
  }

  stop() {
    return this.gateway.stop();
  }

  /** A token made past the API. */
  token(request: TokenRequest): Promise<string> {
    return newToken(this.gateway, this.now, request);
  }

  async graphql<T = Record<string, unknown>>(
    query: string,
    variables?: object,
    { as = 'administrator', headers }: AskOptions = {},
  ): Promise<Answer<T>> {
    const token = as === 'administrator' ? this.administratorToken : as === 'viewer' ? this.viewerToken : as;
    const response = await this.post(
      { query, variables },
      { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    );
    return (await response.json()) as Answer<T>;
  }

  /** Sends any body to /graphql. */
  post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  /**
   * The statements that the gateway sends to the database while `work` runs: without those by which the eligibility index is made and follows, as it
   * does that at times of its own, too.
   */
  async statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    return (await this.allStatementsOf(work)).filter((sql) => !OF_INDEX.test(sql));
  }

  /** The same with those of the index; of what renews it in the background, if anything does, it depends on the time what is among them. */
  async allStatementsOf(work: () => Promise<unknown>): Promise<string[]> {
    const before = this.seen.length;
    await work();
    return this.seen.slice(before);
  }
}

export const startTestGateway = (options: TestGatewayOptions = {}): Promise<TestGateway> => TestGateway.start(options);

function newToken({ store }: Gateway, now: () => Date, request: TokenRequest): Promise<string> {
  return store.write(async (tx) => (await new AccessTokenService(now).create(tx, request)).secret);
}
