import { characterCount, foldedKey } from '../../database/text-keys';
import { ErrorCode, GatewayError } from '../../errors';
import { Scope } from './scope';

const LONGEST_NAME = 256;
const FORMS: Record<Scope, string> = {
  GLOBAL: '"global"',
  SITE: '"site:NAME"',
  SERVICE: '"service:PersistentChatServer:FQDN"',
  USER: 'a name',
};

/** What an identity says: a scope, and whose. */
export interface ScopeIdentity {
  scope: Scope;
  /** Of the site, the pool or the grantable thing; empty for the global one. */
  name: string;
  /** Folded, and equal for two identities that mean the same; of a name it begins with `tag:`. They order what has a scope, the global one first. */
  key: string;
}

/**
 * Reads an identity of something that has a scope.
 *
 * @param noun what it names, in the plural, such as `policies`
 * @param accepted the scopes that those things have
 * @throws GatewayError BAD_USER_INPUT where it is of no such scope, or has no name.
 */
export function scopeIdentity(
  identity: string,
  parameter: string,
  noun: string,
  accepted: readonly Scope[],
): ScopeIdentity {
  const refuse = (why: string) =>
    new GatewayError(ErrorCode.BAD_USER_INPUT, `${JSON.stringify(identity)} ${why}.`, { parameter });
  const { scope, name } = scopeAndName(identity);
  if (!accepted.includes(scope)) {
    const forms = accepted.map((each) => FORMS[each]);
    throw refuse(`is no identity of ${noun}: they are known by ${forms.slice(0, -1).join(', ')} or ${forms.at(-1)}`);
  }
  if (scope !== Scope.GLOBAL && !name.trim()) throw refuse('names nothing');
  if (name !== name.trim()) throw refuse('begins or ends with a blank');
  if (scope === Scope.USER && scopeAndName(name).name !== name)
    throw refuse('has a name that would be read as another identity');
  if (/\p{Cc}/u.test(name)) throw refuse('has a control character, such as a line break');
  const length = characterCount(name);
  if (length > LONGEST_NAME) throw refuse(`has a name of ${length} characters; it may have at most ${LONGEST_NAME}`);
  return { scope, name, key: identityKeyOf(identity) };
}

/**
 * Refuses to give a thing a name that means something else in identities and filters; things that have such a name are found all the same.
 *
 * @throws GatewayError BAD_USER_INPUT
 */
export function checkNewName({ scope, name }: ScopeIdentity, parameter: string): void {
  const [mark] = (scope === Scope.USER && /[\\*?]/.exec(name)) || [];
  if (mark === undefined) return;
  throw new GatewayError(
    ErrorCode.BAD_USER_INPUT,
    `The name "${name}" has a "${mark}"; it may have none of \\ * ?, which mean something else in identities and filters.`,
    { parameter },
  );
}

/** The key of an identity, whether there can be such a thing or not. */
export function identityKeyOf(identity: string): string {
  const parsed = scopeAndName(identity);
  const shown = shownIdentity(parsed);
  return foldedKey(parsed.scope === Scope.USER ? `tag:${shown}` : shown);
}

/** The identity as it is shown. */
export function shownIdentity({ scope, name }: Pick<ScopeIdentity, 'scope' | 'name'>): string {
  const shown: Record<Scope, string> = {
    GLOBAL: 'global',
    SITE: `site:${name}`,
    SERVICE: `service:PersistentChatServer:${name}`,
    USER: name,
  };
  return shown[scope];
}

function scopeAndName(identity: string): { scope: Scope; name: string } {
  if (foldedKey(identity) === 'global') return { scope: Scope.GLOBAL, name: '' };
  const [, kind, name] = /^(site|tag|service:persistentchatserver):(.*)$/is.exec(identity) ?? [];
  if (kind === undefined) return { scope: Scope.USER, name: identity };
  const scopes: Record<string, Scope> = { site: Scope.SITE, tag: Scope.USER };
  return { scope: scopes[kind.toLowerCase()] ?? Scope.SERVICE, name: name! };
}
