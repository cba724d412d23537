import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

import { jsonColumn } from '../../database/json-column';
import { ErrorCode } from '../../errors';
import { Node } from '../../graphql/node';
import { LONGEST_ACTOR_NAME } from '../../security/actor';
import { DirectorySyncReport } from './directory-sync-report';
import { DirectorySyncState, DirectorySyncTrigger } from './directory-sync.enums';

@ObjectType({ implements: Node, description: 'A sync of the directory: one of the past, or the one under way.' })
@Entity('directory_syncs')
export class DirectorySync extends Node {
  @PrimaryGeneratedColumn()
  id: number;

  @Field(() => DirectorySyncState, { description: 'What became of it.' })
  @Column({ type: 'varchar', length: 12 })
  state: DirectorySyncState;

  /** `trigger` alone is a word of SQL. */
  @Field(() => DirectorySyncTrigger, { name: 'trigger', description: 'What had it made.' })
  @Column({ type: 'varchar', length: 8 })
  syncTrigger: DirectorySyncTrigger;

  @Field({ description: 'Who asked for it, as it was called; `Directory sync` where it was the gateway itself.' })
  @Column({ length: LONGEST_ACTOR_NAME })
  actor: string;

  /** Folded, for searches. */
  @Column({ length: LONGEST_ACTOR_NAME })
  actorKey: string;

  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  @Column({ type: 'datetime', precision: 3 })
  startedAt: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it ended; null while it runs, and where it was interrupted.',
  })
  @Column({ type: 'datetime', precision: 3, nullable: true })
  endedAt: Date | null;

  @Field(() => DirectorySyncReport, {
    nullable: true,
    description: 'What it found; null while it runs, and where it failed or was interrupted before that was known.',
  })
  @Column({ type: 'text', nullable: true, transformer: jsonColumn })
  report: DirectorySyncReport | null;

  @Field(() => String, { nullable: true, description: 'Why it stopped or failed, in whole sentences; null otherwise.' })
  @Column({ type: 'text', nullable: true })
  error: string | null;

  @Field(() => ErrorCode, { nullable: true, description: 'What kind of error that is; null where there is none.' })
  @Column({ type: 'varchar', length: 32, nullable: true })
  errorCode: ErrorCode | null;
}
