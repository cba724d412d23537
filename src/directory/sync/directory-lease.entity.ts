import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row (id 1): which gateway syncs the directory, so that no other does at the same time. */
@Entity('directory_lease')
export class DirectoryLease {
  @PrimaryColumn()
  id: number;

  /** Given at random to each sync; null where none is under way. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  holder: string | null;

  /** Put off while the sync goes on; from then on the gateway is taken to be gone. */
  @Column({ type: 'datetime', precision: 3, nullable: true })
  expiresAt: Date | null;
}
