import type { ConfiguredSource } from '../../directory/configuration/directory-file';
import { LdapSource } from '../../directory/ldap/ldap-source';
import { ErrorCode, GatewayError } from '../../errors';

/** Which sources are to be asked, and how: names of the configuration. */
export interface SourceChoice {
  source?: string | null;
  domainController?: string | null;
  credential?: string | null;
}

const NAMES = ['source', 'domainController', 'credential'] as const;

/**
 * The sources that are meant, each as it is to be asked.
 *
 * @param prefix stands before the names of the inputs in errors, such as `input.`
 * @throws GatewayError BAD_USER_INPUT where one of the names isn't configured.
 */
export function askedSources(
  configured: readonly ConfiguredSource[],
  choice: SourceChoice,
  prefix = 'input.',
): ConfiguredSource[] {
  const { source, domainController, credential } = choice;
  const refuse = (name: keyof SourceChoice, message: string) =>
    new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: `${prefix}${name}` });
  if (!configured.length) {
    const named = NAMES.find((name) => typeof choice[name] === 'string') ?? 'source';
    throw refuse(named, 'This gateway has no directory to read: DIRECTORY names neither a server nor a file.');
  }
  let chosen: readonly ConfiguredSource[] = configured;
  if (typeof source === 'string') {
    chosen = configured.filter(({ name }) => name === source);
    const known = listed(configured.map(({ name }) => name));
    if (!chosen.length)
      throw refuse('source', `There is no source "${source}" of the directory; those that are configured: ${known}.`);
  }
  if (typeof domainController === 'string') {
    const known = listed(chosen.flatMap(serversOf));
    chosen = chosen.flatMap((each) => (each instanceof LdapSource && each.at(domainController)) || []);
    if (!chosen.length)
      throw refuse(
        'domainController',
        `"${domainController}" is no server of the directory; those that are configured: ${known}.`,
      );
  }
  if (typeof credential !== 'string') return [...chosen];
  return chosen.map((each) => {
    if (!(each instanceof LdapSource))
      throw refuse('credential', `"${each.name}" is a file, which takes no credential.`);
    const source = each.as(credential);
    if (source) return source;
    const known = listed(each.credentials);
    throw refuse('credential', `There is no credential "${credential}"; those that are configured: ${known}.`);
  });
}

/** The servers of a source, in the order in which they are asked; a file has none. */
export function serversOf({ description }: ConfiguredSource): readonly string[] {
  return description.kind === 'ldap' ? description.settings.servers : [];
}

function listed(names: Iterable<string>): string {
  return Array.from(names, (name) => `"${name}"`).join(', ') || 'none';
}
