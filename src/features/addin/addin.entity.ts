import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';

import { Audited } from '../../changes/audited';
import { SORT_KEY_LENGTH } from '../../database/text-keys';
import { Node } from '../../graphql/node';
import { Pool } from '../topology/pool.entity';

@ObjectType({ implements: [Node, Audited], description: 'An add-in: a web page shown beside the conversation of a room.' })
@Entity('addins')
@Index(['poolId', 'nameKey'], { unique: true })
@Index(['sortKey', 'id'])
export class Addin extends Audited {
  @Field({ description: 'The name, unique in the pool: 1 to 256 characters, no backslash.' })
  @Column({ length: 256 })
  name: string;

  @Column({ length: SORT_KEY_LENGTH })
  nameKey: string;

  @Column({ length: SORT_KEY_LENGTH })
  sortKey: string;

  @Field({ description: 'The address of the page.' })
  @Column({ length: 2048 })
  url: string;

  @Column()
  poolId: number;

  @ManyToOne(() => Pool, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  pool?: Pool;
}
