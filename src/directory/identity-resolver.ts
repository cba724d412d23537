import type { EntityManager } from 'typeorm';

import { entityOf, rowsOf } from '../database/rows';
import { columnName } from '../database/snake-naming-strategy';
import { join, or, raw, sql, type Sql } from '../database/sql';
import { foldedKey } from '../database/text-keys';
import type { Candidate } from '../error-details';
import { ErrorCode, GatewayError } from '../errors';
import { type IdentityColumn, identityKeys, isOtherThanName } from './identity-keys';
import { Principal } from './principal.entity';

/** An identity that somebody gave, and where. */
export interface IdentityRequest {
  identity: string;
  /** The input path, such as `input.members.add[2]`. */
  parameter: string;
}

const LONGEST = 2_048;
const CANDIDATES = 20;
const IDENTITIES_PER_STATEMENT = 5_000;

/**
 * Finds the one principal that each identity names, in the order of the requests and in one statement: by SIP address, user principal
 * name, `domain\logon`, display name, distinguished name or GUID. One that is missing is found where no present one fits.
 *
 * @throws GatewayError NOT_FOUND where an identity fits nothing, AMBIGUOUS_IDENTITY with the `candidates` where it fits several
 * things, BAD_USER_INPUT where it is empty, too long, or has a wildcard.
 */
export async function resolvePrincipals(
  manager: EntityManager,
  requests: readonly IdentityRequest[],
): Promise<Principal[]> {
  return (await resolveEach(manager, requests)).map((found) => {
    if (found instanceof GatewayError) throw found;
    return found;
  });
}

/** The same for requests that don't depend on each other: what is wrong with one is in its place. */
export async function resolveEach(
  manager: EntityManager,
  requests: readonly IdentityRequest[],
): Promise<(Principal | GatewayError)[]> {
  const results = requests.map((request) => mistakeIn(request));
  const sound = requests.filter((_, i) => results[i] === null);
  const found: (Principal | GatewayError)[] = [];
  for (let start = 0; start < sound.length; start += IDENTITIES_PER_STATEMENT) {
    const chunk = sound.slice(start, start + IDENTITIES_PER_STATEMENT);
    const keys = chunk.map(({ identity }) => identityKeys(identity));
    const principals = new FoundPrincipals(await candidates(manager, keys));
    chunk.forEach((request, i) => found.push(theOne(request, principals.fitting(keys[i]!))));
  }
  return results.map((mistake) => mistake ?? found.shift()!);
}

/**
 * The condition that a row of `principals` fits an identity, where several may: a display name may have `*` for any characters. Meant for
 * the outermost level of a statement: it is null rather than false where a principal lacks what the identity might be.
 *
 * @throws GatewayError BAD_USER_INPUT where the identity is empty or too long, or has a wildcard and is no display name.
 */
export function principalsMatching(alias: string, { identity, parameter }: IdentityRequest): Sql {
  const mistake = mistakeOfLength({ identity, parameter });
  if (mistake) throw mistake;
  const column = (property: IdentityColumn): Sql => raw(`${alias}.${columnName(property)}`);
  if (identity.includes('*')) {
    if (isOtherThanName(identity)) throw wildcardElsewhere({ identity, parameter });
    const pattern = foldedKey(identity).replace(/[!%_]/g, '!$&').replaceAll('*', '%');
    return sql`${column('displayNameKey')} LIKE ${pattern} ESCAPE '!'`;
  }
  return or(Array.from(identityKeys(identity), ([property, key]) => sql`${column(property)} = ${key}`));
}

/** What the audit trail calls a principal: its SIP address, else its user principal name, else its distinguished name. */
export function principalIdentity(
  principal: Pick<Principal, 'sipAddress' | 'userPrincipalName' | 'distinguishedName'>,
): string {
  return principal.sipAddress ?? principal.userPrincipalName ?? principal.distinguishedName;
}

function mistakeIn(request: IdentityRequest): GatewayError | null {
  const { identity, parameter } = request;
  const mistake = mistakeOfLength(request);
  if (mistake || !identity.includes('*')) return mistake;
  return new GatewayError(
    ErrorCode.BAD_USER_INPUT,
    `"${identity}" has a wildcard, which is accepted only where several principals are meant.`,
    { parameter },
  );
}

function wildcardElsewhere({ identity, parameter }: IdentityRequest): GatewayError {
  return new GatewayError(
    ErrorCode.BAD_USER_INPUT,
    `"${identity}" has a wildcard, which only display names take; other identities are looked for by "filter", as in "SipAddress -like 'sip:ken*'".`,
    { parameter },
  );
}

function mistakeOfLength({ identity, parameter }: IdentityRequest): GatewayError | null {
  if (identity === '') return new GatewayError(ErrorCode.BAD_USER_INPUT, 'An identity is empty.', { parameter });
  if (identity.length <= LONGEST) return null;
  return new GatewayError(
    ErrorCode.BAD_USER_INPUT,
    `An identity has ${identity.length} characters; at most ${LONGEST} are accepted.`,
    { parameter },
  );
}

/** Every principal that has one of the keys: one look into each index, for that is what both stores do well. */
async function candidates(
  manager: EntityManager,
  keys: readonly ReadonlyMap<IdentityColumn, string>[],
): Promise<Principal[]> {
  const byColumn = new Map<IdentityColumn, Set<string>>();
  for (const [column, key] of keys.flatMap((each) => [...each])) {
    byColumn.set(column, (byColumn.get(column) ?? new Set()).add(key));
  }
  const lookups = Array.from(
    byColumn,
    ([column, wanted]) => sql`SELECT id FROM principals WHERE ${raw(columnName(column))} IN (${[...wanted]})`,
  );
  const rows = await rowsOf(
    manager,
    sql`SELECT principal.* FROM (${join(lookups, ' UNION ')}) fitting
      JOIN principals principal ON principal.id = fitting.id ORDER BY principal.id`,
  );
  return rows.map((row) => entityOf(manager, Principal, row));
}

/** Principals by each of the keys that they have. */
class FoundPrincipals {
  private readonly byKey = new Map<string, Principal[]>();

  constructor(principals: readonly Principal[]) {
    for (const principal of principals) {
      for (const column of ['sipKey', 'upnKey', 'logonKey', 'displayNameKey', 'dnKey', 'guid'] as const) {
        const key = `${column} ${principal[column]}`;
        const others = this.byKey.get(key);
        if (others) others.push(principal);
        else this.byKey.set(key, [principal]);
      }
    }
  }

  fitting(keys: ReadonlyMap<IdentityColumn, string>): Principal[] {
    return [...new Set(Array.from(keys, ([column, key]) => this.byKey.get(`${column} ${key}`) ?? []).flat())];
  }
}

function theOne({ identity, parameter }: IdentityRequest, fitting: readonly Principal[]): Principal | GatewayError {
  const present = fitting.filter(({ missing }) => !missing);
  const choice = present.length > 0 ? present : fitting;
  if (choice.length === 1) return choice[0]!;
  if (choice.length === 0) {
    return new GatewayError(ErrorCode.NOT_FOUND, `"${identity}" names no principal of the directory.`, { parameter });
  }
  return new GatewayError(
    ErrorCode.AMBIGUOUS_IDENTITY,
    `"${identity}" names ${choice.length} principals; a SIP address or distinguished name tells them apart.`,
    { parameter, candidates: choice.slice(0, CANDIDATES).map(candidateOf) },
  );
}

function candidateOf({ globalId, distinguishedName, displayName, kind, sipAddress }: Principal): Candidate {
  return { id: globalId, identity: distinguishedName, displayName, kind, sipAddress };
}
