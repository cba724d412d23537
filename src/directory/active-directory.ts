import type { AttributeMap } from './attribute-map';
import { USUALLY_KEPT } from './kept-attributes';
import { PrincipalKind } from './principal.entity';

/** Active Directory's attributes. */
export const activeDirectory: AttributeMap = {
  guid: 'objectGUID',
  kinds: [
    // A computer is a user too.
    ['computer', null],
    ['user', PrincipalKind.USER],
    ['group', PrincipalKind.GROUP],
    ['contact', PrincipalKind.CONTACT],
    ['organizationalUnit', PrincipalKind.ORGANIZATIONAL_UNIT],
    ['domainDNS', PrincipalKind.DOMAIN],
    ['container', PrincipalKind.CONTAINER],
  ],
  displayName: ['displayName', 'name', 'cn', 'ou', 'dc'],
  sipAddress: 'msRTCSIP-PrimaryUserAddress',
  userPrincipalName: 'userPrincipalName',
  logonName: 'sAMAccountName',
  disabled: { attribute: 'userAccountControl', bit: 0x2 },
  members: ['member'],
  // "Domain Users" lists nobody, and yet everybody is in it.
  primaryGroup: { number: 'primaryGroupID', sid: 'objectSid' },
  // Stands at the cross-references of the forest's configuration.
  netbiosName: { name: 'nETBIOSName', domain: 'nCName' },
  site: 'physicalDeliveryOfficeName',
  kept: USUALLY_KEPT,
};
