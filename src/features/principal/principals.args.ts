import { ArgsType, Field } from 'type-graphql';

import { Parameter } from '../../graphql/cmdlet';
import { ConnectionArgs, ResultSizeArgs } from '../../graphql/connection';
import type { Order } from '../../graphql/order';
import { PrincipalFilter } from './principal.filter';
import { PrincipalOrder } from './principal.lists';

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

  @Field(() => PrincipalFilter, { nullable: true, description: 'Which principals.' })
  where?: PrincipalFilter | null;

  @Field(() => PrincipalOrder, { nullable: true, description: 'In which order; by display name where none is given.' })
  order?: Order | null;
}

@ArgsType()
export class RelatedPrincipalsArgs extends ConnectionArgs {
  @Field({ defaultValue: false, description: 'All, however many steps away, rather than only those one step away.' })
  all: boolean;
}
