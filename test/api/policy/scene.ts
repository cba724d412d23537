import { type Row, rowsOf } from '../../../src/database/rows';
import { foldedKey } from '../../../src/database/text-keys';
import { sql } from '../../../src/database/sql';
import { insertInChunks } from '../../../src/database/insert-in-chunks';
import { Principal } from '../../../src/directory/principal.entity';
import { Policy } from '../../../src/features/policy/policy.entity';
import { Scope } from '../../../src/features/scope/scope';
import { scopeIdentity } from '../../../src/features/scope/scope-identity';
import { Site } from '../../../src/features/topology/site.entity';
import { toGlobalId } from '../../../src/graphql/node';
import type { DescribedDirectory } from '../../support/described-directory';
import { DAWN, TestOrganisation } from '../../support/described-organisation';
import type { TestGatewayOptions } from '../../support/gateway';
import { insertSite } from '../../support/sites';

export interface DescribedPolicy {
  enables?: boolean;
  description?: string;
  tenant?: string;
  /** The users to whom it is granted, by the names that tests call them. */
  grantedTo?: string[];
}

export interface DescribedPolicies {
  directory: DescribedDirectory;
  /** Beside Redmond, which is always there. */
  sites?: string[];
  /** By their identities; the global one enables Persistent Chat where it isn't said. */
  policies: Record<string, DescribedPolicy>;
}

const EVERY = [Scope.GLOBAL, Scope.SITE, Scope.USER];

/** An organisation with policies. */
export class PolicyScene {
  private constructor(
    readonly organisation: TestOrganisation,
    private readonly described: DescribedPolicies,
  ) {}

  static async start(described: DescribedPolicies, options?: TestGatewayOptions): Promise<PolicyScene> {
    const { directory } = described;
    const scene = new PolicyScene(await TestOrganisation.start({ directory, pools: {} }, options), described);
    await scene.reset();
    return scene;
  }

  /** Makes everything as it is described, whatever became of it. */
  async reset(): Promise<void> {
    const { organisation, described } = this;
    await organisation.gateway.store.write(async (tx) => {
      await tx.query('UPDATE principals SET policy_id = NULL');
      await tx.query('DELETE FROM policies');
    });
    await organisation.reset();
    await organisation.gateway.store.write(async (tx) => {
      for (const name of described.sites ?? []) await insertSite(tx, name);
      const sites = new Map((await tx.find(Site)).map(({ nameKey, id }) => [nameKey, id]));
      const all: Record<string, DescribedPolicy> = { global: { enables: true }, ...described.policies };
      const policies = Object.entries(all);
      const rows = policies.map(([given, { enables = false, description = '', tenant = null }]) => {
        const { scope, name, key } = scopeIdentity(given, 'identity', 'policies', EVERY);
        const siteId = scope === Scope.SITE ? sites.get(foldedKey(name))! : null;
        return {
          ...{ identity: given, identityKey: key, scope, siteId },
          ...{ description, descriptionKey: foldedKey(description), enablePersistentChat: enables, tenantId: tenant },
          ...{ version: 1, createdAt: DAWN, updatedAt: DAWN },
        };
      });
      await insertInChunks(tx, Policy, rows);
      const ids = new Map((await tx.find(Policy)).map(({ identity, id }) => [identity, id]));
      for (const [identity, { grantedTo = [] }] of policies) {
        for (const name of grantedTo) {
          await tx.update(Principal, organisation.principalId(name), { policyId: ids.get(identity)! });
        }
      }
      await tx.query('UPDATE change_sequence SET last = last + 1 WHERE id = 1');
      await tx.query('UPDATE change_sequence SET policies = last WHERE id = 1');
    });
  }

  data<T>(query: string, variables?: object, as?: string): Promise<T> {
    return this.organisation.data<T>(query, variables, as);
  }

  /** The one error of a request that is refused, after looking that it wrote nothing. */
  async refusal(query: string, variables: object, as?: string): Promise<Record<string, unknown>> {
    const before = await this.stored();
    const refusal = await this.organisation.refusal(query, variables, as);
    expect(await this.stored()).toEqual(before);
    return refusal;
  }

  async policyId(identity: string): Promise<string> {
    const { id } = await this.organisation.gateway.store.read.findOneByOrFail(Policy, { identity });
    return toGlobalId('Policy', id);
  }

  principalId(name: string): string {
    return toGlobalId('Principal', this.organisation.principalId(name));
  }

  private async stored(): Promise<Row[][]> {
    const { read } = this.organisation.gateway.store;
    const policies = await rowsOf(read, sql`SELECT * FROM policies ORDER BY id`);
    return [policies, await rowsOf(read, sql`SELECT id, policy_id FROM principals ORDER BY id`)];
  }
}
