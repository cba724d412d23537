import { ErrorCode, GatewayError } from '../errors';

/**
 * The fields that an input gives, out of those that can't be cleared.
 *
 * @throws GatewayError BAD_USER_INPUT where one of them is null.
 */
export function givenFields<T extends object, K extends keyof T & string>(
  input: T,
  names: readonly K[],
): { [P in K]?: NonNullable<T[P]> } {
  const given = names.filter((name) => input[name] !== undefined);
  const cleared = given.find((name) => input[name] === null);
  if (cleared) {
    throw new GatewayError(ErrorCode.BAD_USER_INPUT, `"${cleared}" can't be null; leave it out to let it stay.`, {
      parameter: `input.${cleared}`,
    });
  }
  return Object.fromEntries(given.map((name) => [name, input[name]])) as { [P in K]?: NonNullable<T[P]> };
}
