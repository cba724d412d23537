import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

import { UrlScalar } from '../../graphql/scalars';
import { Pooled } from '../topology/pooled.entity';

@ObjectType({ implements: Pooled, description: 'An add-in: a web page shown beside the conversation of a room.' })
@Entity('addins')
export class Addin extends Pooled {
  @Field(() => UrlScalar, { description: 'The address of the page: `http` or `https`.' })
  @Column({ length: 2048 })
  url: string;

  /** Folded, for searches. */
  @Column({ length: 4096 })
  urlKey: string;
}
