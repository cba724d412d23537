import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

import { Pooled } from '../topology/pooled.entity';

@ObjectType({
  implements: Pooled,
  description: 'A category of rooms: an ethical wall around the people whom its rooms may be open to.',
})
@Entity('categories')
export class Category extends Pooled {
  @Field({ description: 'What the category is for; empty where nobody said.' })
  @Column({ length: 1024 })
  description: string;

  /** Folded, for searches. */
  @Column({ length: 2048 })
  descriptionKey: string;

  @Field({
    description:
      'Whether people are invited to the rooms that they become members of, where a room inherits the setting.',
  })
  @Column()
  invitations: boolean;

  @Field({ description: 'Whether files may be uploaded to the rooms.' })
  @Column()
  fileUpload: boolean;

  @Field({ description: 'Whether the rooms keep their messages for their users; compliance records them either way.' })
  @Column()
  chatHistory: boolean;
}
