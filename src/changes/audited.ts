import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InterfaceType, Int } from 'type-graphql';
import { Column, PrimaryGeneratedColumn } from 'typeorm';

import { Node } from '../graphql/node';

/** What every administered thing has: a version that each change raises, and a history. */
@InterfaceType({
  description: 'An administered thing: every change of it raises its version and is kept in its history.',
  implements: Node,
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Audited extends Node {
  @PrimaryGeneratedColumn()
  id: number;

  @Field(() => Int, {
    description: 'Raised by one with each change; give it as `expectedVersion` to detect a conflict.',
  })
  @Column({ type: 'int' })
  version: number;

  @Field(() => GraphQLDateTime, { description: 'When it was created.' })
  @Column({ type: 'datetime', precision: 3 })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When it was last changed.' })
  @Column({ type: 'datetime', precision: 3 })
  updatedAt: Date;
}
