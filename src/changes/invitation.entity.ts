import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { bigintColumn, jsonColumn } from '../database/json-column';

/** Part of the audit entry of the same number. */
@ObjectType({ description: 'The users whom a change invited to a room.' })
@Entity('invitations')
export class Invitation {
  @PrimaryColumn({ type: 'bigint', transformer: bigintColumn })
  auditEntryId: number;

  @PrimaryColumn()
  roomId: number;

  @Column({ type: 'text', transformer: jsonColumn })
  principalIds: number[];

  @Field(() => Int, { description: 'How many users.' })
  get count(): number {
    return this.principalIds.length;
  }
}
