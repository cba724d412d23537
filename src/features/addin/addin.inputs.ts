import { Field, InputType } from 'type-graphql';

import { BulkInput } from '../../changes/bulk/bulk.inputs';
import { ChangeInput, TargetInput } from '../../changes/change.inputs';
import { Parameter } from '../../graphql/cmdlet';
import { FqdnScalar, UrlScalar } from '../../graphql/scalars';
import { AddinFilter } from './addin.filter';

@InputType({ description: 'An add-in to make.' })
export class NewAddinInput extends ChangeInput {
  @Parameter('Name')
  @Field({ description: 'The name, unique in the pool: 1 to 256 characters, no backslash.' })
  name: string;

  @Parameter('Url')
  @Field(() => UrlScalar, { description: 'The address of the page: `http` or `https`.' })
  url: string;

  @Parameter('PersistentChatPoolFqdn')
  @Field(() => FqdnScalar, { nullable: true, description: 'The pool; may be left out where there is only one.' })
  pool?: string | null;
}

@InputType({ description: 'A change of an add-in; what is left out stays.' })
export class SetAddinInput extends TargetInput {
  @Parameter('Name')
  @Field({ nullable: true, description: 'The new name.' })
  name?: string;

  @Parameter('Url')
  @Field(() => UrlScalar, { nullable: true, description: 'The new address of the page: `http` or `https`.' })
  url?: string;
}

@InputType()
class AddinsInput extends BulkInput {
  @Field(() => AddinFilter, { nullable: true, description: 'Which add-ins; all where it is empty.' })
  where?: AddinFilter | null;
}

@InputType({ description: 'A change of many add-ins, the same of each; what is left out stays.' })
export class SetAddinsInput extends AddinsInput {
  @Parameter('Url')
  @Field(() => UrlScalar, { nullable: true, description: 'The new address of their pages: `http` or `https`.' })
  url?: string;
}

@InputType({ description: 'An add-in to remove.' })
export class RemoveAddinInput extends TargetInput {
  @Parameter('Force')
  @Field(() => Boolean, { nullable: true, description: 'Remove it even if rooms use it; they lose it.' })
  force?: boolean | null;
}

@InputType({ description: 'Add-ins to remove.' })
export class RemoveAddinsInput extends AddinsInput {
  @Parameter('Force')
  @Field(() => Boolean, { nullable: true, description: 'Remove also those that rooms use; the rooms lose them.' })
  force?: boolean | null;
}
