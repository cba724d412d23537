import { ArgsType, Field } from 'type-graphql';

import { PRINCIPAL_ATTRIBUTES } from '../../directory/filters/principal-comparison';
import { Parameter } from '../../graphql/cmdlet';
import { ConnectionArgs, ResultSizeArgs } from '../../graphql/connection';
import type { Order } from '../../graphql/order';
import { TargetArgs } from '../../graphql/target';
import { PrincipalFilter } from './principal.filter';
import { PrincipalOrder } from './principal.lists';

@ArgsType()
export class PrincipalArgs extends TargetArgs {
  @Parameter('DomainController')
  @Field(() => String, {
    nullable: true,
    description:
      'Ask this server for the entry first, and take over what has changed of it: one that the configuration names, by host name or URL. For administrators.',
  })
  domainController?: string | null;

  @Parameter('Credential')
  @Field(() => String, {
    nullable: true,
    description:
      'Ask the directory for the entry first, as this account: the name of a credential of the configuration, never a password. For administrators.',
  })
  credential?: string | null;
}

@ArgsType()
export class PrincipalsArgs extends ResultSizeArgs {
  @Parameter('Identity')
  @Field(() => String, {
    nullable: true,
    description: 'Only principals with this identity in any form; a display name may have `*` for any characters.',
  })
  identity?: string | null;

  @Parameter('OU')
  @Field(() => String, {
    nullable: true,
    description:
      'Only what stands below this container, organizational unit or domain, however deep: any form of its identity.',
  })
  ou?: string | null;

  @Parameter('Filter')
  @Field(() => String, {
    nullable: true,
    description:
      "Only principals that this says in PowerShell's comparison syntax, such as `DisplayName -like 'Ken*' -and SipAddress -ne $null`: " +
      '`-eq -ne -gt -ge -lt -le -like -notlike`, `-and` and `-or` (from left to right), `-not`, parentheses, braces around the whole. ' +
      'Case does not count, accents do; `-ne`, `-notlike` and `-not` hold where there is no value. ' +
      `The attributes are ${PRINCIPAL_ATTRIBUTES.map((name) => `\`${name}\``).join(', ')}, and those that the configuration keeps of the directory.`,
  })
  filter?: string | null;

  @Parameter('LDAPFilter')
  @Field(() => String, {
    nullable: true,
    description:
      'Only principals that this LDAP filter (RFC 4515) says, such as `(&(objectClass=user)(title=*engineer*))`, over the attributes that are ' +
      'kept of the directory: one that is not is refused with a list of those that are. `memberOf` and `member` take the matching rule in ' +
      'chain (`memberOf:1.2.840.113556.1.4.1941:=DN`), whole numbers those for bits: ' +
      '`(userAccountControl:1.2.840.113556.1.4.803:=2)` says accounts that are disabled. Case does ' +
      'not count, accents do; `~=` is equality, `>=` and `<=` go by code points, and `!` holds where there is no value.',
  })
  ldapFilter?: string | null;

  @Field(() => PrincipalFilter, { nullable: true, description: 'Which principals.' })
  where?: PrincipalFilter | null;

  @Field(() => PrincipalOrder, { nullable: true, description: 'In which order; by display name where none is given.' })
  order?: Order | null;
}

/** What says which principals are meant. */
export type PrincipalSelection = Pick<PrincipalsArgs, 'identity' | 'ou' | 'filter' | 'ldapFilter' | 'where'>;

@ArgsType()
export class RelatedPrincipalsArgs extends ConnectionArgs {
  @Field({ defaultValue: false, description: 'All, however many steps away, rather than only those one step away.' })
  all: boolean;
}
