import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SAMPLE_DIRECTORY } from '../../../src/sample/sample-organisation';
import { PrivateSlapd, type SlapdOptions } from './private-slapd';

export const LITWARE = 'DC=litwareinc,DC=com';
const CONFIGURATION = `CN=Configuration,${LITWARE}`;

const configuration = `dn: ${CONFIGURATION}
objectClass: container
cn: Configuration

dn: CN=Partitions,${CONFIGURATION}
objectClass: container
cn: Partitions

dn: CN=LITWAREINC,CN=Partitions,${CONFIGURATION}
objectClass: crossRef
cn: LITWAREINC
nCName: ${LITWARE}
nETBIOSName: LITWAREINC

dn: CN=Enterprise Schema,CN=Partitions,${CONFIGURATION}
objectClass: crossRef
cn: Enterprise Schema
nCName: CN=Schema,${CONFIGURATION}
`;

const rootDse = `dn:
objectClass: top
configurationNamingContext: ${CONFIGURATION}
`;

/** A slapd that looks like a domain controller of the sample organisation: the NetBIOS name stands where Active Directory has it. */
export function startSampleSlapd(options: Partial<SlapdOptions> = {}): Promise<PrivateSlapd> {
  const entries = readFileSync(SAMPLE_DIRECTORY, 'utf8').replace(/^(?:version|nETBIOSName|name): .*\n/gm, '');
  return PrivateSlapd.start({
    rootDse,
    ...options,
    global: [`include ${join(__dirname, 'active-directory.schema')}`, ...(options.global ?? [])],
    databases: { [CONFIGURATION]: configuration, [LITWARE]: entries },
  });
}
