import {
  type BitTest,
  type FilterExpression,
  type FilterTest,
  isBitTest,
} from '../../../src/filters/filter-expression';
import { Wildcard } from '../../../src/filters/text-pattern';

/** What is asked of: the values of its attributes as texts, and what it reaches in chain by those that are names of others. */
export interface Evaluated {
  values(attribute: string): readonly string[];
  reached(attribute: string): readonly string[];
}

/** Whether a filter holds for something, by the rules that the product states and with nothing of its code. */
export function holds(filter: FilterExpression, thing: Evaluated): boolean {
  switch (filter.type) {
    case 'and':
      return filter.operands.every((operand) => holds(operand, thing));
    case 'or':
      return filter.operands.some((operand) => holds(operand, thing));
    case 'not':
      return !holds(filter.operand, thing);
    case 'condition': {
      const { attribute, test } = filter;
      const values = test.operator === 'inChain' ? thing.reached(attribute) : thing.values(attribute);
      return values.some((value) => passes(test, value));
    }
  }
}

function passes(test: FilterTest, value: string): boolean {
  if (test.operator === 'present') return true;
  if (test.operator === 'like') return isLike(fold(value), test.pattern.flatMap(symbolsOf));
  if (isBitTest(test)) return hasBits(test, value);
  const order = compare(fold(value), fold(String(test.value)));
  switch (test.operator) {
    case 'gt':
      return order > 0;
    case 'ge':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'le':
      return order <= 0;
    default:
      return order === 0;
  }
}

/** Whole numbers of 64 bits, as LDAP writes them. */
function hasBits({ operator, bits }: BitTest, value: string): boolean {
  if (!/^(0|-?[1-9]\d*)$/.test(value) || BigInt.asIntN(64, BigInt(value)) !== BigInt(value)) return false;
  const common = BigInt(value) & BigInt(bits);
  return operator === 'allBits' ? common === BigInt(bits) : common !== 0n;
}

type PatternSymbol = number | '*' | '?';

function symbolsOf(part: string | Wildcard): PatternSymbol[] {
  if (typeof part === 'string') return fold(part);
  return [part === Wildcard.ANY ? '*' : '?'];
}

/** The code points of a text composed and in lower case. */
function fold(text: string): number[] {
  return Array.from(text.normalize('NFC').toLowerCase().normalize('NFC'), (character) => character.codePointAt(0)!);
}

function compare(a: number[], b: number[]): number {
  const different = a.findIndex((character, i) => character !== b[i]);
  return different < 0 ? a.length - b.length : a[different]! - (b[different] ?? -1);
}

function isLike(value: number[], pattern: PatternSymbol[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return value.length === 0;
  if (first === '*') return isLike(value, rest) || (value.length > 0 && isLike(value.slice(1), pattern));
  return value.length > 0 && (first === '?' || first === value[0]) && isLike(value.slice(1), rest);
}
