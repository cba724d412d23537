import { Entity, Index, PrimaryColumn } from 'typeorm';

/** A member that a group lists and that is no principal, or none yet: should one come to that name, it is in the group. */
@Entity('pending_members')
@Index(['dnKey'])
export class PendingMember {
  @PrimaryColumn()
  groupId: number;

  @PrimaryColumn({ length: 64 })
  dnKey: string;
}
