import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';

import { Audited } from '../../changes/audited';
import { Site } from './site.entity';

export enum PoolState {
  NORMAL = 'NORMAL',
  FAILED_OVER = 'FAILED_OVER',
}
registerEnumType(PoolState, {
  name: 'PoolState',
  description: 'Which database a pool uses.',
  valuesConfig: {
    NORMAL: { description: 'The pool uses its primary database (`Normal`).' },
    FAILED_OVER: { description: 'The pool uses its backup database (`FailedOver`).' },
  },
});

@ObjectType({ implements: Audited, description: 'A Persistent Chat pool: it holds categories, rooms and add-ins.' })
@Entity('pools')
export class Pool extends Audited {
  /** Lower case. */
  @Field({ description: 'The fully qualified domain name by which the pool is known.' })
  @Index({ unique: true })
  @Column({ length: 255 })
  fqdn: string;

  @Field(() => PoolState, { description: 'Which database the pool uses.' })
  @Column({ type: 'varchar', length: 16 })
  state: PoolState;

  @Field(() => String, {
    nullable: true,
    description:
      'The database that serves in the state NORMAL, such as `sql01.litwareinc.com\\rtc`; null where no topology was applied yet that names it.',
  })
  @Column({ type: 'varchar', length: 256, nullable: true })
  primaryDatabase: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The database that serves in the state FAILED_OVER; null where the topology names none.',
  })
  @Column({ type: 'varchar', length: 256, nullable: true })
  backupDatabase: string | null;

  @Column()
  siteId: number;

  @ManyToOne(() => Site, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  site?: Site;
}
