import { Column, Entity, PrimaryColumn } from 'typeorm';

import { bigintColumn } from './json-column';

/**
 * One row (id 1), the last thing that a transaction locks before it commits: it orders everything that was changed.
 */
@Entity('change_sequence')
export class ChangeSequence {
  @PrimaryColumn()
  id: number;

  /** Tells this store from every other; given at random when it is made. */
  @Column({ length: 36 })
  storeId: string;

  /** The number of the last change. */
  @Column({ type: 'bigint', transformer: bigintColumn })
  last: number;

  /** The number of the last change of principals or their edges. */
  @Column({ type: 'bigint', transformer: bigintColumn })
  directory: number;

  /** The number of the last change of policies or of who has them. */
  @Column({ type: 'bigint', transformer: bigintColumn, default: 0 })
  policies: number;

  /** The highest number whose audit entry was cleared away; 0 while all of them are kept. */
  @Column({ type: 'bigint', transformer: bigintColumn, default: 0 })
  forgotten: number;

  /** The number of the last change of all that the eligibility index is made of. */
  get eligibility(): number {
    return Math.max(this.directory, this.policies);
  }
}
