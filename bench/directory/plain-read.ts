import 'reflect-metadata';

import { Client } from 'ldapts';

import { attributesIn, bytesIn } from '../../src/directory/attribute-map';
import { readDirectoryFile } from '../../src/directory/configuration/directory-file';
import { USUALLY_KEPT } from '../../src/directory/kept-attributes';
import type { LdapSettings } from '../../src/directory/ldap/ldap-settings';
import { measured } from '../measured';

/** What a plain read found. */
export interface PlainRead {
  entries: number;
  members: number;
}

/** Reads what the sync does, in the same pages, and does nothing with it. */
async function read({ servers, account, base, pageSize, attributeMap }: LdapSettings): Promise<PlainRead> {
  const client = new Client({ url: servers[0]! });
  await client.bind(account.user, account.password);
  const found = { entries: 0, members: 0 };
  const pages = client.searchPaginated(base, {
    filter: '(objectClass=*)',
    scope: 'sub',
    attributes: attributesIn(attributeMap),
    explicitBufferAttributes: bytesIn(attributeMap),
    paged: { pageSize },
  });
  for await (const { searchEntries } of pages) {
    found.entries += searchEntries.length;
    for (const { member } of searchEntries) found.members += [member ?? []].flat().length;
  }
  await client.unbind();
  return found;
}

const [directoryFile] = process.argv.slice(2) as [string];
const [source] = readDirectoryFile(directoryFile, process.env, USUALLY_KEPT);
const { settings } = source!.description as { settings: LdapSettings };
void measured(() => read(settings)).then(([found, figures]) => process.send!({ ...figures, found }));
