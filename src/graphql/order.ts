import { Field, InputType, type ClassType, registerEnumType } from 'type-graphql';

export enum Direction {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(Direction, {
  name: 'Direction',
  description: 'Which way a list is ordered.',
  valuesConfig: { ASC: { description: 'Ascending.' }, DESC: { description: 'Descending.' } },
});

/** What a list is ordered by; the id decides between equals. */
export interface Order {
  field: string;
  direction: Direction;
}

/**
 * Declares `XOrder` and `XOrderField` for a type, and returns the former.
 *
 * @param fields the descriptions of the fields that the list may be ordered by
 */
export function orderOf(type: string, fields: Record<string, string>): ClassType<Order> {
  const values = Object.fromEntries(Object.keys(fields).map((field) => [field, field]));
  registerEnumType(values, {
    name: `${type}OrderField`,
    description: `What a list of \`${type}\` may be ordered by.`,
    valuesConfig: Object.fromEntries(Object.entries(fields).map(([field, description]) => [field, { description }])),
  });

  @InputType(`${type}Order`, { description: `The order of a list of \`${type}\`; the id decides between equals.` })
  class DeclaredOrder implements Order {
    @Field(() => values, { description: 'What to order by.' })
    field: string;

    @Field(() => Direction, { description: 'Which way.', defaultValue: Direction.ASC })
    direction: Direction;
  }
  return DeclaredOrder;
}
