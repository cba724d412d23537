import type { AttributeMap } from './attribute-map';
import { USUALLY_KEPT } from './kept-attributes';
import { PrincipalKind } from './principal.entity';

/** What an OpenLDAP server with its usual schemas has. It knows no SIP addresses: mail addresses stand in for them. */
export const openLdap: AttributeMap = {
  guid: 'entryUUID',
  kinds: [
    ['inetOrgPerson', PrincipalKind.USER],
    ['groupOfNames', PrincipalKind.GROUP],
    ['groupOfUniqueNames', PrincipalKind.GROUP],
    ['organizationalUnit', PrincipalKind.ORGANIZATIONAL_UNIT],
    ['dcObject', PrincipalKind.DOMAIN],
    ['domain', PrincipalKind.DOMAIN],
    ['organization', PrincipalKind.CONTAINER],
  ],
  displayName: ['displayName', 'cn', 'ou', 'o', 'dc', 'uid'],
  sipAddress: 'mail',
  userPrincipalName: 'mail',
  logonName: 'uid',
  // As the password policy overlay has it: locked for good, rather than for a while after too many wrong passwords.
  disabled: { attribute: 'pwdAccountLockedTime', values: ['000001010000Z'] },
  members: ['member', 'uniqueMember'],
  primaryGroup: null,
  netbiosName: null,
  site: 'physicalDeliveryOfficeName',
  kept: USUALLY_KEPT,
};
