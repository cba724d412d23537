import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

import { Node } from '../../graphql/node';
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

@ObjectType({ implements: Node, description: 'A Persistent Chat pool: it holds categories, rooms and add-ins.' })
@Entity('pools')
export class Pool extends Node {
  @PrimaryGeneratedColumn()
  id: number;

  /** Lower case. */
  @Field({ description: 'The fully qualified domain name by which the pool is known.' })
  @Index({ unique: true })
  @Column({ length: 255 })
  fqdn: string;

  @Field(() => PoolState, { description: 'Which database the pool uses.' })
  @Column({ type: 'varchar', length: 16 })
  state: PoolState;

  @Column()
  siteId: number;

  @ManyToOne(() => Site, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  site?: Site;
}
