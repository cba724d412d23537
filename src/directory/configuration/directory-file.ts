import { dirname } from 'node:path';

import { z } from 'zod';

import { ConfigError } from '../../config';
import { readConfigurationFile } from '../../configuration-file';
import { activeDirectory } from '../active-directory';
import { LdapSource } from '../ldap/ldap-source';
import { LdifSource } from '../ldif/ldif-source';
import { openLdap } from '../open-ldap';
import { directoryFileSchema } from './source.schema';

/** A source that a directory file lists. */
export type ConfiguredSource = LdapSource | LdifSource;

type DirectoryFile = z.output<ReturnType<typeof directoryFileSchema>>;

/**
 * Reads the YAML or JSON file that lists the sources of the directory.
 *
 * @param kept the attributes that each source keeps for LDAP filters unless it names its own
 * @throws ConfigError that names every mistake by its path in the file.
 */
export function readDirectoryFile(path: string, env: NodeJS.ProcessEnv, kept: readonly string[]): ConfiguredSource[] {
  const { data, error } = directoryFileSchema({ folder: dirname(path), env }).safeParse(
    readConfigurationFile('DIRECTORY', path),
    {
      error: missing,
    },
  );
  if (error) throw new ConfigError(error.issues.map((issue) => `In "${path}", ${sentence(issue)}.`).join('\n'));
  return data.sources.map((source) => sourceOf(source, data.credentials, kept));
}

function sourceOf(
  source: DirectoryFile['sources'][number],
  credentials: DirectoryFile['credentials'],
  kept: readonly string[],
): ConfiguredSource {
  const { attributes, ...rest } = source;
  const attributeMap = { ...(rest.kind === 'openldap' ? openLdap : activeDirectory), kept, ...attributes };
  if (rest.kind === 'ldif') return new LdifSource({ ...rest, attributeMap });
  const { tls, credential, ...settings } = rest;
  return new LdapSource({
    ...settings,
    attributeMap,
    plain: tls === 'none',
    account: credentials[credential]!,
    credentials: new Map(Object.entries(credentials)),
  });
}

const missing: z.core.$ZodErrorMap = ({ code, input }) =>
  code === 'invalid_type' && input === undefined ? 'is missing' : undefined;

function sentence(issue: z.core.$ZodIssue): string {
  const place =
    issue.path
      .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
      .join('')
      .replace(/^\./, '') || 'the whole';
  if (issue.code === 'unrecognized_keys')
    return `${place} has the unknown ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  if (issue.code === 'invalid_key') return `${place} ${issue.issues[0]!.message}`;
  return `${place} ${issue.message.replace(/^Invalid input: expected/, 'must be')}`;
}
