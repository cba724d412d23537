import { Ctx, Field, ObjectType, ID } from 'type-graphql';

import { BulkPayload } from '../../changes/bulk/bulk-payload';
import { ChangePayload } from '../../changes/change-payload';
import { Parameter } from '../../graphql/cmdlet';
import { RequestContext } from '../../graphql/context';
import { toGlobalId } from '../../graphql/node';
import { AccessBulkPayload } from '../impact/access-bulk-payload';
import { AccessChangePayload } from '../impact/access-change-payload';
import { Category } from './category.entity';
import { categoryById } from './category.loaders';

@ObjectType({ implements: ChangePayload, description: 'What `newCategory` did.' })
export class NewCategoryPayload extends ChangePayload {
  @Field(() => Category, { nullable: true, description: 'The category; null under `whatIf`.' })
  category(@Ctx() context: RequestContext): Promise<Category | null> {
    return this.touched(context, categoryById);
  }
}

@ObjectType({ implements: AccessChangePayload, description: 'What `setCategory` did.' })
export class SetCategoryPayload extends AccessChangePayload {
  @Parameter('AsObject', 'Set-CsPersistentChatCategory')
  @Field(() => Category, {
    nullable: true,
    description: 'The category as it is now; null where it was removed since (a retry).',
  })
  category(@Ctx() context: RequestContext): Promise<Category | null> {
    return this.touched(context, categoryById);
  }
}

@ObjectType({ implements: ChangePayload, description: 'What `removeCategory` did.' })
export class RemoveCategoryPayload extends ChangePayload {
  @Field(() => ID, { description: 'The global id of the category that went.' })
  get removedId(): string {
    return toGlobalId('Category', this.outcome.thingId!);
  }
}

@ObjectType({ implements: AccessBulkPayload, description: 'What `setCategories` did.' })
export class SetCategoriesPayload extends AccessBulkPayload {}

@ObjectType({ implements: BulkPayload, description: 'What `removeCategories` did.' })
export class RemoveCategoriesPayload extends BulkPayload {}
