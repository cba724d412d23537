import { type Row, rowsOf } from '../../../src/database/rows';
import { sql } from '../../../src/database/sql';
import { Policy } from '../../../src/features/policy/policy.entity';
import { toGlobalId } from '../../../src/graphql/node';
import { type DescribedOrganisation, TestOrganisation } from '../../support/described-organisation';
import type { TestGatewayOptions } from '../../support/gateway';

export type DescribedPolicies = Omit<DescribedOrganisation, 'pools'>;

/** An organisation with policies. */
export class PolicyScene {
  private constructor(readonly organisation: TestOrganisation) {}

  static async start(described: DescribedPolicies, options?: TestGatewayOptions): Promise<PolicyScene> {
    return new PolicyScene(await TestOrganisation.start({ ...described, pools: {} }, options));
  }

  /** Makes everything as it is described, whatever became of it. */
  reset(): Promise<void> {
    return this.organisation.reset();
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
