import { Int, Field, ObjectType } from 'type-graphql';

import { Principal } from './principal.entity';

@ObjectType()
export class EligiblePrincipals {
  @Field(() => Int)
  totalCount: number;

  @Field(() => [Principal])
  nodes: Principal[];

  constructor(
    readonly roomId: number,
    readonly wildcard: string | null,
  ) {}
}
