import { Field, InterfaceType } from 'type-graphql';
import { Column, Index, JoinColumn, ManyToOne } from 'typeorm';

import { Audited } from '../../changes/audited';
import { SORT_KEY_LENGTH } from '../../database/text-keys';
import { Node } from '../../graphql/node';
import { Site } from '../topology/site.entity';
import { Scope } from './scope';

const LONGEST_IDENTITY = 320;

/** What is set for a scope: one row for each, and always one that is global. */
@InterfaceType({
  description: 'What is set for a scope: for the whole organisation, a site, a pool, or those to whom it is granted.',
  implements: [Node, Audited],
  resolveType: (value: object) => value.constructor.name,
})
@Index(['sortKey', 'id'])
export abstract class Scoped extends Audited {
  @Field({
    description:
      'The identity: `global`, `site:NAME`, of a configuration also `service:PersistentChatServer:FQDN`, of a policy that is granted its name.',
  })
  @Column({ length: LONGEST_IDENTITY })
  identity: string;

  /** The key of the identity, as `scopeIdentity` gives it. */
  @Index({ unique: true })
  @Column({ length: 2 * LONGEST_IDENTITY })
  identityKey: string;

  @Column({ length: SORT_KEY_LENGTH })
  sortKey: string;

  @Field(() => Scope, { description: 'How far it reaches.' })
  @Column({ type: 'varchar', length: 16 })
  scope: Scope;

  /** Of the scope SITE. */
  @Index()
  @Column({ type: 'int', nullable: true })
  siteId: number | null;

  @ManyToOne(() => Site, { nullable: true, onDelete: 'RESTRICT' })
  @JoinColumn()
  site?: Site | null;
}
