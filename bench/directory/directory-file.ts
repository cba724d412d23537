import { writeFileSync } from 'node:fs';

import { activeDirectory } from '../../src/directory/active-directory';
import { BASE } from '../model/organisation';
import { Slapd } from './slapd';

/** Writes the configuration of one source: an OpenLDAP server whose entries have Active Directory's attributes. */
export function writeDirectoryFile(path: string, url: string): void {
  const source = {
    name: 'fabrikam',
    kind: 'openldap',
    servers: [url],
    base: BASE,
    credential: 'reader',
    tls: 'none',
    attributes: { ...activeDirectory, kinds: Object.fromEntries(activeDirectory.kinds) },
  };
  const { user, password } = Slapd.account;
  writeFileSync(
    path,
    JSON.stringify({ credentials: { reader: { user, password: { text: password } } }, sources: [source] }),
  );
}
