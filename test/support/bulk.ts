import type { TestOrganisation } from './described-organisation';

/** What became of one of many things. */
export interface Result {
  identity: string;
  changes: { path: string; before: unknown; after: unknown }[];
  error: { code: string; message: string; parameter: string | null } | null;
}

/** What a change of many things answers. */
export interface BulkAnswer {
  succeeded: number;
  failed: number;
  plan: string | null;
  operationId: string | null;
  warnings: { code: string; message: string }[];
  results: { totalCount: number; nodes: Result[] };
}

/**
 * The document of a change of many things, such as `setAddins`.
 *
 * @param besides what else of the payload it shows
 * @param entries what of the changes it shows beside the values
 */
export function bulkDocument(mutation: string, { besides = '', entries = '' } = {}): string {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  return `mutation Bulk($input: ${type}!) {
    bulk: ${mutation}(input: $input) {
      succeeded failed plan operationId warnings { code message }
      results(first: 10) {
        totalCount
        nodes { identity changes { path before after ${entries} } error { code message parameter } }
      }
      ${besides}
    }
  }`;
}

/** What the audit trail keeps of an operation, in the order of its entries. */
export async function trailOf(
  organisation: TestOrganisation,
  operationId: string | null,
): Promise<{ operation: string; nodeType: string; identity: string; changes: object[] }[]> {
  const query = `query ($id: String!) {
    auditEntries(where: { operationId: { eq: $id } }, order: { field: COMMITTED }, first: 500) {
      nodes { operation nodeType identity changes { path before after } }
    }
  }`;
  const { auditEntries } = await organisation.data<{
    auditEntries: { nodes: Awaited<ReturnType<typeof trailOf>> };
  }>(query, { id: operationId });
  return auditEntries.nodes;
}
