import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

import { Audited } from '../../changes/audited';

@ObjectType({ implements: Audited, description: 'A domain of the SIP addresses of the organisation.' })
@Entity('sip_domains')
export class SipDomain extends Audited {
  /** Lower case. */
  @Field({ description: 'The name, such as `litwareinc.com`.' })
  @Index({ unique: true })
  @Column({ length: 255 })
  name: string;
}
