import { ArgsType, Field } from 'type-graphql';

import { PrincipalKind } from '../../directory/principal.entity';
import { Parameter } from '../../graphql/cmdlet';
import { ResultSizeArgs } from '../../graphql/connection';

@ArgsType()
export class EligiblePrincipalsArgs extends ResultSizeArgs {
  @Field(() => [PrincipalKind], {
    nullable: true,
    description: 'Only principals of these kinds; of every kind where left out.',
  })
  kind?: PrincipalKind[] | null;

  @Parameter('Filter')
  @Field(() => String, {
    nullable: true,
    description:
      'Only principals whose SIP address is like this: `*` stands for any characters, `?` for one. Those without an address never are.',
  })
  filter?: string | null;
}
