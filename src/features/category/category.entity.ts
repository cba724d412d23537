import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';

import { Audited } from '../../changes/audited';
import { SORT_KEY_LENGTH } from '../../database/text-keys';
import { Node } from '../../graphql/node';
import { Pool } from '../topology/pool.entity';

@ObjectType({
  implements: [Node, Audited],
  description: 'A category of rooms: an ethical wall around the people whom its rooms may be open to.',
})
@Entity('categories')
@Index(['poolId', 'nameKey'], { unique: true })
@Index(['sortKey', 'id'])
export class Category extends Audited {
  @Field({ description: 'The name, unique in the pool: 1 to 256 characters, no backslash.' })
  @Column({ length: 256 })
  name: string;

  @Column({ length: SORT_KEY_LENGTH })
  nameKey: string;

  @Column({ length: SORT_KEY_LENGTH })
  sortKey: string;

  @Field({ description: 'What the category is for; empty where nobody said.' })
  @Column({ length: 1024 })
  description: string;

  @Field({ description: 'Whether people are invited to the rooms that they become members of, where a room inherits the setting.' })
  @Column()
  invitations: boolean;

  @Field({ description: 'Whether files may be uploaded to the rooms.' })
  @Column()
  fileUpload: boolean;

  @Field({ description: 'Whether the rooms keep their messages for their users; compliance records them either way.' })
  @Column()
  chatHistory: boolean;

  @Column()
  poolId: number;

  @ManyToOne(() => Pool, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  pool?: Pool;
}
