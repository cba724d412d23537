import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';

import { bigintColumn } from '../../database/json-column';
import { BigIntScalar } from '../../graphql/scalars';
import { Addin } from '../addin/addin.entity';
import { Category } from '../category/category.entity';
import { Pooled } from '../topology/pooled.entity';
import { RoomInvitations, RoomPrivacy, RoomType } from './room.enums';

@ObjectType({ implements: Pooled, description: 'A persistent chat room.' })
@Entity('rooms')
@Index(['categoryId', 'sortKey', 'id'])
@Index(['listsMembers', 'privacy'])
export class Room extends Pooled {
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

  @Field(() => BigIntScalar, { description: 'The size of the content, in bytes.' })
  @Column({ type: 'bigint', transformer: bigintColumn })
  contentBytes: number;

  /** Kept with the list: rooms without members, which are open to all inside the wall, would be looked for one by one. */
  @Column()
  listsMembers: boolean;

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
