import { InterfaceType } from 'type-graphql';
import { Column, Index, JoinColumn, ManyToOne } from 'typeorm';

import { Audited } from '../../changes/audited';
import { Node } from '../../graphql/node';
import { Pool } from '../topology/pool.entity';
import { Scoped } from './scoped.entity';

/** What may be set for the service of one pool, too. */
@InterfaceType({
  description: 'What is set for the whole organisation, a site, or a pool.',
  implements: [Node, Audited, Scoped],
  resolveType: (value: object) => value.constructor.name,
})
export abstract class ServiceScoped extends Scoped {
  /** Of the scope SERVICE. */
  @Index()
  @Column({ type: 'int', nullable: true })
  poolId: number | null;

  @ManyToOne(() => Pool, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn()
  pool?: Pool | null;
}
