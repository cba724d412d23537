import type { EntityManager } from 'typeorm';

import { sql } from '../../database/sql';
import { ErrorCode, GatewayError } from '../../errors';
import { fromGlobalId } from '../../graphql/node';
import type { PastChange } from './past-change';
import { pastChanges } from './past-changes';
import type { RevertInput } from './revert.inputs';

/**
 * The changes that an input asks to undo, and the path of the input that does.
 *
 * @throws GatewayError BAD_USER_INPUT where it asks for none or in two ways, NOT_FOUND where the audit trail has no such.
 */
export async function pastAsked(
  manager: EntityManager,
  { auditEntry, operation }: RevertInput,
): Promise<{ past: PastChange[]; parameter: string }> {
  const given = [auditEntry, operation].filter((each) => typeof each === 'string').length;
  if (given !== 1) {
    const message = given
      ? 'Give "auditEntry" or "operation", not both.'
      : 'Say what to undo, by "auditEntry" or by "operation".';
    throw new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: 'input.auditEntry' });
  }
  if (typeof auditEntry === 'string') {
    const past = await pastChanges(manager, sql`entry.id = ${numberOf(auditEntry)}`);
    return { past: found(past, `entry "${auditEntry}"`, 'input.auditEntry'), parameter: 'input.auditEntry' };
  }
  const past = await pastChanges(manager, sql`entry.operation_id = ${operation!.toLowerCase()}`);
  return { past: found(past, `operation "${operation}"`, 'input.operation'), parameter: 'input.operation' };
}

function numberOf(auditEntry: string): number {
  const { type, id } = fromGlobalId(auditEntry, 'input.auditEntry');
  if (type === 'AuditEntry') return id;
  const message = `"${auditEntry}" is an id of the type ${type}, not of an audit entry.`;
  throw new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: 'input.auditEntry' });
}

function found(past: PastChange[], what: string, parameter: string): PastChange[] {
  if (past.length) return past;
  const message = `The audit trail has no ${what}; entries that were kept long enough are cleared away.`;
  throw new GatewayError(ErrorCode.NOT_FOUND, message, { parameter });
}
