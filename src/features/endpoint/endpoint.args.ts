import { ArgsType, Field } from 'type-graphql';

import { Parameter } from '../../graphql/cmdlet';
import { ResultSizeArgs } from '../../graphql/connection';
import type { Order } from '../../graphql/order';
import { FqdnScalar } from '../../graphql/scalars';
import { ENDPOINT_ATTRIBUTES, ENDPOINT_LDAP_ATTRIBUTES } from './endpoint-attributes';
import { EndpointFilter } from './endpoint.filter';
import { EndpointOrder } from './endpoint.lists';

const named = (attributes: readonly string[]) => attributes.map((name) => `\`${name}\``).join(', ');

@ArgsType()
export class EndpointsArgs extends ResultSizeArgs {
  @Parameter('Identity')
  @Field(() => String, {
    nullable: true,
    description:
      'Only endpoints with this identity in any form; a SIP address or display name may have `*` for any characters.',
  })
  identity?: string | null;

  @Parameter('PersistentChatPoolFqdn')
  @Field(() => FqdnScalar, { nullable: true, description: 'Only endpoints of this pool.' })
  pool?: string | null;

  @Parameter('OU')
  @Field(() => String, {
    nullable: true,
    description:
      'Only endpoints that stand below this distinguished name, such as `CN=Application Contacts,DC=litwareinc,DC=com`.',
  })
  ou?: string | null;

  @Parameter('Filter')
  @Field(() => String, {
    nullable: true,
    description:
      "Only endpoints that this says in PowerShell's comparison syntax, such as `DisplayName -like 'Chat*'`, as in `principals(filter:)`. " +
      `The attributes are ${named(ENDPOINT_ATTRIBUTES)}.`,
  })
  filter?: string | null;

  @Parameter('LdapFilter')
  @Field(() => String, {
    nullable: true,
    description:
      'Only endpoints that this LDAP filter (RFC 4515) says, such as `(&(objectClass=contact)(displayName=Chat*))`, as in `principals(ldapFilter:)`. ' +
      `The attributes are ${named(ENDPOINT_LDAP_ATTRIBUTES)}.`,
  })
  ldapFilter?: string | null;

  @Parameter('DomainController')
  @Field(() => String, {
    nullable: true,
    description:
      'A server of the directory that the configuration names, by host name or URL; one that it does not name is refused. Endpoints are kept in the store, which answers whatever the server. For administrators.',
  })
  domainController?: string | null;

  @Parameter('Credential')
  @Field(() => String, {
    nullable: true,
    description:
      'The name of a credential of the configuration, never a password; one that it does not have is refused. Endpoints are kept in the store, which answers whatever the account. For administrators.',
  })
  credential?: string | null;

  @Field(() => EndpointFilter, { nullable: true, description: 'Which endpoints.' })
  where?: EndpointFilter | null;

  @Field(() => EndpointOrder, { nullable: true, description: 'In which order; by display name where none is given.' })
  order?: Order | null;
}
