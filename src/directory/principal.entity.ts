import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

import { SORT_KEY_LENGTH } from '../database/text-keys';
import { Node } from '../graphql/node';
import { UuidScalar } from '../graphql/scalars';
import { CONTAINER_KINDS, PrincipalKind } from './principal-kind';

export { CONTAINER_KINDS, PrincipalKind };

registerEnumType(PrincipalKind, {
  name: 'PrincipalKind',
  description: 'What kind of directory object a principal is.',
  valuesConfig: {
    USER: { description: 'A person (`user`).' },
    GROUP: { description: 'A security or distribution group (`group`).' },
    CONTACT: { description: 'A contact outside the directory (`contact`).' },
    CONTAINER: { description: 'A container (`container`).' },
    ORGANIZATIONAL_UNIT: { description: 'An organizational unit (`organizationalUnit`).' },
    DOMAIN: { description: 'A domain (`domainDNS`).' },
  },
});

@ObjectType({
  implements: Node,
  description: 'A person, group, contact, container, organizational unit or domain of the directory.',
})
@Entity('principals')
@Index(['sortKey', 'id'])
export class Principal extends Node {
  @PrimaryGeneratedColumn()
  id: number;

  /** Lower case with hyphens. */
  @Field(() => UuidScalar, { description: 'The `objectGUID`: what it is known by through renames and moves.' })
  @Index({ unique: true })
  @Column({ length: 36 })
  guid: string;

  @Field(() => PrincipalKind, { description: 'What kind of directory object it is.' })
  @Column({ type: 'varchar', length: 20 })
  kind: PrincipalKind;

  @Field({ description: 'The display name; the name of the object where it has none.' })
  @Column({ length: 256 })
  displayName: string;

  /** The folded display name. */
  @Index()
  @Column({ length: SORT_KEY_LENGTH })
  displayNameKey: string;

  /** The sort key of the display name. */
  @Column({ length: SORT_KEY_LENGTH })
  sortKey: string;

  /** With `sip:` before it. */
  @Field(() => String, {
    nullable: true,
    description: 'The SIP address, such as `sip:kenmyer@litwareinc.com`; null where it has none.',
  })
  @Column({ type: 'varchar', length: 256, nullable: true })
  sipAddress: string | null;

  @Index()
  @Column({ type: 'varchar', length: SORT_KEY_LENGTH, nullable: true })
  sipKey: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The user principal name, such as `kenmyer@litwareinc.com`; null where it has none.',
  })
  @Column({ type: 'varchar', length: 256, nullable: true })
  userPrincipalName: string | null;

  @Index()
  @Column({ type: 'varchar', length: SORT_KEY_LENGTH, nullable: true })
  upnKey: string | null;

  @Field(() => String, { nullable: true, description: 'The logon name (`sAMAccountName`); null where it has none.' })
  @Column({ type: 'varchar', length: 256, nullable: true })
  logonName: string | null;

  @Column({ type: 'varchar', length: SORT_KEY_LENGTH, nullable: true })
  logonNameKey: string | null;

  /** Folded `domain\logon`, with the NetBIOS name of the domain. */
  @Index()
  @Column({ type: 'varchar', length: SORT_KEY_LENGTH, nullable: true })
  logonKey: string | null;

  @Field({ description: 'The distinguished name.' })
  @Column({ length: 1024 })
  distinguishedName: string;

  /** SHA-256 of the normalised distinguished name, hex: names are too long for an index. */
  @Index()
  @Column({ length: 64 })
  dnKey: string;

  @Field({ description: 'Whether the directory lets it sign in; always true for what cannot.' })
  @Column()
  enabled: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'The name of the site that the directory puts a user in, whether there is such a site or not; null where it says none.',
  })
  @Column({ type: 'varchar', length: 256, nullable: true })
  siteName: string | null;

  @Index()
  @Column({ type: 'varchar', length: SORT_KEY_LENGTH, nullable: true })
  siteKey: string | null;

  /** What a group is known by to those whose primary group it is: its Windows SID, in hex; null for all else. */
  @Column({ type: 'varchar', length: 136, nullable: true })
  sid: string | null;

  /** The source of the directory that last had it; null where that was before sources were kept. */
  @Column({ type: 'int', nullable: true })
  sourceId: number | null;

  /** What tells whether the directory says something else of it by now; null where that isn't known. */
  @Column({ type: 'varchar', length: 32, nullable: true })
  digest: string | null;

  /** What tells whether a group lists others by now; null where that isn't known, and for what never was a group. */
  @Column({ type: 'varchar', length: 32, nullable: true })
  membersDigest: string | null;

  /** The policy granted to a user; no sync changes it. */
  @ForeignKey('Policy', { onDelete: 'RESTRICT' })
  @Index()
  @Column({ type: 'int', nullable: true })
  policyId: number | null;

  @Field({ description: 'Whether it vanished from the directory: kept with its references, eligible for nothing.' })
  @Column()
  missing: boolean;
}
