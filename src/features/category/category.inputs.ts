import { type ClassType, Field, InputType } from 'type-graphql';

import { BulkInput } from '../../changes/bulk/bulk.inputs';
import { ChangeInput, PrincipalListChange, TargetInput } from '../../changes/change.inputs';
import { Parameter } from '../../graphql/cmdlet';
import { FqdnScalar } from '../../graphql/scalars';
import { CategoryFilter } from './category.filter';

@InputType({ description: 'A category to make.' })
export class NewCategoryInput extends ChangeInput {
  @Parameter('Name')
  @Field({ description: 'The name, unique in the pool: 1 to 256 characters, no backslash.' })
  name: string;

  @Parameter('PersistentChatPoolFqdn')
  @Field(() => FqdnScalar, { nullable: true, description: 'The pool; may be left out where there is only one.' })
  pool?: string | null;

  @Parameter('Description')
  @Field(() => String, { nullable: true, description: 'What it is for, at most 1,024 characters.' })
  description?: string | null;

  @Parameter('EnableInvitations')
  @Field({
    nullable: true,
    description: 'Whether people are invited to the rooms that they become members of; they are not where left out.',
  })
  invitations?: boolean;

  @Parameter('EnableFileUpload')
  @Field({ nullable: true, description: 'Whether files may be uploaded; they may not where left out.' })
  fileUpload?: boolean;

  @Parameter('RemoveChatHistory')
  @Field({
    nullable: true,
    description:
      'Whether messages are kept for users; they are where left out. `false` stands for `-RemoveChatHistory`.',
  })
  chatHistory?: boolean;
}

/** What a change can make of one category, or of many. */
export interface CategorySettings {
  description?: string | null;
  invitations?: boolean;
  fileUpload?: boolean;
  chatHistory?: boolean;
  allowedMembers?: PrincipalListChange | null;
  deniedMembers?: PrincipalListChange | null;
  creators?: PrincipalListChange | null;
}

/** Declares the fields of {@link CategorySettings} beside those of another input. */
function withCategorySettings<T extends ClassType<ChangeInput>>(base: T) {
  @InputType()
  abstract class CategorySettingsInput extends base implements CategorySettings {
    @Parameter('Description')
    @Field(() => String, { nullable: true, description: 'What it is for, at most 1,024 characters; null empties it.' })
    description?: string | null;

    @Parameter('Invitations')
    @Field({ nullable: true, description: 'Whether people are invited to the rooms that they become members of.' })
    invitations?: boolean;

    @Parameter('FileUpload')
    @Field({ nullable: true, description: 'Whether files may be uploaded.' })
    fileUpload?: boolean;

    @Parameter('ChatHistory')
    @Field({ nullable: true, description: 'Whether messages are kept for users.' })
    chatHistory?: boolean;

    @Parameter('AllowedMembers')
    @Field(() => PrincipalListChange, { nullable: true, description: 'Whom the wall lets in; null clears the list.' })
    allowedMembers?: PrincipalListChange | null;

    @Parameter('DeniedMembers')
    @Field(() => PrincipalListChange, {
      nullable: true,
      description: 'Whom the wall keeps out, whoever lets them in; null clears the list.',
    })
    deniedMembers?: PrincipalListChange | null;

    @Parameter('Creators')
    @Field(() => PrincipalListChange, { nullable: true, description: 'Who may create rooms; null clears the list.' })
    creators?: PrincipalListChange | null;
  }
  return CategorySettingsInput;
}

@InputType({ description: 'A change of a category; what is left out stays.' })
export class SetCategoryInput extends withCategorySettings(TargetInput) {
  @Parameter('Name')
  @Field({ nullable: true, description: 'The new name.' })
  name?: string;
}

@InputType({ description: 'A category to remove.' })
export class RemoveCategoryInput extends TargetInput {}

@InputType()
class CategoriesInput extends BulkInput {
  @Field(() => CategoryFilter, { nullable: true, description: 'Which categories; all where it is empty.' })
  where?: CategoryFilter | null;
}

@InputType({ description: 'A change of many categories, the same of each; what is left out stays.' })
export class SetCategoriesInput extends withCategorySettings(CategoriesInput) {}

@InputType({ description: 'Categories to remove.' })
export class RemoveCategoriesInput extends CategoriesInput {}
