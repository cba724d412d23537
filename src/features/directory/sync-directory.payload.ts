import { Field, Int, ObjectType } from 'type-graphql';

import { ChangePayload } from '../../changes/change-payload';
import { listComplexity } from '../../graphql/connection';

import { DirectoryEntryChange } from './directory-entry-change';
import { DirectorySyncReport } from './directory-sync-report';
import { DirectorySync } from './directory-sync.entity';
import type { SyncResult } from './sync-directory.service';

@ObjectType({ implements: ChangePayload, description: 'What `syncDirectory` did.' })
export class SyncDirectoryPayload extends ChangePayload {
  @Field(() => DirectorySync, {
    nullable: true,
    description: 'The sync in the list of all; null under `whatIf`, and for the retry of one that found nothing.',
  })
  readonly sync: DirectorySync | null;

  @Field(() => DirectorySyncReport, {
    nullable: true,
    description: 'What it found; null for the retry of one that found nothing.',
  })
  readonly report: DirectorySyncReport | null;

  @Field(() => [DirectoryEntryChange], {
    description:
      'The principals concerned: of each effect the first 500 by display name; none for a retry, whose audit entry has them.',
    complexity: listComplexity,
  })
  readonly entries: DirectoryEntryChange[];

  constructor({ outcome, planned }: SyncResult, sync: DirectorySync | null) {
    super(outcome);
    this.sync = sync;
    this.report = planned?.report ?? sync?.report ?? null;
    this.entries = planned?.entries ?? [];
  }

  @Field(() => Int, { description: 'How many users are invited to rooms by it; the audit entry lists them.' })
  get invitedCount(): number {
    return this.outcome.invitedCount;
  }
}
