import { type Row, rowsOf } from '../../../src/database/rows';
import { raw, sql } from '../../../src/database/sql';
import { type BulkAnswer, bulkDocument } from '../../support/bulk';
import type { TestOrganisation } from '../../support/described-organisation';

const ACCESS = 'totalCount nodes { principal { displayName } roomCount }';

const REVERT = bulkDocument('revert', { entries: 'added { identity } removed { identity }' });
const REVERT_WITH_IMPACT = bulkDocument('revert', {
  besides: `impact { gained { ${ACCESS} } lost { ${ACCESS} } } policyImpact { gained { totalCount } lost { totalCount } } invitedCount`,
});

interface Access {
  totalCount: number;
  nodes: { principal: { displayName: string }; roomCount: number }[];
}

export interface RevertAnswer extends BulkAnswer {
  impact: { gained: Access; lost: Access } | null;
  policyImpact: { gained: { totalCount: number }; lost: { totalCount: number } } | null;
  invitedCount: number;
}

/** Undoes as the administrator. */
export async function revert(organisation: TestOrganisation, input: object): Promise<BulkAnswer> {
  return (await organisation.data<{ bulk: BulkAnswer }>(REVERT, { input })).bulk;
}

/** The same, asking who gains and who loses what. */
export async function revertAskingWhom(organisation: TestOrganisation, input: object): Promise<RevertAnswer> {
  return (await organisation.data<{ bulk: RevertAnswer }>(REVERT_WITH_IMPACT, { input })).bulk;
}

/** The error of an undoing that is refused, and writes nothing. */
export function refusedRevert(
  organisation: TestOrganisation,
  input: object,
  as?: string,
): ReturnType<TestOrganisation['refusal']> {
  return organisation.refusal(REVERT, { input }, as);
}

/** Makes a change as the administrator; gives its operation. */
export async function operate(organisation: TestOrganisation, mutation: string, input: object): Promise<string> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation Operate($input: ${type}!) { made: ${mutation}(input: $input) { operationId } }`;
  const { made } = await organisation.data<{ made: { operationId: string | null } }>(document, { input });
  expect(made.operationId).not.toBeNull();
  return made.operationId!;
}

export interface Entry {
  id: string;
  operation: string;
  kind: string;
  nodeType: string;
  identity: string;
  reverts: { id: string; operation: string } | null;
  revertedBy: { id: string; operation: string } | null;
}

/** The audit entries of an operation, in their order. */
export async function entriesOf(organisation: TestOrganisation, operation: string | null): Promise<Entry[]> {
  const query = `query ($operation: String!) {
    auditEntries(where: { operationId: { eq: $operation } }, order: { field: COMMITTED }, first: 500) {
      nodes { id operation kind nodeType identity reverts { id operation } revertedBy { id operation } }
    }
  }`;
  return (await organisation.data<{ auditEntries: { nodes: Entry[] } }>(query, { operation })).auditEntries.nodes;
}

const TABLES = [
  'addins',
  'categories',
  'rooms',
  'access_entries',
  'pools',
  'pool_servers',
  'policies',
  'configurations',
  'compliance_configurations',
  'endpoints',
];

/** All that can be changed, but for how often and when it was. */
export async function everything({ gateway }: TestOrganisation): Promise<Record<string, Row[]>> {
  const tables = TABLES.map(async (table): Promise<[string, Row[]]> => {
    const rows = await rowsOf(gateway.store.read, sql`SELECT * FROM ${raw(table)}`);
    const lasting = rows.map(({ version: _version, updated_at: _updatedAt, ...row }) => row);
    return [table, lasting.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))];
  });
  const grants = rowsOf(gateway.store.read, sql`SELECT id, policy_id FROM principals ORDER BY id`);
  return { ...Object.fromEntries(await Promise.all(tables)), grants: await grants };
}
