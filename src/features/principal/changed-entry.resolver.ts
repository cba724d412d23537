import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { ChangedEntry } from '../../changes/field-change';
import { Principal } from '../../directory/principal.entity';
import { principalById } from '../../directory/principal.loaders';
import { RequestContext } from '../../graphql/context';

@Resolver(() => ChangedEntry)
export class ChangedEntryResolver {
  @FieldResolver(() => Principal, {
    nullable: true,
    description: 'The principal, as it is now; null where the entry is none.',
  })
  principal(@Ctx() context: RequestContext, @Root() { principalId }: ChangedEntry): Promise<Principal | null> | null {
    return principalId === undefined ? null : context.the(principalById).load(principalId);
  }
}
