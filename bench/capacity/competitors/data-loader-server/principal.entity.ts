import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@ObjectType()
@Entity('principals')
export class Principal {
  @Field(() => Int)
  @PrimaryColumn()
  id: number;

  @Field()
  @Column({ name: 'display_name' })
  displayName: string;

  @Field(() => String, { nullable: true })
  @Column({ name: 'sip_address', type: 'varchar', nullable: true })
  sipAddress: string | null;
}
