import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';

import { Audited } from '../../changes/audited';
import { Pool, PoolState } from './pool.entity';

@ObjectType({ implements: Audited, description: 'A server of a Persistent Chat pool.' })
@Entity('pool_servers')
export class PoolServer extends Audited {
  /** Lower case. */
  @Field({ description: 'The fully qualified domain name of the server.' })
  @Index({ unique: true })
  @Column({ length: 255 })
  fqdn: string;

  @Field({ description: 'Whether the server accepts new client connections.' })
  @Column()
  active: boolean;

  @Field(() => PoolState, { description: 'Which database the server uses: that of its pool.' })
  @Column({ type: 'varchar', length: 16 })
  state: PoolState;

  @Index()
  @Column()
  poolId: number;

  @ManyToOne(() => Pool, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  pool?: Pool;
}
