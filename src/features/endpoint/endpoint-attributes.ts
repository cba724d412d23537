import type { EntityManager } from 'typeorm';

import { boundValue } from '../../database/rows';
import { raw, type Sql } from '../../database/sql';
import { DistinguishedName } from '../../directory/distinguished-name';
import { guidField } from '../../directory/filters/guid-field';
import { parseComparison } from '../../filters/comparison/comparison-parser';
import { dateField } from '../../filters/date-field';
import { FilterCompiler, type FilterField } from '../../filters/filter-compiler';
import { namedField, relatedField, textField, valueField } from '../../filters/filter-fields';
import { FilterText } from '../../filters/filter-text';
import { parseLdapFilter } from '../../filters/ldap/ldap-filter-parser';
import { Endpoint } from './endpoint.entity';

const column = (name: string): Sql => raw(`endpoint.${name}`);
const displayName = textField([column('display_name_key')]);
const sipAddress = textField([column('sip_key')]);
const guid = guidField(column('guid'));
const pool = relatedField(column('pool_id'), raw('pools'), textField([raw('pools.fqdn')]));
const distinguishedName = valueField(
  column('dn_key'),
  (value) => DistinguishedName.parse(String(value))?.normalised ?? null,
  'a distinguished name',
  false,
);

/** All of them are contacts. */
const contacts = (...names: string[]): FilterField => namedField(raw("'CONTACT'"), { CONTACT: names }, true);

/** What the comparison syntax knows of an endpoint. */
export const ENDPOINT_ATTRIBUTES = [
  'DisplayName',
  'SipAddress',
  'Pool',
  'DistinguishedName',
  'Guid',
  'ObjectClass',
  'CreatedAt',
  'UpdatedAt',
] as const;

/** What LDAP filters know of an endpoint, under the names that Active Directory has for it. */
const ldapAttributes = {
  displayName,
  'msRTCSIP-PrimaryUserAddress': sipAddress,
  pool,
  distinguishedName,
  objectGUID: guid,
  objectClass: contacts('contact', 'organizationalPerson', 'person', 'top'),
  objectCategory: contacts('person', 'contact'),
} satisfies Record<string, FilterField>;

export const ENDPOINT_LDAP_ATTRIBUTES = Object.keys(ldapAttributes);

const ldapCompiler = new FilterCompiler(ldapAttributes);

/**
 * The condition on the rows `endpoint` that a filter in the comparison syntax stands for.
 *
 * @throws GatewayError BAD_USER_INPUT with the `position` of a mistake.
 */
export function endpointComparison(manager: EntityManager, filter: string, parameter: string): Sql {
  const source = new FilterText(filter, parameter);
  return new FilterCompiler(comparedAttributes(manager)).compile(parseComparison(source), source);
}

/**
 * The condition on the rows `endpoint` that an LDAP filter stands for.
 *
 * @throws GatewayError BAD_USER_INPUT with the `position` of a mistake.
 */
export function endpointLdapFilter(filter: string, parameter: string): Sql {
  const source = new FilterText(filter, parameter);
  return ldapCompiler.compile(parseLdapFilter(source), source);
}

function comparedAttributes(manager: EntityManager): Record<(typeof ENDPOINT_ATTRIBUTES)[number], FilterField> {
  const metadata = manager.dataSource.getMetadata(Endpoint);
  const date = (property: 'createdAt' | 'updatedAt', name: string) =>
    dateField(column(name), (value) => boundValue(manager, metadata, property, value));
  return {
    DisplayName: displayName,
    SipAddress: sipAddress,
    Pool: pool,
    DistinguishedName: distinguishedName,
    Guid: guid,
    ObjectClass: contacts('contact'),
    CreatedAt: date('createdAt', 'created_at'),
    UpdatedAt: date('updatedAt', 'updated_at'),
  };
}
