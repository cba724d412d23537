import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Principal } from '../../directory/principal.entity';
import { principalById } from '../../directory/principal.loaders';
import { RequestContext } from '../../graphql/context';
import { DirectoryEntryChange } from './directory-entry-change';

@Resolver(() => DirectoryEntryChange)
export class DirectoryEntryChangeResolver {
  @FieldResolver(() => Principal, {
    nullable: true,
    description: 'The principal as the gateway has it now; null for one that is still to come.',
  })
  principal(@Ctx() context: RequestContext, @Root() { principalId }: DirectoryEntryChange): Promise<Principal | null> {
    return context.the(principalById).load(principalId);
  }
}
