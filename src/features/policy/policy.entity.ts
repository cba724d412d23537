import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

import { UuidScalar } from '../../graphql/scalars';
import { Scoped } from '../scope/scoped.entity';

@ObjectType({
  implements: Scoped,
  description:
    'A policy: whether its users have Persistent Chat. For a user counts the policy granted, else that of the site, else the global one.',
})
@Entity('policies')
export class Policy extends Scoped {
  @Field({ description: 'What the policy is for; empty where nobody said.' })
  @Column({ length: 1024 })
  description: string;

  /** Folded, for searches. */
  @Column({ length: 2048 })
  descriptionKey: string;

  @Field({ description: 'Whether the users to whom it applies enter rooms.' })
  @Column()
  enablePersistentChat: boolean;

  /** Lower case with hyphens. */
  @Field(() => UuidScalar, {
    nullable: true,
    description: 'The tenant that it was made for; null where none was named.',
  })
  @Column({ type: 'varchar', length: 36, nullable: true })
  tenantId: string | null;
}
