import type { GatewayError } from '../../errors';
import { firstFew } from '../first-few';
import type { Plan, RefusedThing } from '../plan';
import { compareResults, type ResultError, type ThingResult } from './thing-result';

/** As many are kept for retries. */
const KEPT_RESULTS = 500;

/** What became of all of them. */
export interface BulkOutcome {
  succeeded: number;
  failed: number;
  /** The failed ones first, each part by type and id. */
  results: ThingResult[];
}

/** Null for the change of one thing. */
export function bulkOutcome({ things, refused }: Plan): BulkOutcome | null {
  if (!refused) return null;
  const failed = refused.map(({ type, id, identity, error }) => ({
    type,
    id,
    identity,
    changes: [],
    error: resultError(error),
  }));
  const succeeded = things.map(({ type, id, identity, changes }) => ({
    type,
    id: id!,
    identity,
    changes,
    error: null,
  }));
  return {
    succeeded: succeeded.length,
    failed: failed.length,
    results: [...failed, ...succeeded].sort(compareResults),
  };
}

/** What is kept of it for retries. */
export function keptOutcome({ results, ...counts }: BulkOutcome): BulkOutcome {
  return { ...counts, results: results.slice(0, KEPT_RESULTS) };
}

/** Why a change that is all or nothing is nothing. */
export function rolledBack(refused: readonly RefusedThing[], succeeding: number): GatewayError {
  const [{ identity, error }] = refused as [RefusedThing];
  const of = `${refused.length} of ${refused.length + succeeding}`;
  const wayOut = succeeding ? ' With "onError: CONTINUE" the others are changed.' : '';
  return error.retold(`Nothing was changed, because ${of} can not be: ${identity}: ${error.message}${wayOut}`, {
    failed: refused.length,
    failures: firstFew(refused).map((each) => ({ identity: each.identity, ...resultError(each.error) })),
  });
}

function resultError({ code, message, details }: GatewayError): ResultError {
  return { code, message, parameter: details.parameter ?? null };
}
