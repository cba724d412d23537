import { ArgsType, Field } from 'type-graphql';

import { ConnectionArgs } from '../../graphql/connection';
import { AccessFindingFilter } from './access-finding.filter';

@ArgsType()
export class AccessFindingsArgs extends ConnectionArgs {
  @Field(() => AccessFindingFilter, { nullable: true, description: 'Which findings.' })
  where?: AccessFindingFilter | null;
}
