import { Field, ObjectType, ID } from 'type-graphql';

import { BulkPayload } from '../../changes/bulk/bulk-payload';
import { ChangePayload } from '../../changes/change-payload';
import type { ChangeOutcome } from '../../changes/outcome';
import { Parameter } from '../../graphql/cmdlet';
import { toGlobalId } from '../../graphql/node';
import { AccessBulkPayload } from '../impact/access-bulk-payload';
import { AccessChangePayload } from '../impact/access-change-payload';
import { Category } from './category.entity';

@ObjectType({ implements: ChangePayload, description: 'What `newCategory` did.' })
export class NewCategoryPayload extends ChangePayload {
  @Field(() => Category, { nullable: true, description: 'The category; null under `whatIf`.' })
  readonly category: Category | null;

  constructor(outcome: ChangeOutcome, category: Category | null) {
    super(outcome);
    this.category = category;
  }
}

@ObjectType({ implements: AccessChangePayload, description: 'What `setCategory` did.' })
export class SetCategoryPayload extends AccessChangePayload {
  @Parameter('AsObject', 'Set-CsPersistentChatCategory')
  @Field(() => Category, {
    nullable: true,
    description: 'The category as it is now; null where it was removed since (a retry).',
  })
  readonly category: Category | null;

  constructor(outcome: ChangeOutcome, category: Category | null) {
    super(outcome);
    this.category = category;
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
