import { Field, ID, InputType } from 'type-graphql';

import { BulkInput } from '../../changes/bulk/bulk.inputs';
import { ChangeInput, IdentityInput, TargetInput } from '../../changes/change.inputs';
import { InMemoryInput } from '../../changes/in-memory';
import { Parameter } from '../../graphql/cmdlet';
import { UuidScalar } from '../../graphql/scalars';
import { PrincipalFilter } from '../principal/principal.filter';
import { PolicyFilter } from './policy.filter';

@InputType({ description: 'A policy to make: for a site, or to be granted.' })
export class NewPolicyInput extends InMemoryInput {
  @Parameter('Identity')
  @Field({
    description:
      '`site:NAME` for a site, else the name of a policy to be granted: at most 256 characters, none of them `\\`, `*` or `?`.',
  })
  identity: string;

  @Parameter('Description')
  @Field(() => String, { nullable: true, description: 'What it is for: at most 1,024 characters.' })
  description?: string | null;

  @Parameter('EnablePersistentChat')
  @Field({ nullable: true, description: 'Whether the users to whom it applies enter rooms; false where left out.' })
  enablePersistentChat?: boolean;

  @Parameter('Tenant')
  @Field(() => UuidScalar, { nullable: true, description: 'The tenant that it is made for.' })
  tenant?: string | null;

  @Parameter('Force')
  @Field(() => Boolean, {
    nullable: true,
    description: 'Taken as the cmdlet takes it: nothing that could be forced stands in the way of a new policy.',
  })
  force?: boolean | null;
}

@InputType({ description: 'A change of a policy; what is left out stays.' })
export class SetPolicyInput extends TargetInput {
  @Parameter('Identity')
  @Field(() => String, {
    nullable: true,
    description: 'The identity of the policy; the global one where neither this nor `id` is given.',
  })
  declare identity?: string | null;

  @Parameter('Description')
  @Field(() => String, { nullable: true, description: 'What it is for; null empties it.' })
  description?: string | null;

  @Parameter('EnablePersistentChat')
  @Field({ nullable: true, description: 'Whether the users to whom it applies enter rooms.' })
  enablePersistentChat?: boolean;

  @Parameter('Tenant')
  @Field(() => UuidScalar, { nullable: true, description: 'Only a policy that was made for this tenant.' })
  tenant?: string | null;

  @Parameter('Force')
  @Field(() => Boolean, {
    nullable: true,
    description: 'Taken as the cmdlet takes it: nothing that could be forced stands in the way of a change.',
  })
  force?: boolean | null;
}

@InputType({ description: 'A change of many policies; what is left out stays.' })
export class SetPoliciesInput extends BulkInput {
  @Field(() => PolicyFilter, { nullable: true, description: 'Which policies; an empty filter takes all.' })
  where?: PolicyFilter | null;

  @Field(() => String, { nullable: true, description: 'Only policies whose identity is like this, as in `policies`.' })
  filter?: string | null;

  @Parameter('Description')
  @Field(() => String, { nullable: true, description: 'What they are for; null empties it.' })
  description?: string | null;

  @Parameter('EnablePersistentChat')
  @Field({ nullable: true, description: 'Whether the users to whom they apply enter rooms.' })
  enablePersistentChat?: boolean;

  @Parameter('Force')
  @Field(() => Boolean, {
    nullable: true,
    description: 'Taken as the cmdlet takes it: nothing that could be forced stands in the way of a change.',
  })
  force?: boolean | null;
}

@InputType({ description: 'A policy to remove; the global one is reset instead.' })
export class RemovePolicyInput extends IdentityInput {
  @Parameter('Tenant')
  @Field(() => UuidScalar, { nullable: true, description: 'Only a policy that was made for this tenant.' })
  tenant?: string | null;

  @Parameter('Force')
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Remove it even if it is granted to users; they fall back to the policy of their site, else to the global one.',
  })
  force?: boolean | null;
}

@InputType({ description: 'Policies to remove; the global one, if it is among them, is reset instead.' })
export class RemovePoliciesInput extends BulkInput {
  @Field(() => PolicyFilter, { nullable: true, description: 'Which policies; an empty filter takes all.' })
  where?: PolicyFilter | null;

  @Field(() => String, { nullable: true, description: 'Only policies whose identity is like this, as in `policies`.' })
  filter?: string | null;

  @Parameter('Force')
  @Field(() => Boolean, { nullable: true, description: 'Remove also those that are granted to users; they fall back.' })
  force?: boolean | null;
}

const GRANTED =
  'The name of the policy, which is one to be granted, not the global one or that of a site; null takes away the one that is granted.';

@InputType({ description: 'A policy to grant to a user, or to take away.' })
export class GrantPolicyInput extends ChangeInput {
  @Parameter('Identity')
  @Field(() => String, {
    nullable: true,
    description:
      'The user, by any form of identity; give this or `id`. `grantPolicies` takes display names with wildcards.',
  })
  identity?: string | null;

  @Field(() => ID, { nullable: true, description: 'The global id of the user; give this or `identity`.' })
  id?: string | null;

  @Parameter('PolicyName')
  @Field(() => String, { nullable: true, description: `${GRANTED} Must be given.` })
  policy?: string | null;

  @Parameter('DomainController')
  @Field(() => String, {
    nullable: true,
    description:
      'Ask this server for the user first, and take over what has changed of it, under `whatIf` too: one that the configuration names, by host name or URL.',
  })
  domainController?: string | null;
}

@InputType({ description: 'A policy to grant to many users, or to take away.' })
export class GrantPoliciesInput extends BulkInput {
  @Parameter('Identity')
  @Field(() => String, {
    nullable: true,
    description: 'Only users with this identity in any form; a display name may have `*` for any characters.',
  })
  identity?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only users who stand below this container, organizational unit or domain, however deep.',
  })
  ou?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only those that this says in PowerShell's comparison syntax, as in `principals`.",
  })
  filter?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those that this LDAP filter says, as in `principals`.' })
  ldapFilter?: string | null;

  @Field(() => PrincipalFilter, {
    nullable: true,
    description:
      'Which users; an empty filter takes all. Who vanished from the directory is left out, unless a policy is taken away; what is no user is left out with a warning.',
  })
  where?: PrincipalFilter | null;

  @Parameter('PolicyName')
  @Field(() => String, { nullable: true, description: `${GRANTED} Must be given.` })
  policy?: string | null;
}
