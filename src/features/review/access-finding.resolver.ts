import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Principal } from '../../directory/principal.entity';
import { principalById } from '../../directory/principal.loaders';
import { RequestContext } from '../../graphql/context';
import { ReachingEntry } from '../access/access-explanation';
import { categoryById } from '../category/category.loaders';
import { roomById } from '../room/room.loaders';
import { Pooled } from '../topology/pooled.entity';
import { AccessFinding } from './access-finding';
import type { AccessReviewService } from './access-review.service';
import { findingMessage } from './finding-message';

@Resolver(() => AccessFinding)
export class AccessFindingResolver {
  constructor(private readonly service: AccessReviewService) {}

  @FieldResolver(() => Pooled, {
    nullable: true,
    description: 'The category or room whose list it is; null where it was removed in this moment.',
  })
  owner(@Ctx() context: RequestContext, @Root() { categoryId, roomId }: AccessFinding): Promise<Pooled | null> {
    return roomId === null ? context.the(categoryById).load(categoryId) : context.the(roomById).load(roomId);
  }

  @FieldResolver(() => Principal, {
    nullable: true,
    description: 'The principal that is listed; null where it is about the list as a whole.',
  })
  principal(@Ctx() context: RequestContext, @Root() { principalId }: AccessFinding): Promise<Principal | null> {
    return principalOf(context, principalId);
  }

  @FieldResolver(() => ReachingEntry, {
    nullable: true,
    description:
      'The entry of the same list that covers it, or the denied entry that reaches it, with one of the shortest ways by which it does; null for findings of other kinds.',
  })
  by(@Ctx() context: RequestContext, @Root() finding: AccessFinding): Promise<ReachingEntry | null> {
    return this.service.by(context, finding);
  }

  @FieldResolver(() => String, { description: 'The same in a sentence for people.' })
  async message(@Ctx() context: RequestContext, @Root() finding: AccessFinding): Promise<string> {
    const [room, category, entry, by] = await Promise.all([
      finding.roomId === null ? null : context.the(roomById).load(finding.roomId),
      context.the(categoryById).load(finding.categoryId),
      principalOf(context, finding.principalId),
      principalOf(context, finding.byId),
    ]);
    return findingMessage(finding.kind, {
      list: finding.list,
      entry: entry?.displayName ?? '',
      by: by?.displayName ?? '',
      category: category?.name ?? '',
      room: finding.roomId === null ? null : (room?.name ?? ''),
    });
  }
}

async function principalOf(context: RequestContext, id: number | null): Promise<Principal | null> {
  return id === null ? null : context.the(principalById).load(id);
}
