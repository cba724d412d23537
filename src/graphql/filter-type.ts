import { Field, InputType } from 'type-graphql';

/** What every filter input can be combined from. */
export abstract class Combinable<F> {
  and?: F[];
  or?: F[];
  not?: F;
}

/** Declares a filter input: its own fields, and `and`, `or` and `not`. */
export function FilterType(things: string): ClassDecorator {
  return (filter) => {
    const type = filter as unknown as new () => object;
    InputType({
      description: `Conditions on ${things}. All that are given must hold; an empty filter takes everything.`,
    })(filter);
    Field(() => [type], { nullable: true, description: 'All of these must hold.' })(type.prototype as object, 'and');
    Field(() => [type], { nullable: true, description: 'At least one of these must hold.' })(
      type.prototype as object,
      'or',
    );
    Field(() => type, { nullable: true, description: 'This must not hold.' })(type.prototype as object, 'not');
  };
}
