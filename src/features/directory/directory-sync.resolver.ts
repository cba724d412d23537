import { Arg, Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { AuditEntry } from '../../changes/audit-entry.entity';
import { type Connection, ConnectionArgs, connectionComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import type { Order } from '../../graphql/order';
import { AUDITORS } from '../audit/audit.roles';
import { DirectorySyncSource } from './directory-sync-source.entity';
import { DirectorySync } from './directory-sync.entity';
import { DirectorySyncFilter, directorySyncFilter } from './directory-sync.filter';
import { DirectorySyncConnection, directorySyncList, DirectorySyncOrder } from './directory-sync.lists';
import { auditEntryBySyncId, sourcesBySyncId } from './directory-sync.loaders';

@Resolver(() => DirectorySync)
export class DirectorySyncResolver {
  @Authorized(AUDITORS)
  @Query(() => DirectorySyncConnection, {
    description:
      'The syncs of the directory. Of those that a timer had made and that found nothing, each source has only the last one here.',
    complexity: connectionComplexity,
  })
  directorySyncs(
    @Ctx() context: RequestContext,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('where', () => DirectorySyncFilter, { nullable: true, description: 'Which syncs.' })
    where?: DirectorySyncFilter,
    @Arg('order', () => DirectorySyncOrder, {
      nullable: true,
      description: 'In which order; the newest first where none is given.',
    })
    order?: Order,
  ): Connection<DirectorySync> {
    return directorySyncList.connection(context, {
      args,
      order,
      condition: () => directorySyncFilter.compile(context, where, 'sync'),
    });
  }

  @FieldResolver(() => [DirectorySyncSource], {
    description: 'The sources that it is about, by name.',
    complexity: ({ childComplexity }) => 5 * childComplexity,
  })
  sources(@Ctx() context: RequestContext, @Root() { id }: DirectorySync): Promise<DirectorySyncSource[]> {
    return context.the(sourcesBySyncId).load(id);
  }

  @FieldResolver(() => AuditEntry, {
    nullable: true,
    description: 'What the audit trail keeps of it; null where it changed nothing.',
  })
  auditEntry(@Ctx() context: RequestContext, @Root() { id }: DirectorySync): Promise<AuditEntry | null> {
    return context.the(auditEntryBySyncId).load(id);
  }
}
