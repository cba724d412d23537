import { ArgsType, Field } from 'type-graphql';

import { Parameter } from '../../graphql/cmdlet';
import { ConnectionArgs } from '../../graphql/connection';
import type { Order } from '../../graphql/order';
import { UuidScalar } from '../../graphql/scalars';
import { TargetArgs } from '../../graphql/target';
import { PrincipalFilter } from '../principal/principal.filter';
import { PrincipalOrder } from '../principal/principal.lists';
import { ScopedListArgs } from '../scope/scoped.args';
import { PolicyFilter } from './policy.filter';
import { PolicyOrder } from './policy.lists';

@ArgsType()
export class PolicyArgs extends TargetArgs {
  @Parameter('Tenant')
  @Field(() => UuidScalar, { nullable: true, description: 'Only a policy that was made for this tenant.' })
  tenant?: string | null;
}

@ArgsType()
export class PoliciesArgs extends ScopedListArgs {
  @Field(() => PolicyFilter, { nullable: true, description: 'Which policies.' })
  where?: PolicyFilter | null;

  @Field(() => PolicyOrder, { nullable: true, description: 'In which order; by identity where none is given.' })
  order?: Order | null;
}

@ArgsType()
export class GrantedToArgs extends ConnectionArgs {
  @Field(() => PrincipalFilter, { nullable: true, description: 'Which principals.' })
  where?: PrincipalFilter | null;

  @Field(() => PrincipalOrder, { nullable: true, description: 'In which order; by display name where none is given.' })
  order?: Order | null;
}
