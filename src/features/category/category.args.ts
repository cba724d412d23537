import { ArgsType, Field } from 'type-graphql';

import { ConnectionArgs } from '../../graphql/connection';
import type { Order } from '../../graphql/order';
import { CategoryFilter } from './category.filter';
import { CategoryOrder } from './category.lists';

@ArgsType()
export class CategoriesArgs extends ConnectionArgs {
  @Field(() => CategoryFilter, { nullable: true, description: 'Which categories.' })
  where?: CategoryFilter | null;

  @Field(() => CategoryOrder, { nullable: true, description: 'In which order; by name where none is given.' })
  order?: Order | null;
}
