import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@ObjectType({ description: 'A source of the directory, as a sync read it.' })
@Entity('directory_sync_sources')
@Index(['nameKey', 'syncId'])
export class DirectorySyncSource {
  @PrimaryColumn()
  syncId: number;

  @Field({ description: 'What the configuration calls it.' })
  @PrimaryColumn({ length: 256 })
  name: string;

  /** Folded, for searches. */
  @Column({ length: 512 })
  nameKey: string;

  @Field(() => String, {
    nullable: true,
    description: 'The server that answered; null where the source has none, or none has answered.',
  })
  @Column({ type: 'varchar', length: 1024, nullable: true })
  server: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether everything was read, rather than what had changed since; null where it was not read.',
  })
  @Column({ type: 'boolean', nullable: true })
  whole: boolean | null;
}
