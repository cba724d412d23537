import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';

import { Audited } from '../../changes/audited';
import { SORT_KEY_LENGTH } from '../../database/text-keys';
import { SipUriScalar, UuidScalar } from '../../graphql/scalars';
import { Pool } from '../topology/pool.entity';

@ObjectType({
  implements: Audited,
  description: 'An endpoint: a contact that gives a pool a SIP address at which older clients find it.',
})
@Entity('endpoints')
@Index(['sortKey', 'id'])
export class Endpoint extends Audited {
  /** Lower case with hyphens. */
  @Field(() => UuidScalar, { description: 'The GUID that its distinguished name begins with.' })
  @Index({ unique: true })
  @Column({ length: 36 })
  guid: string;

  @Field(() => SipUriScalar, { description: 'The SIP address, such as `sip:pce@litwareinc.com`.' })
  @Column({ length: 256 })
  sipAddress: string;

  @Index({ unique: true })
  @Column({ length: SORT_KEY_LENGTH })
  sipKey: string;

  @Field({ description: 'The display name; the SIP address without `sip:` where none was given.' })
  @Column({ length: 256 })
  displayName: string;

  @Index()
  @Column({ length: SORT_KEY_LENGTH })
  displayNameKey: string;

  @Column({ length: SORT_KEY_LENGTH })
  sortKey: string;

  @Field({
    description:
      'The distinguished name, such as `CN={50a1b7d6-7c4f-4c1f-9d3a-2f0c6f7b8a11},CN=Application Contacts,DC=litwareinc,DC=com`.',
  })
  @Column({ length: 1024 })
  distinguishedName: string;

  /** As directories compare names, see {@link DistinguishedName}: what stands above is its end. */
  @Column({ length: 1024 })
  dnKey: string;

  @Index()
  @Column()
  poolId: number;

  @ManyToOne(() => Pool, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  pool?: Pool;
}
