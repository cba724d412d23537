import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { SORT_KEY_LENGTH } from '../../database/text-keys';
import { Node } from '../../graphql/node';

@ObjectType({ implements: Node, description: 'A site of the topology; it holds pools.' })
@Entity('sites')
export class Site extends Node {
  @PrimaryGeneratedColumn()
  id: number;

  @Field({ description: 'The name of the site, unique in the organisation.' })
  @Column({ length: 256 })
  name: string;

  @Index({ unique: true })
  @Column({ length: SORT_KEY_LENGTH })
  nameKey: string;
}
