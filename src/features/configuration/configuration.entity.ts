import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

import { bigintColumn } from '../../database/json-column';
import { UInt32Scalar, UrlScalar } from '../../graphql/scalars';
import { ServiceScoped } from '../scope/service-scoped.entity';

@ObjectType({
  implements: ServiceScoped,
  description:
    'A configuration of Persistent Chat. For a pool counts its own, else that of its site, else the global one.',
})
@Entity('configurations')
export class Configuration extends ServiceScoped {
  @Field(() => Int, { description: 'How many messages are shown to who enters a room: 1 to 500.' })
  @Column({ type: 'int' })
  defaultChatHistory: number;

  @Field(() => UInt32Scalar, { description: 'The size of the largest file that may be uploaded, in kilobytes.' })
  @Column({ type: 'bigint', transformer: bigintColumn })
  maxFileSizeKB: number;

  @Field(() => UInt32Scalar, {
    description: 'With how many participants a room stops telling clients who comes and goes.',
  })
  @Column({ type: 'bigint', transformer: bigintColumn })
  participantUpdateLimit: number;

  @Field(() => UrlScalar, {
    nullable: true,
    description: 'The page on which clients manage rooms, `http` or `https`; null where they have none of their own.',
  })
  @Column({ type: 'varchar', length: 2048, nullable: true })
  roomManagementUrl: string | null;

  /** Folded, for searches. */
  @Column({ type: 'varchar', length: 4096, nullable: true })
  roomManagementUrlKey: string | null;
}
