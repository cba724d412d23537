import { Field, InputType } from 'type-graphql';

import { ChangeInput, PrincipalListChange, TargetInput } from '../../changes/change.inputs';
import { Parameter } from '../../graphql/cmdlet';
import { FqdnScalar } from '../../graphql/scalars';

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

@InputType({ description: 'A change of a category; what is left out stays.' })
export class SetCategoryInput extends TargetInput {
  @Parameter('Name')
  @Field({ nullable: true, description: 'The new name.' })
  name?: string;

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

@InputType({ description: 'A category to remove.' })
export class RemoveCategoryInput extends TargetInput {}
