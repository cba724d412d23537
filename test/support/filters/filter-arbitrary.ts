import * as fc from 'fast-check';

import type { FilterCondition, FilterExpression, FilterTest } from '../../../src/filters/filter-expression';
import { type TextPattern, Wildcard } from '../../../src/filters/text-pattern';

export type Tests = (attribute: string) => fc.Arbitrary<FilterTest>;

/** Filters over the attributes, of all shapes, with few conditions each. */
export function filters(
  attributes: readonly string[],
  tests: Tests,
  fewestOperands: number,
): fc.Arbitrary<FilterExpression> {
  const conditionOf = (attribute: string) =>
    tests(attribute).map((test): FilterCondition => ({
      type: 'condition',
      attribute,
      test,
      at: { attribute: 0, value: 0 },
    }));
  const condition = fc.constantFrom(...attributes).chain(conditionOf);
  const negation = <T extends FilterExpression>(operand: fc.Arbitrary<T>) =>
    fc.record({ type: fc.constant('not' as const), operand });
  const type = fc.constantFrom('and' as const, 'or' as const);
  /** Many conditions of one attribute side by side, negated or not. */
  const crowd = fc.constantFrom(...attributes).chain((attribute) => {
    const one = conditionOf(attribute);
    return fc.record({
      type,
      operands: fc.array(fc.oneof(one, negation(one)), { minLength: 3, maxLength: 8 }),
    });
  });
  return fc.letrec<{ filter: FilterExpression }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      condition,
      crowd,
      fc.record({
        type,
        operands: fc.array(tie('filter'), { minLength: fewestOperands, maxLength: 3 }),
      }),
      negation(tie('filter')),
    ),
  })).filter;
}

/** Texts with wildcards between them, never two texts side by side. */
export function patterns(texts: fc.Arbitrary<string>, wildcards: readonly Wildcard[]): fc.Arbitrary<TextPattern> {
  const between = fc.constantFrom(...wildcards);
  const parts = fc.array(fc.tuple(between, fc.option(texts, { nil: '' })), { maxLength: 3 });
  return fc
    .tuple(fc.option(texts, { nil: '' }), parts)
    .map(([first, rest]) => [first, ...rest.flat()].filter((part) => part !== ''));
}

/** The same without the places in a text. */
export function withoutPlaces(filter: FilterExpression): FilterExpression {
  if (filter.type === 'not') return { type: 'not', operand: withoutPlaces(filter.operand) };
  if (filter.type === 'condition') return { ...filter, at: { attribute: 0, value: 0 } };
  return { type: filter.type, operands: filter.operands.map(withoutPlaces) };
}
