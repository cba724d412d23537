import type { TextPattern } from './text-pattern';

/** What a filter says, in whichever language it was written. */
export type FilterExpression = FilterCombination | FilterNegation | FilterCondition;

export interface FilterCombination {
  readonly type: 'and' | 'or';
  /** With none, `and` holds always and `or` never. */
  readonly operands: readonly FilterExpression[];
}

/** Two-valued: what a condition doesn't hold for because there is no value, its negation holds for. */
export interface FilterNegation {
  readonly type: 'not';
  readonly operand: FilterExpression;
}

/** What is asked of one attribute; it holds where any value of the attribute passes the test. */
export interface FilterCondition {
  readonly type: 'condition';
  readonly attribute: string;
  readonly test: FilterTest;
  /** Where in the text, in UTF-16 units from 0, the attribute and the value begin. */
  readonly at: { readonly attribute: number; readonly value: number };
}

export type FilterTest =
  | { readonly operator: 'present' }
  | { readonly operator: 'like'; readonly pattern: TextPattern }
  | { readonly operator: Comparison; readonly value: FilterValue }
  /** Equal, however many steps away. */
  | { readonly operator: 'inChain'; readonly value: FilterValue }
  | BitTest;

/** All, or any, of the bits of a whole number are set, in two's complement. */
export interface BitTest {
  readonly operator: 'allBits' | 'anyBits';
  readonly bits: number;
}

export type Comparison = 'eq' | 'gt' | 'ge' | 'lt' | 'le';

/** Bytes where the value is no valid UTF-8. */
export type FilterValue = string | number | boolean | Buffer;

export function isBitTest(test: FilterTest): test is BitTest {
  return test.operator === 'allBits' || test.operator === 'anyBits';
}

/** Asks of an attribute no more than that it is like this. */
export function like(attribute: string, pattern: TextPattern): FilterCondition {
  return { type: 'condition', attribute, test: { operator: 'like', pattern }, at: { attribute: 0, value: 0 } };
}
