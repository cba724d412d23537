import { raw, type Sql } from '../../database/sql';
import { FilterCompiler, type FilterField } from '../../filters/filter-compiler';
import { booleanField, namedField } from '../../filters/filter-fields';
import { FilterText } from '../../filters/filter-text';
import { parseLdapFilter } from '../../filters/ldap/ldap-filter-parser';
import { PrincipalKind } from '../principal.entity';
import { distinguishedNameField, membershipField } from './distinguished-name-field';
import { guidField } from './guid-field';
import { keptAttributeFields, without } from './kept-attribute-field';
import { principalTextField } from './principal-text-field';
import { userAccountControlField } from './user-account-control-field';

const kind = raw('principal.kind');
const guid = guidField(raw('principal.guid'));

/** A kind of principal stands for the classes that directories derive it from. */
const objectClass = namedField(
  kind,
  {
    [PrincipalKind.USER]: ['user', 'inetOrgPerson', 'organizationalPerson', 'person', 'top'],
    [PrincipalKind.GROUP]: ['group', 'groupOfNames', 'top'],
    [PrincipalKind.CONTACT]: ['contact', 'organizationalPerson', 'person', 'top'],
    [PrincipalKind.CONTAINER]: ['container', 'top'],
    [PrincipalKind.ORGANIZATIONAL_UNIT]: ['organizationalUnit', 'top'],
    [PrincipalKind.DOMAIN]: ['domainDNS', 'domain', 'top'],
  },
  true,
);

const objectCategory = namedField(
  kind,
  {
    [PrincipalKind.USER]: ['person', 'user'],
    [PrincipalKind.GROUP]: ['group'],
    [PrincipalKind.CONTACT]: ['person', 'contact'],
    [PrincipalKind.CONTAINER]: ['container'],
    [PrincipalKind.ORGANIZATIONAL_UNIT]: ['organizationalUnit'],
    [PrincipalKind.DOMAIN]: ['domainDNS'],
  },
  true,
);

/** The attributes of a directory that every row `principal` keeps, under their names there: Active Directory's, and OpenLDAP's. */
const attributes: Readonly<Record<string, FilterField>> = {
  displayName: principalTextField('display_name_key'),
  'msRTCSIP-PrimaryUserAddress': principalTextField('sip_key'),
  userPrincipalName: principalTextField('upn_key'),
  sAMAccountName: principalTextField('logon_name_key'),
  uid: principalTextField('logon_name_key'),
  objectGUID: guid,
  entryUUID: guid,
  distinguishedName: distinguishedNameField,
  objectClass,
  objectCategory,
  enabled: booleanField(raw('principal.enabled')),
  memberOf: membershipField('memberOf'),
  member: membershipField('member'),
};

/** What the columns tell of attributes as long as those are not kept themselves. */
const standIns: Readonly<Record<string, FilterField>> = {
  userAccountControl: userAccountControlField,
  physicalDeliveryOfficeName: principalTextField('site_key'),
};

/**
 * The condition on the rows `principal` that an LDAP filter stands for.
 *
 * @param kept the attributes that the directory's sync keeps beside the columns
 * @throws GatewayError BAD_USER_INPUT with the `position` of a mistake, and for an attribute that isn't kept with those that are.
 */
export function principalLdapFilter(filter: string, parameter: string, kept: readonly string[]): Sql {
  const source = new FilterText(filter, parameter);
  const others = keptAttributeFields(kept);
  const compiler = new FilterCompiler({ ...attributes, ...without(standIns, others), ...without(others, attributes) });
  return compiler.compile(parseLdapFilter(source), source);
}
