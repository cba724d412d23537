import { PrivateSlapd, type SlapdOptions } from './private-slapd';

export const CONTOSO = 'dc=contoso,dc=com';

const schemas = ['core', 'cosine', 'inetorgperson'].map((name) => `include /etc/ldap/schema/${name}.schema`);

const entries = `dn: ${CONTOSO}
objectClass: dcObject
objectClass: organization
dc: contoso
o: Contoso Ltd

dn: cn=reader,${CONTOSO}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: read

dn: ou=People,${CONTOSO}
objectClass: organizationalUnit
ou: People

dn: uid=zoe,ou=People,${CONTOSO}
objectClass: inetOrgPerson
uid: zoe
cn: Zoë Ödegård
sn: Ödegård
displayName: Zoë
mail: zoe@contoso.com
labeledURI: sip:zoe@voice.contoso.com
employeeType: left

dn: cn=Everybody,${CONTOSO}
objectClass: groupOfNames
cn: Everybody
member: uid=zoe,ou=People,${CONTOSO}
member: cn=Guests,${CONTOSO}
member: CN=Ken Myer,OU=IT,OU=Redmond,DC=litwareinc,DC=com

dn: cn=Guests,${CONTOSO}
objectClass: groupOfUniqueNames
cn: Guests
uniqueMember: uid=zoe,ou=People,${CONTOSO}
`;

/** A slapd as Debian sets it up, with a small organisation of which one group has a member in the sample organisation. */
export function startContosoSlapd(options: Partial<SlapdOptions> = {}): Promise<PrivateSlapd> {
  const global = [...schemas, ...(options.global ?? [])];
  return PrivateSlapd.start({ databases: { [CONTOSO]: entries }, ...options, global });
}
