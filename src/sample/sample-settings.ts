import type { EntityManager } from 'typeorm';

import { foldedKey, sortKey } from '../database/text-keys';
import { DistinguishedName } from '../directory/distinguished-name';
import { ComplianceConfiguration } from '../features/compliance/compliance-configuration.entity';
import { OutputDirectory } from '../features/compliance/output-directory';
import { Configuration } from '../features/configuration/configuration.entity';
import { Endpoint } from '../features/endpoint/endpoint.entity';
import { Scope } from '../features/scope/scope';
import { identityKeyOf, shownIdentity } from '../features/scope/scope-identity';
import { Pool } from '../features/topology/pool.entity';
import { Site } from '../features/topology/site.entity';

const SITE = 'Redmond';
const POOL = 'atl-cs-001.litwareinc.com';
const ROOM_MANAGEMENT_URL = 'https://rooms.litwareinc.com/';
const ADAPTER_TYPE = 'Microsoft.Rtc.Internal.Chat.Server.Compliance.XmlAdapter,compliance';
const ADAPTER_NAME = 'XML archive of Atlanta';
const OUTPUT_DIRECTORY = 'C:\\Compliance\\Atlanta';

const ENDPOINTS = [
  {
    guid: '50a1b7d6-7c4f-4c1f-9d3a-2f0c6f7b8a11',
    sipAddress: 'sip:chat-redmond@litwareinc.com',
    displayName: 'Persistent Chat Redmond',
    fqdn: 'red-cs-001.litwareinc.com',
  },
  {
    guid: '6cf0a3de-91f4-4d0b-8a52-5b8f2f6d1c07',
    sipAddress: 'sip:chat-atlanta@litwareinc.com',
    displayName: 'Persistent Chat Atlanta',
    fqdn: POOL,
  },
];

/** Sets something for a site and for a pool of the sample, beside the global configurations, and makes its endpoints. */
export async function insertSettings(tx: EntityManager, now: Date): Promise<void> {
  const audited = { version: 1, createdAt: now, updatedAt: now };
  const { id: siteId } = await tx.findOneByOrFail(Site, { name: SITE });
  const pools = new Map((await tx.find(Pool)).map(({ fqdn, id }) => [fqdn, id]));
  await tx.insert(Configuration, {
    ...placed(Scope.SITE, SITE),
    siteId,
    defaultChatHistory: 50,
    maxFileSizeKB: 20_000,
    participantUpdateLimit: 75,
    roomManagementUrl: ROOM_MANAGEMENT_URL,
    roomManagementUrlKey: foldedKey(ROOM_MANAGEMENT_URL),
    ...audited,
  });
  const directory = OutputDirectory.parse(OUTPUT_DIRECTORY) as OutputDirectory;
  await tx.insert(ComplianceConfiguration, {
    ...placed(Scope.SERVICE, POOL),
    poolId: pools.get(POOL)!,
    adapterType: ADAPTER_TYPE,
    adapterTypeKey: foldedKey(ADAPTER_TYPE),
    adapterName: ADAPTER_NAME,
    adapterNameKey: foldedKey(ADAPTER_NAME),
    adapterOutputDirectory: directory.path,
    adapterOutputDirectoryKey: directory.key,
    oneChatRoomPerOutputFile: true,
    addChatRoomDetails: true,
    addUserDetails: true,
    createFileAttachmentsManifest: false,
    runInterval: 60 * 60,
    ...audited,
  });
  for (const { guid, sipAddress, displayName, fqdn } of ENDPOINTS) {
    const distinguishedName = `CN={${guid}},CN=Application Contacts,DC=litwareinc,DC=com`;
    await tx.insert(Endpoint, {
      guid,
      sipAddress,
      sipKey: foldedKey(sipAddress),
      displayName,
      displayNameKey: foldedKey(displayName),
      sortKey: sortKey(displayName),
      distinguishedName,
      dnKey: DistinguishedName.parse(distinguishedName)!.normalised,
      poolId: pools.get(fqdn)!,
      ...audited,
    });
  }
}

function placed(scope: Scope, name: string): Pick<Configuration, 'scope' | 'identity' | 'identityKey' | 'sortKey'> {
  const identity = shownIdentity({ scope, name });
  const identityKey = identityKeyOf(identity);
  return { scope, identity, identityKey, sortKey: sortKey(identityKey) };
}
