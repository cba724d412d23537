import { DistinguishedName } from '../../distinguished-name';
import type { LdapEntries } from '../ldap-entries';
import { textsIn } from '../ldap-values';
import { isWithin } from '../names-within';

/** The name of the partition or database at the server that holds the base of a source; null where it names none. */
export async function namingContext({ connection, settings }: LdapEntries): Promise<string | null> {
  const base = DistinguishedName.parse(settings.base)!;
  const contexts = textsIn(await connection.entry('', ['namingContexts']), 'namingContexts').filter((context) => {
    const name = DistinguishedName.parse(context);
    return name && isWithin(base, name);
  });
  return contexts.sort((a, b) => b.length - a.length)[0] ?? null;
}
