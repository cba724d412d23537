import { Field, InterfaceType } from 'type-graphql';
import { Column, Index, JoinColumn, ManyToOne } from 'typeorm';

import { Audited } from '../../changes/audited';
import { SORT_KEY_LENGTH } from '../../database/text-keys';
import { Node } from '../../graphql/node';
import { Pool } from './pool.entity';

/** What belongs to one pool for good and is known there by its name: categories, rooms and add-ins. */
@InterfaceType({
  description: 'A thing that belongs to one pool for good and is known there by its name.',
  implements: [Node, Audited],
  resolveType: (value: object) => value.constructor.name,
})
@Index(['poolId', 'nameKey'], { unique: true })
@Index(['nameKey'])
@Index(['sortKey', 'id'])
export abstract class Pooled extends Audited {
  @Field({ description: 'The name, unique in the pool: 1 to 256 characters, no backslash.' })
  @Column({ length: 256 })
  name: string;

  @Column({ length: SORT_KEY_LENGTH })
  nameKey: string;

  @Column({ length: SORT_KEY_LENGTH })
  sortKey: string;

  @Column()
  poolId: number;

  @ManyToOne(() => Pool, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  pool?: Pool;
}
