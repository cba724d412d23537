import { raw, type Sql } from '../../database/sql';
import { parseComparison } from '../../filters/comparison/comparison-parser';
import { FilterCompiler, type FilterField } from '../../filters/filter-compiler';
import { booleanField, namedField } from '../../filters/filter-fields';
import { FilterText } from '../../filters/filter-text';
import { PrincipalKind } from '../principal.entity';
import { distinguishedNameField } from './distinguished-name-field';
import { guidField } from './guid-field';
import { keptAttributeFields, without } from './kept-attribute-field';
import { principalTextField } from './principal-text-field';

const kind = namedField(raw('principal.kind'), {
  [PrincipalKind.USER]: ['user'],
  [PrincipalKind.GROUP]: ['group'],
  [PrincipalKind.CONTACT]: ['contact'],
  [PrincipalKind.CONTAINER]: ['container'],
  [PrincipalKind.ORGANIZATIONAL_UNIT]: ['organizationalUnit', PrincipalKind.ORGANIZATIONAL_UNIT],
  [PrincipalKind.DOMAIN]: ['domainDNS', PrincipalKind.DOMAIN],
});

/** The chat attributes of a row `principal`. */
const attributes: Readonly<Record<string, FilterField>> = {
  DisplayName: principalTextField('display_name_key'),
  SipAddress: principalTextField('sip_key'),
  UserPrincipalName: principalTextField('upn_key'),
  SamAccountName: principalTextField('logon_name_key'),
  LogonName: principalTextField('logon_name_key'),
  ObjectClass: kind,
  Kind: kind,
  Enabled: booleanField(raw('principal.enabled')),
  Site: principalTextField('site_key'),
  Missing: booleanField(raw('principal.missing')),
  Guid: guidField(raw('principal.guid')),
  DistinguishedName: distinguishedNameField,
};

export const PRINCIPAL_ATTRIBUTES = Object.keys(attributes);

/**
 * The condition on the rows `principal` that a filter in the comparison syntax stands for.
 *
 * @param kept the attributes that the directory's sync keeps beside the columns
 * @throws GatewayError BAD_USER_INPUT with the `position` of a mistake, and for an attribute that isn't kept with those that are.
 */
export function principalComparison(filter: string, parameter: string, kept: readonly string[]): Sql {
  const source = new FilterText(filter, parameter);
  const compiler = new FilterCompiler({ ...attributes, ...without(keptAttributeFields(kept), attributes) });
  return compiler.compile(parseComparison(source), source);
}
