import { Field, InputType } from 'type-graphql';

import { BulkInput } from '../../changes/bulk/bulk.inputs';
import { ChangeInput, IdentityInput } from '../../changes/change.inputs';
import { Parameter } from '../../graphql/cmdlet';
import { FqdnScalar, SipUriScalar } from '../../graphql/scalars';
import { EndpointFilter } from './endpoint.filter';

const FORCE = 'Taken as the cmdlet takes it: nothing that could be forced stands in the way.';

@InputType({ description: 'An endpoint to make.' })
export class NewEndpointInput extends ChangeInput {
  @Parameter('SipAddress')
  @Field(() => SipUriScalar, {
    description: 'The SIP address, of a domain that the topology knows; nobody else may have it.',
  })
  sipAddress: string;

  @Parameter('DisplayName')
  @Field(() => String, {
    nullable: true,
    description: 'The display name: 1 to 256 characters; the SIP address without `sip:` where left out.',
  })
  displayName?: string | null;

  @Parameter('PersistentChatPoolFqdn')
  @Field(() => FqdnScalar, {
    nullable: true,
    description: 'The pool that it leads to; may be left out where there is only one.',
  })
  pool?: string | null;
}

@InputType({ description: 'An endpoint to remove.' })
export class RemoveEndpointInput extends IdentityInput {
  @Parameter('Force')
  @Field(() => Boolean, { nullable: true, description: FORCE })
  force?: boolean | null;
}

@InputType({ description: 'Endpoints to remove.' })
export class RemoveEndpointsInput extends BulkInput {
  @Parameter('Identity')
  @Field(() => String, {
    nullable: true,
    description: 'Only endpoints with this identity in any form, as in `endpoints`: it may have `*`.',
  })
  identity?: string | null;

  @Field(() => FqdnScalar, { nullable: true, description: 'Only endpoints of this pool.' })
  pool?: string | null;

  @Field(() => String, { nullable: true, description: 'Only endpoints that stand below this distinguished name.' })
  ou?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only those that this says in PowerShell's comparison syntax, as in `endpoints`.",
  })
  filter?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those that this LDAP filter says, as in `endpoints`.' })
  ldapFilter?: string | null;

  @Field(() => EndpointFilter, { nullable: true, description: 'Which endpoints; an empty filter takes all.' })
  where?: EndpointFilter | null;

  @Parameter('Force')
  @Field(() => Boolean, { nullable: true, description: FORCE })
  force?: boolean | null;
}
