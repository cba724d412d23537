import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { SORT_KEY_LENGTH } from '../database/text-keys';

/** A value of one of the directory's attributes that the configuration says to keep. */
@Entity('principal_attributes')
@Index(['name', 'valueKey', 'principalId'])
export class PrincipalAttribute {
  @PrimaryColumn()
  principalId: number;

  /** In lower case. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name: string;

  /** The folded value: of values that differ in nothing else, the first is kept. */
  @PrimaryColumn({ type: 'varchar', length: SORT_KEY_LENGTH })
  valueKey: string;

  @Column({ length: 256 })
  value: string;
}
