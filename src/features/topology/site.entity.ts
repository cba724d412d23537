import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index } from 'typeorm';

import { Audited } from '../../changes/audited';
import { SORT_KEY_LENGTH } from '../../database/text-keys';

@ObjectType({ implements: Audited, description: 'A site of the topology; it holds pools.' })
@Entity('sites')
@Index(['sortKey', 'id'])
export class Site extends Audited {
  @Field({ description: 'The name of the site, unique in the organisation.' })
  @Column({ length: 256 })
  name: string;

  @Index({ unique: true })
  @Column({ length: SORT_KEY_LENGTH })
  nameKey: string;

  @Column({ length: SORT_KEY_LENGTH })
  sortKey: string;
}
