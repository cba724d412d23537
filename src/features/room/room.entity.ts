import { GraphQLBigInt } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';

import { Audited } from '../../changes/audited';
import { bigintColumn } from '../../database/json-column';
import { SORT_KEY_LENGTH } from '../../database/text-keys';
import { Node } from '../../graphql/node';
import { Addin } from '../addin/addin.entity';
import { Category } from '../category/category.entity';
import { Pool } from '../topology/pool.entity';
import { RoomInvitations, RoomPrivacy, RoomType } from './room.enums';

@ObjectType({ implements: [Node, Audited], description: 'A persistent chat room.' })
@Entity('rooms')
@Index(['poolId', 'nameKey'], { unique: true })
@Index(['sortKey', 'id'])
@Index(['categoryId', 'sortKey', 'id'])
export class Room extends Audited {
  @Field({ description: 'The name, unique in the pool: 1 to 256 characters, no backslash.' })
  @Column({ length: 256 })
  name: string;

  @Column({ length: SORT_KEY_LENGTH })
  nameKey: string;

  @Column({ length: SORT_KEY_LENGTH })
  sortKey: string;

  @Field({ description: 'What the room is for; empty where nobody said.' })
  @Column({ length: 1024 })
  description: string;

  /** Folded, for searches. */
  @Column({ length: 2048 })
  descriptionKey: string;

  @Field(() => RoomType, { description: 'Who posts: every participant, or presenters only.' })
  @Column({ type: 'varchar', length: 16 })
  type: RoomType;

  @Field(() => RoomPrivacy, { description: 'Who finds and enters the room.' })
  @Column({ type: 'varchar', length: 16 })
  privacy: RoomPrivacy;

  @Field(() => RoomInvitations, { description: 'Whether people are invited when they become members.' })
  @Column({ type: 'varchar', length: 16 })
  invitations: RoomInvitations;

  @Field({ description: 'Whether the room is closed to everybody; its content and lists are kept.' })
  @Column()
  disabled: boolean;

  @Field(() => GraphQLBigInt, { description: 'The size of the content, in bytes.' })
  @Column({ type: 'bigint', transformer: bigintColumn })
  contentBytes: number;

  @Column()
  poolId: number;

  @ManyToOne(() => Pool, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  pool?: Pool;

  @Column()
  categoryId: number;

  @ManyToOne(() => Category, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  category?: Category;

  @Index()
  @Column({ type: 'int', nullable: true })
  addinId: number | null;

  @ManyToOne(() => Addin, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn()
  addin?: Addin | null;
}
