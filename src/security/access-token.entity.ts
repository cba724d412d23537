import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { Node } from '../graphql/node';

export enum Role {
  ADMINISTRATOR = 'ADMINISTRATOR',
  VIEWER = 'VIEWER',
  USER = 'USER',
}
registerEnumType(Role, {
  name: 'Role',
  description: 'What a caller may do.',
  valuesConfig: {
    ADMINISTRATOR: { description: 'Reads and changes everything.' },
    VIEWER: { description: 'Reads everything, changes nothing.' },
    USER: {
      description: 'A principal: sees what it may find, changes what it manages, creates where it is a creator.',
    },
  },
});

@ObjectType({
  implements: Node,
  description: 'An access token; the secret itself is shown once and kept only as a hash.',
})
@Entity('access_tokens')
@Index(['session', 'expiresAt'])
export class AccessToken extends Node {
  @PrimaryGeneratedColumn()
  id: number;

  /** SHA-256 of the secret, hex. */
  @Index({ unique: true })
  @Column({ length: 64 })
  hash: string;

  @Field({ description: 'What the token is for; the actor in the audit trail where the token has no principal.' })
  @Column({ length: 256 })
  name: string;

  @Field(() => Role, { description: 'What the token allows.' })
  @Column({ type: 'varchar', length: 16 })
  role: Role;

  @Column({ type: 'int', nullable: true })
  principalId: number | null;

  @Field({ description: 'Whether it was made by signing in: then it is cleared away once it has expired.' })
  @Column({ default: false })
  session: boolean;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When it expires.' })
  @Column({ type: 'datetime', precision: 3 })
  expiresAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was revoked; null while it was not.' })
  @Column({ type: 'datetime', precision: 3, nullable: true })
  revokedAt: Date | null;
}
