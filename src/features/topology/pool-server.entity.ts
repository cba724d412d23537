import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

import { Node } from '../../graphql/node';
import { Pool } from './pool.entity';

@ObjectType({ implements: Node, description: 'A server of a Persistent Chat pool.' })
@Entity('pool_servers')
export class PoolServer extends Node {
  @PrimaryGeneratedColumn()
  id: number;

  /** Lower case. */
  @Field({ description: 'The fully qualified domain name of the server.' })
  @Index({ unique: true })
  @Column({ length: 255 })
  fqdn: string;

  @Field({ description: 'Whether the server accepts new client connections.' })
  @Column()
  active: boolean;

  @Index()
  @Column()
  poolId: number;

  @ManyToOne(() => Pool, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  pool?: Pool;
}
