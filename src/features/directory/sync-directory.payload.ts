import { Ctx, Field, Int, ObjectType } from 'type-graphql';

import { ChangePayload } from '../../changes/change-payload';
import { listComplexity } from '../../graphql/connection';
import { RequestContext } from '../../graphql/context';
import { DirectoryEntryChange } from './directory-entry-change';
import { DirectorySyncReport } from './directory-sync-report';
import { DirectorySync } from './directory-sync.entity';
import { directorySyncById } from './directory-sync.loaders';
import type { SyncResult } from './sync-directory.service';

@ObjectType({ implements: ChangePayload, description: 'What `syncDirectory` did.' })
export class SyncDirectoryPayload extends ChangePayload {
  constructor(private readonly result: SyncResult) {
    super(result.outcome);
  }

  @Field(() => DirectorySync, {
    nullable: true,
    description: 'The sync in the list of all; null under `whatIf`, and for the retry of one that found nothing.',
  })
  async sync(@Ctx() context: RequestContext): Promise<DirectorySync | null> {
    const { syncId } = this.result;
    return syncId === null ? null : context.the(directorySyncById).load(syncId);
  }

  @Field(() => DirectorySyncReport, {
    nullable: true,
    description: 'What it found; null for the retry of one that found nothing.',
  })
  async report(@Ctx() context: RequestContext): Promise<DirectorySyncReport | null> {
    return this.result.planned?.report ?? (await this.sync(context))?.report ?? null;
  }

  @Field(() => [DirectoryEntryChange], {
    description:
      'The principals concerned: of each effect the first 500 by display name; none for a retry, whose audit entry has them.',
    complexity: listComplexity,
  })
  get entries(): DirectoryEntryChange[] {
    return this.result.planned?.entries ?? [];
  }

  @Field(() => Int, { description: 'How many users are invited to rooms by it; the audit entry lists them.' })
  get invitedCount(): number {
    return this.outcome.invitedCount;
  }
}
