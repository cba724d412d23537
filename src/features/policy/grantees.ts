import { In, Raw } from 'typeorm';

import type { HeldThing } from '../../changes/held-thing';
import type { Planning } from '../../changes/planning';
import { idList } from '../../database/sql';
import { principalIdentity } from '../../directory/identity-resolver';
import { Principal, PrincipalKind } from '../../directory/principal.entity';
import { ErrorCode, GatewayError } from '../../errors';
import { Policy } from './policy.entity';

/** A principal as a grant holds it: it has no versions, so its changes tell what a plan was made on. */
export interface Grantee extends HeldThing {
  thing: Principal & { version: number };
}

/** Principals, held until the commit, by id. */
export async function heldPrincipals(planning: Planning, ids: readonly number[]): Promise<Grantee[]> {
  if (!ids.length) return [];
  const list = idList(ids).text;
  const principals = await planning.allToChange(Principal, {
    where: { id: Raw((column) => `${column} IN (${list})`) },
    order: { id: 'ASC' },
  });
  return principals.map((principal) => ({
    thing: Object.assign(principal, { version: 0 }),
    identity: principalIdentity(principal),
  }));
}

/** The identities of the policies that principals have, by id. */
export async function identitiesOf(
  { manager }: Planning,
  grantees: readonly Grantee[],
): Promise<ReadonlyMap<number | null, string>> {
  const ids = [...new Set(grantees.flatMap(({ thing }) => thing.policyId ?? []))];
  const policies = ids.length ? await manager.findBy(Policy, { id: In(ids) }) : [];
  return new Map(policies.map(({ id, identity }) => [id, identity]));
}

/** @throws GatewayError BAD_USER_INPUT for whom no policy, or not this one, is granted to. */
export function refuseUngrantable(
  { kind, missing, displayName }: Principal,
  policy: Policy | null,
  parameter: string | undefined,
): void {
  const refuse = (why: string) => new GatewayError(ErrorCode.BAD_USER_INPUT, `"${displayName}" ${why}.`, { parameter });
  if (kind !== PrincipalKind.USER) throw refuse(`is of the kind ${kind}: policies are granted to users only`);
  if (missing && policy) throw refuse('vanished from the directory: a policy can be taken away, but not granted');
}
