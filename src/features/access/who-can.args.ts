import { ArgsType, Field } from 'type-graphql';

import { AccessAction } from '../../eligibility/access-action';
import { EligiblePrincipalsArgs } from '../principal/eligible-principals.args';

@ArgsType()
export class WhoCanArgs extends EligiblePrincipalsArgs {
  @Field(() => AccessAction, { description: 'What they may do.' })
  action: AccessAction;
}
