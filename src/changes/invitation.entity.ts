import { Entity, PrimaryColumn } from 'typeorm';

import { bigintColumn } from '../database/json-column';

/** A user whom a change invited to a room: part of the audit entry with the same sequence. */
@Entity('invitations')
export class Invitation {
  @PrimaryColumn({ type: 'bigint', transformer: bigintColumn })
  sequence: number;

  @PrimaryColumn()
  principalId: number;
}
