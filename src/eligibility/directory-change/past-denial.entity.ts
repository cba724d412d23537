import { Entity, PrimaryColumn } from 'typeorm';

/** What kept a user out when it vanished: a denied entry of a category, be that the user itself or what it was in. */
@Entity('past_denials')
export class PastDenial {
  @PrimaryColumn()
  principalId: number;

  @PrimaryColumn()
  deniedId: number;
}
