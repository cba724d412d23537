import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'An attribute that a principal has in the directory.' })
export class DirectoryAttribute {
  @Field({ description: "The attribute's name, in lower case." })
  name: string;

  @Field(() => [String], { description: 'Its values; of those that differ in case only, one.' })
  values: string[];
}
