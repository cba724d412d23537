import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

import { Pooled } from '../topology/pooled.entity';

@ObjectType({ implements: Pooled, description: 'An add-in: a web page shown beside the conversation of a room.' })
@Entity('addins')
export class Addin extends Pooled {
  @Field({ description: 'The address of the page.' })
  @Column({ length: 2048 })
  url: string;
}
