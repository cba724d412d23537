import { or, raw, sql, type Sql } from '../../database/sql';
import { foldedKey, likeLiteral } from '../../database/text-keys';
import { DistinguishedName } from '../../directory/distinguished-name';
import { ErrorCode, GatewayError } from '../../errors';

const LONGEST = 2_048;
const GUID = /^\{?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\}?$/;
const SIP_KEY = raw('endpoint.sip_key');
const DISPLAY_NAME_KEY = raw('endpoint.display_name_key');
const DN_KEY = raw('endpoint.dn_key');

/**
 * The condition that a row `endpoint` has an identity: a SIP address with or without `sip:`, a display name, a distinguished name or a GUID.
 *
 * @throws GatewayError BAD_USER_INPUT where it is empty or too long.
 */
export function endpointNamed(identity: string, parameter: string): Sql {
  checkLength(identity, parameter);
  const key = foldedKey(identity);
  const guid = GUID.exec(key)?.[1];
  const name = DistinguishedName.parse(identity)?.normalised;
  return or([
    sql`${SIP_KEY} IN (${[key, `sip:${key}`]})`,
    sql`${DISPLAY_NAME_KEY} = ${key}`,
    ...(name === undefined ? [] : [sql`${DN_KEY} = ${name}`]),
    ...(guid === undefined ? [] : [sql`endpoint.guid = ${guid}`]),
  ]);
}

/** The same where several may be meant: a SIP address or display name may have `*` for any characters. */
export function endpointsNamed(identity: string, parameter: string): Sql {
  if (!identity.includes('*')) return endpointNamed(identity, parameter);
  checkLength(identity, parameter);
  const pattern = likeLiteral(identity).replaceAll('*', '%');
  const isLike = (column: Sql, like: string) => sql`${column} LIKE ${like} ESCAPE '!'`;
  return or([isLike(SIP_KEY, pattern), isLike(SIP_KEY, `sip:${pattern}`), isLike(DISPLAY_NAME_KEY, pattern)]);
}

/**
 * The condition that a row `endpoint` stands below what a distinguished name names.
 *
 * @throws GatewayError BAD_USER_INPUT where that is none.
 */
export function standsBelow(ou: string, parameter: string): Sql {
  checkLength(ou, parameter);
  const above = DistinguishedName.parse(ou);
  if (!above) {
    throw new GatewayError(
      ErrorCode.BAD_USER_INPUT,
      `${JSON.stringify(ou)} is no distinguished name, such as "DC=litwareinc,DC=com".`,
      { parameter },
    );
  }
  return sql`${DN_KEY} LIKE ${`%,${likeLiteral(above.normalised)}`} ESCAPE '!'`;
}

function checkLength(identity: string, parameter: string): void {
  const refuse = (message: string) => new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter });
  if (identity === '') throw refuse('An identity is empty.');
  if (identity.length <= LONGEST) return;
  throw refuse(`An identity has ${identity.length} characters; at most ${LONGEST} are accepted.`);
}
