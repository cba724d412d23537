import { Column, Entity, PrimaryColumn } from 'typeorm';

import { bigintColumn, jsonColumn } from '../database/json-column';

/** The users whom a change invited to a room: part of the audit entry of the same number. */
@Entity('invitations')
export class Invitation {
  @PrimaryColumn({ type: 'bigint', transformer: bigintColumn })
  auditEntryId: number;

  @PrimaryColumn()
  roomId: number;

  @Column({ type: 'text', transformer: jsonColumn })
  principalIds: number[];
}
