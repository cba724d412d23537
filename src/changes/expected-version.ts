import { ErrorCode, GatewayError } from '../errors';
import { toGlobalId } from '../graphql/node';
import type { TargetInput } from './change.inputs';

/** Refuses a change that was made of an older version of a thing, and shows the present one. */
export function checkExpectedVersion(
  { expectedVersion }: TargetInput,
  thing: { id: number; version: number; updatedAt: Date },
  identity: string,
  present: Record<string, unknown>,
): void {
  if (typeof expectedVersion !== 'number' || expectedVersion === thing.version) return;
  throw new GatewayError(
    ErrorCode.CONFLICT,
    `${identity} has version ${thing.version} by now, not ${expectedVersion}: somebody changed it.`,
    {
      parameter: 'input.expectedVersion',
      current: {
        id: toGlobalId(thing.constructor.name, thing.id),
        identity,
        version: thing.version,
        updatedAt: thing.updatedAt,
        ...present,
      },
    },
  );
}
